"""The server and the worker as processes: they start on an empty folder, answer, and end when told to."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.installation import installed, run


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(port: int) -> int:
    """The status of the first page, as soon as the server answers at all."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                return int(page.status)
        except urllib.error.HTTPError as refused:
            refused.close()
            return refused.code
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server never answered")


def children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(number) for number in found.read_text().split()] if found.exists() else []


@pytest.mark.slow
def test_the_server_answers_and_ends_with_its_worker(tmp_path: Path) -> None:
    port = free_port()
    with installed(tmp_path) as environment:
        server = subprocess.Popen(
            [sys.executable, "-m", "yifa.cli.main", "serve", "--port", str(port), "--processes", "1"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert server.stdout is not None
        assert server.stdout.readline().strip() == f"http://127.0.0.1:{port}/"
        assert answer(port) in (200, 302, 404)
        beside = children(server.pid)
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0
        server.stdout.close()
        assert [number for number in beside if Path(f"/proc/{number}").exists()] == []


@pytest.mark.slow
def test_the_worker_does_what_is_due_and_ends(tmp_path: Path) -> None:
    (tmp_path / "roof.py").write_text(
        "HANDLERS = {'hello': lambda work: print('hello', work.about)}\nSCHEDULE = ()\n", encoding="ascii"
    )
    (tmp_path / "wired.py").write_text(
        "from yifa.project.settings import *\n"
        "WORKER_HANDLERS = 'roof.HANDLERS'\nWORKER_SCHEDULE = 'roof.SCHEDULE'\n",
        encoding="ascii",
    )
    note = (
        "import django; django.setup()\nfrom django.utils import timezone\n"
        "from yifa.jobs.queue import enqueue\nenqueue('hello', now=timezone.now(), about='you')"
    )
    with installed(tmp_path / "data") as environment:
        environment |= {
            "DJANGO_SETTINGS_MODULE": "wired",
            "PYTHONPATH": os.pathsep.join([str(tmp_path), "src"]),
        }
        run(environment, "-c", note)
        said = run(environment, "-m", "yifa.cli.main", "worker", "--once").splitlines()
        assert said == ["hello you", "1 jobs done"]
        assert run(environment, "-m", "yifa.cli.main", "worker", "--once").splitlines() == ["0 jobs done"]

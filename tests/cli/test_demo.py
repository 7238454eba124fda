"""`yifa demo` as people run it: fresh, again, killed in the middle, on a taken port, over somebody's own office."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.installation import installed, run

DEMO = [sys.executable, "-m", "yifa.cli.main", "demo"]


@pytest.fixture(scope="module")
def township(tmp_path_factory):
    """The demo, loaded once: its environment and what it printed."""
    with installed(tmp_path_factory.mktemp("demo")) as environment:
        yield environment, run(environment, "-m", "yifa.cli.main", "demo", "--no-serve")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(environment: dict[str, str], code: str) -> str:
    """What a line of Python prints in the installation."""
    return run(environment, "-c", f"import django; django.setup(); {code}").strip()


COUNT = "from yifa.ledger.models import Entry; print(Entry.objects.count())"


@pytest.mark.slow
def test_the_demo_prints_its_address_accounts_and_codes(township):
    _, said = township
    assert "http://127.0.0.1:8000/" in said and "qinghe-demo" in said and "青禾镇 of 云溪县" in said
    rows = {line.split()[0]: line for line in said.splitlines() if line and not line.startswith(" ")}
    for login in ("mayor", "secretary", "reviewer", "admin", "county"):
        assert re.match(rf"{login} +\d{{6}} ", rows[login]), rows[login]
    assert not re.search(r"\d{6}", rows["clerk"]) and "法治专干" in rows["clerk"]


@pytest.mark.slow
def test_what_is_loaded_verifies_and_a_second_start_adds_nothing(township):
    environment, _ = township
    before = ask(environment, COUNT)
    again = run(environment, "-m", "yifa.cli.main", "demo", "--no-serve")
    assert "loading" not in again and ask(environment, COUNT) == before and int(before) > 500
    told = run(environment, "-m", "yifa.cli.main", "verify").splitlines()
    assert [line for line in told if line.startswith("青禾镇: ")][-1].endswith(": OK")


@pytest.mark.slow
def test_every_register_has_rows_and_the_workbench_something_of_every_kind(township):
    environment, _ = township
    code = (
        "from yifa.matter.register import registers; from yifa.matter.models import Duty, RefusalNote;"
        "from django.utils import timezone; d=timezone.localdate();"
        "print([r.key for r in registers() if not r.model._default_manager.exists()],"
        "Duty.objects.filter(kind='must', due__lt=d).exists(), Duty.objects.filter(kind='must', due=d).exists(),"
        "Duty.objects.filter(kind='must', due__gt=d).exists(), RefusalNote.objects.exists())"
    )
    assert ask(environment, code) == "[] True True True True"


@pytest.mark.slow
def test_the_printed_password_opens_the_accounts_and_approvers_hold_a_second_factor(township):
    environment, _ = township
    code = (
        "from django.contrib.auth import authenticate, get_user_model;"
        "from yifa.desk.accounts import has_second_factor, lacks_second_factor; from django.utils import timezone;"
        "u=get_user_model().objects; print(u.get(username='clerk').check_password('qinghe-demo'),"
        "has_second_factor(u.get(username='mayor')), has_second_factor(u.get(username='clerk')),"
        "any(lacks_second_factor(x, timezone.localdate()) for x in u.exclude(username='mine')))"
    )
    assert ask(environment, code) == "True True False False"


@pytest.mark.slow
def test_it_serves_and_the_login_page_names_the_accounts(township):
    environment, _ = township
    port = free_port()
    server = subprocess.Popen(
        [*DEMO, "--port", str(port), "--processes", "1"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        page = ""
        for _ in range(150):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    page = answer.read().decode()
                break
            except OSError:
                time.sleep(0.2)
        assert "演示账号" in page and "qinghe-demo" in page and "方启文" in page
        taken = subprocess.run(
            [*DEMO, "--port", str(port)], env=environment, capture_output=True, text=True, check=False
        )
        assert (
            taken.returncode == 1 and f"--port {port + 1}" in taken.stderr and "Traceback" not in taken.stderr
        )
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0
        assert server.stdout is not None
        server.stdout.close()


@pytest.mark.slow
@pytest.mark.fault
def test_a_killed_load_goes_on_where_it_stood(township, tmp_path: Path):
    wanted = ask(township[0], "from yifa.jobs.models import Job; print(Job.objects.get(name='demo').total)")
    with installed(tmp_path) as environment:
        load = subprocess.Popen(
            [*DEMO, "--no-serve"],
            env=environment,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        assert load.stderr is not None
        assert load.stderr.readline().startswith("200 / ")
        load.kill()
        load.wait()
        load.stderr.close()
        begun = int(ask(environment, COUNT))
        assert begun > 0
        said = run(environment, "-m", "yifa.cli.main", "demo", "--no-serve")
        assert "going on with" in said
        done = ask(
            environment,
            "from yifa.jobs.models import Job; j=Job.objects.get(name='demo'); print(j.done, j.state)",
        )
        assert done == f"{wanted} done"
        # What the unbroken load printed; its worker may have recorded legal fictions since.
        sealed = re.search(r"([\d,]+) events sealed", township[1])
        assert sealed is not None and ask(environment, COUNT) == sealed[1].replace(",", "")
        run(environment, "-m", "yifa.cli.main", "verify")


@pytest.mark.slow
def test_somebodys_own_office_is_left_alone(tmp_path: Path):
    with installed(tmp_path) as environment:
        run(environment, "-m", "yifa.cli.main", "office", "new", "--county", "某县", "--township", "某镇")
        done = subprocess.run(
            [*DEMO, "--no-serve"], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1 and "already holds an office" in done.stderr
        assert (
            ask(environment, "from django.contrib.auth.models import User; print(User.objects.count())")
            == "0"
        )


@pytest.mark.slow
def test_an_account_of_ones_own_in_the_demo_is_kept_and_given_nothing(township):
    environment, _ = township
    ask(
        environment,
        "from django.contrib.auth import get_user_model; from yifa.people.models import Officer, Organisation, Post;"
        "u=get_user_model().objects.create_user('mine', password='a word of my own');"
        "o=Officer.objects.create(user=u, name='自建', organisation=Organisation.objects.get(name='青禾镇'));"
        "Post.objects.create(officer=o, role='负责人', since='2026-01-01')",
    )
    said = run(environment, "-m", "yifa.cli.main", "demo", "--no-serve")
    assert "mayor" in said and "mine" not in said
    kept = (
        "from django.contrib.auth import get_user_model; from yifa.desk.accounts import has_second_factor;"
        "u=get_user_model().objects.get(username='mine');"
        "print(u.check_password('a word of my own'), has_second_factor(u))"
    )
    assert ask(environment, kept) == "True False"


def test_a_port_that_is_none_is_refused_in_one_sentence(tmp_path: Path):
    done = subprocess.run(
        [*DEMO, "--port", "70000"],
        env={**os.environ, "YIFA_DATA": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and "1 to 65535" in done.stderr and "Traceback" not in done.stderr

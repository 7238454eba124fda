"""One side of a bench in a process and an empty installation of its own, so that no side warms or burdens the other.

The parent says "go" by a line on the child's input; the child answers with the seconds that it measured itself,
preparations apart, and the most memory it has held so far.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connections

from yifa.cli.bench import Taken
from yifa.cli.prepare import prepared

EMPTY = "empty.sqlite3"
START = "import django; django.setup(); from yifa.project.benches.side import {}; "


@lru_cache(maxsize=1)
def _template() -> tempfile.TemporaryDirectory[str]:
    """A folder with the database of an installation without any row; it goes when the program ends."""
    folder = tempfile.TemporaryDirectory(prefix="yifa-bench-")
    subprocess.run(
        [sys.executable, "-c", START.format("build") + "build()"], env=_environment(folder.name), check=True
    )
    return folder


def _environment(folder: str) -> dict[str, str]:
    """Always the embedded database: figures of two runs can then be compared."""
    own = {"YIFA_DATA": folder, "YIFA_DATABASE": "", "YIFA_SECRET_KEY": "benches-only"}
    return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "yifa.project.settings"}


def build() -> None:
    """In the child: makes the empty database and keeps a copy of it."""
    prepared()
    connections.close_all()
    shutil.copy(settings.DATABASES["default"]["NAME"], settings.YIFA_DATA / EMPTY)


def restore() -> None:
    """In the child: puts the empty database back."""
    connections.close_all()
    name = str(settings.DATABASES["default"]["NAME"])
    for ending in ("", "-wal", "-shm"):
        Path(name + ending).unlink(missing_ok=True)
    shutil.copy(settings.YIFA_DATA / EMPTY, name)


def serve(work: Callable[[], float]) -> None:
    """In the child: one run of ``work`` a line; it gives its own seconds."""
    print("ready", flush=True)
    for _ in sys.stdin:
        print(work(), _peak(), flush=True)


def _peak() -> int:
    """The most memory of this process, in bytes; Linux lets the rusage of a child begin with its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


class Side:
    """The parent's handle: ``work`` is the expression that makes the child's work, with ``imports`` before it."""

    def __init__(self, imports: str, work: str) -> None:
        self.memory = 0
        self.folder = tempfile.TemporaryDirectory(prefix="yifa-bench-")
        empty = Path(_template().name) / EMPTY
        shutil.copy(empty, self.folder.name)
        shutil.copy(empty, Path(self.folder.name) / "yifa.sqlite3")
        self.process = subprocess.Popen(
            [sys.executable, "-c", f"{START.format('serve')}{imports}; serve({work})"],
            env=_environment(self.folder.name), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._hear()

    def __call__(self) -> Taken:
        """One run: the seconds that the child measured."""
        assert self.process.stdin is not None
        print("go", file=self.process.stdin, flush=True)
        seconds, memory = self._hear().split()
        self.memory = int(memory)
        return Taken(float(seconds))

    def _hear(self) -> str:
        assert self.process.stdout is not None
        if not (line := self.process.stdout.readline()):
            raise RuntimeError(f"the bench's process ended with {self.process.wait()}; its words stand above")
        return line

    def close(self) -> None:
        """Ends the child and gives its folder back."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.wait()
        self.folder.cleanup()

"""Finds the system programs that the larger parts need, and installs them on Debian where that is allowed."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

PROGRAMS = {
    "postgres": ("postgresql",),
    "browser": ("chromium", "fonts-noto-cjk"),
    "office": ("libreoffice-writer", "poppler-utils", "fonts-noto-cjk"),
}


def missing(part: str) -> str:
    """What this part lacks on this machine, in a few words; empty when it can run."""
    if part == "postgres":
        return "" if postgres_programs() else "PostgreSQL's initdb and pg_ctl (package postgresql)"
    if part == "browser":
        return "" if chromium() else "Chromium (package chromium, with fonts-noto-cjk)"
    if part == "office":
        absent = [name for name in ("soffice", "pdftotext") if shutil.which(name) is None]
        return f"{' and '.join(absent)} (packages libreoffice-writer, poppler-utils)" if absent else ""
    return ""


def postgres_programs() -> Path | None:
    """The folder of the newest PostgreSQL server programs (15 or later); None when there are none."""
    folders = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    folders = [path for path in folders if path.parent.name.isdigit() and int(path.parent.name) >= 15]
    if folders:
        return max(folders, key=lambda path: int(path.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found and shutil.which("pg_ctl") else None


def chromium() -> str | None:
    """The browser's program: Debian's name first."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    return None


def install(parts: Iterable[str]) -> None:
    """Installs what these parts miss, if this is root with apt; else says what to type and goes on."""
    packages = sorted({name for part in parts if missing(part) for name in PROGRAMS[part]})
    if not packages:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print(f"runner: not root, or no apt: nothing is installed; type: sudo {line}", flush=True)
        return
    print(f"runner: {line}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-y", "-o", "Acquire::Retries=3", "-o", "Dpkg::Options::=--force-confold"]
    _quietly([*apt, "update"], environment)
    if "postgresql" in packages:
        # Debian would create and start a system-wide server; ours is private and the only one that is wanted.
        _quietly([*apt, "install", "--no-install-recommends", "postgresql-common"], environment)
        with Path("/etc/postgresql-common/createcluster.conf").open("a", encoding="ascii") as settings:
            settings.write("create_main_cluster = false\n")
    _quietly([*apt, "install", "--no-install-recommends", *packages], environment)


def _quietly(command: list[str], environment: dict[str, str]) -> None:
    """Runs one step; its words are shown only when it fails."""
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"runner: failed ({done.returncode}): {' '.join(command)}")
        print(done.stdout[-2000:] + done.stderr[-2000:])

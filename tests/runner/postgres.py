"""A private PostgreSQL server for one test run: own folder, own socket, no network, gone afterwards."""

import contextlib
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

SETTINGS = {
    "listen_addresses": "",  # the socket only
    "fsync": "off",  # the data are thrown away; durability is measured by the fault tests, not here
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "shared_buffers": "256MB",
    "client_min_messages": "warning",
}


def unprivileged() -> str | None:
    """The user who runs the server: PostgreSQL refuses root. None when we are not root ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise RuntimeError("no unprivileged user (postgres or nobody) to run PostgreSQL as")


@contextlib.contextmanager
def server(programs: Path) -> Iterator[str]:
    """Starts a server from these programs and yields the address of an empty database ``yifa``."""
    user = unprivileged()
    # Under /tmp itself: a socket's path may have about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="yifa-pg-", dir="/tmp"))
    if user:
        shutil.chown(folder, user)
    port = 20000 + secrets.randbelow(40000)
    try:
        _run(user, [programs / "initdb", "-D", folder / "data", "-U", "yifa", "-A", "trust", "-E", "UTF8",
                    "--locale=C.UTF-8", "--no-sync"])  # fmt: skip
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        _run(user, [programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-t", "60",
                    "-o", f"-k {folder} -p {port} {options}", "start"])  # fmt: skip
        try:
            _run(user, [programs / "createdb", "-h", folder, "-p", str(port), "-U", "yifa", "yifa"])
            yield f"postgresql://yifa@/yifa?host={folder}&port={port}"
        finally:
            _run(user, [programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(user: str | None, words: list[str | Path]) -> None:
    """One of PostgreSQL's programs, as the unprivileged user; raises RuntimeError with its words."""
    command = [str(word) for word in words]
    if user:
        account = pwd.getpwnam(user)
        command = [
            "setpriv",
            f"--reuid={account.pw_uid}",
            f"--regid={account.pw_gid}",
            "--clear-groups",
            *command,
        ]
    # pg_ctl leaves the server holding its output, so a pipe would never end: the words go to a file.
    with tempfile.TemporaryFile() as words_of_program:
        code = subprocess.call(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=words_of_program, stderr=subprocess.STDOUT
        )
        words_of_program.seek(0)
        said = words_of_program.read().decode(errors="replace")
    if code:
        raise RuntimeError(f"{' '.join(command)} ended with {code}:\n{said}")

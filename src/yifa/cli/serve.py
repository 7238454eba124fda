"""``yifa serve``: brings the database up to date, gathers the static files and serves the pages."""

import argparse
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from yifa.cli.prepare import prepared

HOST, PORT = "127.0.0.1", 8000


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "--host", default=HOST, help=f"address to listen on (default: {HOST}, this machine only)"
    )
    parser.add_argument("--port", type=int, default=PORT, help=f"port to listen on (default: {PORT})")
    parser.add_argument("--processes", type=int, default=2, help="server processes (default: 2)")
    parser.add_argument(
        "--no-worker", action="store_true", help="leave what is due to a `yifa worker` of your own"
    )


def run(args: argparse.Namespace) -> int:
    """Serves until it is stopped."""
    print(f"http://{args.host}:{args.port}/", flush=True)
    serve(args.host, args.port, processes=args.processes, worker=not args.no_worker)
    return 0


def serve(host: str, port: int, *, processes: int = 2, worker: bool = True) -> None:
    """Serves at this address until SIGTERM or Ctrl-C, with a worker beside it unless unwanted."""
    prepared()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    beside = subprocess.Popen([sys.executable, "-m", "yifa.cli.main", "worker"]) if worker else None
    try:
        # One blocking thread for each process: more of them fight for the lock and answer fewer pages.
        Granian(
            settings.WSGI_APPLICATION.replace(".application", ":application"),
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=processes,
            blocking_threads=1,
            respawn_failed_workers=True,
            websockets=False,
            log_level=LogLevels.warning,
        ).serve()
    finally:
        if beside is not None:
            beside.terminate()
            beside.wait()

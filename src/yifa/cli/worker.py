"""``yifa worker``: does what is due, again and again, until it is told to stop."""

import argparse
import logging
import signal
import threading
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.module_loading import import_string

from yifa.cli.prepare import prepared
from yifa.jobs.loop import Daily, Handler, run_due

log = logging.getLogger(__name__)


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("--once", action="store_true", help="do what is due now, and end")
    parser.add_argument("--pause", type=float, default=5.0, help="seconds between two looks (default: 5)")


def run(args: argparse.Namespace) -> int:
    """Works until SIGTERM or Ctrl-C, which let the job in hand be finished; 0 always."""
    prepared()
    # The settings name what the roof has wired, so that this face need not know the roof.
    handlers: Mapping[str, Handler] = import_string(settings.WORKER_HANDLERS)
    schedule: Sequence[Daily] = import_string(settings.WORKER_SCHEDULE)
    if args.once:
        print(f"{run_due(handlers, schedule, now=timezone.localtime)} jobs done")
        return 0
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        _look(handlers, schedule, stop)
        stop.wait(args.pause)
    return 0


def _look(handlers: Mapping[str, Handler], schedule: Sequence[Daily], stop: threading.Event) -> None:
    try:
        run_due(handlers, schedule, now=timezone.localtime, stop=stop.is_set)
    except (OperationalError, InterfaceError) as fault:
        # The database is away or busy: nothing is lost, the next look tries again on a new connection.
        log.warning("worker.database.away kind=%s", type(fault).__name__)
        connection.close()

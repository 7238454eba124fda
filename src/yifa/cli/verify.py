"""``yifa verify``: recomputes every township's log, its rows and its files, and names what does not match."""

import argparse
import sys
from collections.abc import Iterator

from django.conf import settings

from yifa.cli.prepare import prepared
from yifa.ledger import keys
from yifa.ledger.models import Checkpoint, FileUse, Log
from yifa.ledger.note import NoteError
from yifa.ledger.verify import check_log
from yifa.matter.audit import audit
from yifa.matter.register import registers
from yifa.people.models import Organisation
from yifa.people.office import UnknownOffice, office

SHOWN = 200


def add(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    parser.add_argument("--office", help="one township only (default: all)")
    parser.add_argument("--county", default="", help="tells two townships of one name apart")
    parser.add_argument("--most", type=int, default=SHOWN, help=f"problems printed (default: {SHOWN})")


def run(args: argparse.Namespace) -> int:
    """Prints each problem with its event, row or file; 0 when all is well, 1 when not, 2 for no such office."""
    prepared()
    places = list(Organisation.objects.filter(level="township").order_by("name"))
    if args.office:
        try:
            places = [office(args.office, county=args.county)]
        except UnknownOffice:
            print(f"yifa verify: no township {args.office!r}; yifa office list shows them", file=sys.stderr)
            return 2
    wrong = 0
    for place in places:
        wrong += _township(place, args.most)
    strange = Log.objects.exclude(pk__in=[str(place.pk) for place in Organisation.objects.all()])
    for log in strange if not args.office else ():
        wrong += 1
        print(f"log {log.pk}: it belongs to no township of this installation")
    return 1 if wrong else 0


def _township(place: Organisation, most: int) -> int:
    """Checks one township and prints its lines; gives the number of problems."""
    wrong = 0
    for sentence in problems(place):
        wrong += 1
        if wrong <= most:
            _clear()
            print(f"{place}: {sentence}", flush=True)
    _clear()
    if wrong > most:
        print(f"{place}: … and {wrong - most} more")
    print(f"{place}: {_counts(place)}: {f'{wrong} PROBLEMS' if wrong else 'OK'}", flush=True)
    return wrong


def problems(place: Organisation) -> Iterator[str]:
    """Everything in the township that does not match, as English sentences."""
    log = Log.objects.filter(pk=str(place.pk)).first()
    if log is not None:
        _progress(f"{place}: {log.size:,} events")
        try:
            known = keys.verifiers(settings.KEYS_ROOT)
        except (NoteError, OSError, UnicodeDecodeError) as fault:
            yield f"the public keys in {settings.KEYS_ROOT.name} cannot be read: {fault}"
            known = {}
        for problem in check_log(log, files=settings.FILES_ROOT, keys=known):
            yield problem.sentence.removesuffix(".")
    for register in registers():
        _progress(f"{place}: rows of {register.key}")
        for found in audit(register, place):
            yield found.sentence


def _counts(place: Organisation) -> str:
    log = Log.objects.filter(pk=str(place.pk)).first()
    rows = sum(register.model._default_manager.filter(township=place).count() for register in registers())
    if log is None:
        return f"no events, {rows:,} rows"
    signed = Checkpoint.objects.filter(log=log)
    used = FileUse.objects.filter(entry__log=log).values("digest").distinct().count()
    last = signed.order_by("-size", "-id").first()
    covered = (
        f"{signed.count()} checkpoints (the last over {last.size:,} events)" if last else "no checkpoint"
    )
    return f"{log.size:,} events, {covered}, {used:,} files, {rows:,} rows"


def _progress(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{what}\033[K", end="", file=sys.stderr, flush=True)


def _clear() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)

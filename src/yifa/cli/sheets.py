"""``yifa sheets``: looks through an office's own spreadsheets, and takes them over."""

import argparse
import json
import sys
from pathlib import Path

from django.utils import timezone

from yifa.cli.prepare import prepared
from yifa.people.models import Organisation
from yifa.people.office import UnknownOffice, office, system_officer
from yifa.sheets.plan import Inspection, inspect
from yifa.sheets.render import text
from yifa.sheets.taking import SheetTaken, take, targets

YEARS = range(1980, 2101)


def add(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    actions = parser.add_subparsers(dest="action", required=True)
    look = actions.add_parser("inspect", help="say what each sheet is and every complaint; writes nothing")
    look.add_argument("files", nargs="+", type=Path)
    look.add_argument("--year", type=int, help="completes dates that name no year")
    look.add_argument("--json", action="store_true")
    bring = actions.add_parser("import", help="take the good rows over; a bad row never lands half")
    bring.add_argument("files", nargs="+", type=Path)
    bring.add_argument("--office", required=True)
    bring.add_argument("--county", default="")
    bring.add_argument("--year", type=int)


def run(args: argparse.Namespace) -> int:
    """Inspects or imports; 0 all landed, 1 something did not, 2 wrongly called."""
    if args.year is not None and args.year not in YEARS:
        print(f"yifa sheets: --year {args.year}: expected a year such as 2023", file=sys.stderr)
        return 2
    if args.action == "inspect":
        return _inspect(args)
    prepared()
    try:
        here = office(args.office, county=args.county)
    except UnknownOffice:
        print(
            f"yifa sheets import: no office {args.office!r}, or several; yifa office new --county C --township T"
            " opens one, --county tells two apart",
            file=sys.stderr,
        )
        return 2
    return _import(args, here)


def _inspect(args: argparse.Namespace) -> int:
    with inspect(args.files, targets(), args.year, _progress) as found:
        _clear()
        if args.json:
            print(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
        else:
            print(text(found))
        return 1 if any(file.refusal for file in found.files) else 0


def _import(args: argparse.Namespace, here: Organisation) -> int:
    with inspect(args.files, targets(), args.year, _progress) as found:
        _clear()
        worst = _say_refused(found)
        by = system_officer(here)
        for taken in take(found, here, now=timezone.now(), by=by, told=_progress):
            _clear()
            print(_line(taken))
            for row, why in taken.refused[:20]:
                print(f"    row {row}: {why}")
            if len(taken.refused) > 20:
                print(f"    … and {len(taken.refused) - 20} more")
            for place in taken.vanished[:20]:
                print(f"    vanished from the sheet, kept in the register: {place}")
            worst = worst or not taken.whole
    if worst:
        print("some rows did not land; yifa sheets inspect names each with its cell", file=sys.stderr)
    return 1 if worst else 0


def _say_refused(found: Inspection) -> bool:
    worst = False
    for file in found.files:
        if file.refusal:
            print(f"{file.path.name}: not read: {file.refusal.english} ({file.refusal.reason})")
            worst = True
        for sheet in file.sheets:
            if not sheet.fits:
                print(f"{file.path.name} {sheet.sheet.name}: {sheet.choice.english}")
    return worst


def _line(taken: SheetTaken) -> str:
    told = [f"{taken.new} new", f"{taken.same} unchanged", f"{taken.corrected} corrected"]
    if taken.bad or taken.held or taken.refused:
        told.append(f"{taken.bad + taken.held + len(taken.refused)} not landed")
    if taken.vanished:
        told.append(f"{len(taken.vanished)} vanished")
    where = f"{taken.file} {taken.sheet} -> {taken.register} {taken.title}"
    return f"{where}: {', '.join(told)}; {taken.events} events sealed"


def _progress(what: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{what}: {done:,} / {total:,}\033[K", end="", file=sys.stderr, flush=True)
    elif done == total or done % 50_000 == 0:
        print(f"{what}: {done:,} / {total:,}", file=sys.stderr)


def _clear() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)

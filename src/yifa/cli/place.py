"""Names the office and the year that a command line speaks of, or ends the program with one sentence."""

import argparse
import sys

from yifa.people.models import Organisation
from yifa.people.office import UnknownOffice, office

GOVERNMENT = "人民政府"


def add_place(parser: argparse.ArgumentParser) -> None:
    """Declares --office, --county and --year."""
    parser.add_argument("--office", required=True, help="the township, such as 青禾镇")
    parser.add_argument("--county", default="", help="needed where two counties have a township of that name")
    parser.add_argument("--year", type=int, required=True, help="the year that is counted, such as 2023")


def place(args: argparse.Namespace, command: str) -> Organisation:
    """The township; exit code 2 when there is none of that name, or several."""
    if not 1949 <= args.year <= 9999:
        print(f"yifa {command}: {args.year} is no year to count", file=sys.stderr)
        raise SystemExit(2)
    for name in (args.office, args.office.strip().removesuffix(GOVERNMENT)):
        try:
            return office(name, county=args.county)
        except UnknownOffice:
            continue
    where = f" in {args.county!r}" if args.county else ""
    print(
        f"yifa {command}: no township {args.office!r}{where}, or several; yifa office list shows them"
        " (--county tells those of one name apart)",
        file=sys.stderr,
    )
    raise SystemExit(2)

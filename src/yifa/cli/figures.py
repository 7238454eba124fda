"""``yifa figures``: the figures of an office's year, and the rows that one of them counts."""

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

from yifa.cli.place import add_place, place
from yifa.cli.prepare import prepared
from yifa.matter.models import Matter
from yifa.matter.rights import of_township
from yifa.measure.index import Placed, rows_of
from yifa.people.models import Organisation
from yifa.report.figures import Backed, figures, opened

LABEL, SLUG, VALUE = 24, 32, 26


def add(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    add_place(parser)
    parser.add_argument("--json", action="store_true", help="a list of objects instead of a table")
    parser.add_argument("--open", metavar="SLUG", default="", help="list the rows that the figure counts")


def run(args: argparse.Namespace) -> int:
    """Prints the figures, or the rows of one; 2 for an office or a figure that does not exist."""
    prepared()
    here = place(args, "figures")
    if args.open:
        return _open(args.open, here, args.year, as_json=args.json)
    found = figures(here, args.year)
    if args.json:
        print(_json([one.value.as_json() for one in found]))
    else:
        print(f"{here.title} {args.year}")
        print("\n".join(_table(found)))
    return 0


def _table(found: tuple[Backed, ...]) -> Iterator[str]:
    yield f"{_wide('label', LABEL)}{_wide('slug', SLUG)}{_wide('value', VALUE)}rows"
    for one in found:
        value = one.value
        yield f"{_wide(value.label, LABEL)}{_wide(value.slug, SLUG)}{_wide(value.shown, VALUE)}{value.evidence}"


def _open(slug: str, here: Organisation, year: int, *, as_json: bool) -> int:
    items = opened(slug)
    if not items:
        print(f"yifa figures: no figure {slug!r}; yifa figures without --open lists them", file=sys.stderr)
        return 2
    rows = [row for item in items for row in _rows(item, here, year)]
    if as_json:
        print(_json(rows))
        return 0
    for row in rows:
        days = " ".join(f"{name} {day}" for name, day in row["days"].items())
        print(
            "  ".join(part for part in (row["register"], row["id"], row["title"], row["step"], days) if part)
        )
    print(f"{slug}: {len(rows)} rows")
    return 0


def _rows(item: Placed, here: Organisation, year: int) -> Iterator[dict[str, Any]]:
    rows = rows_of(item, of_township(item.register, here), here, year)
    days = {name: item.register.labels[name] for name in (item.figure.day,) if name in item.register.labels}
    for row in rows.order_by(item.figure.day or "opened_on", "pk").iterator():
        yield {
            "register": item.register.key,
            "figure": item.figure.slug,
            "id": str(row.pk),
            "number": item.register.number_of(row),
            "title": item.register.title_of(row),
            "step": row.outcome or row.stage,
            "days": _days(row, days),
        }


def _days(row: Matter, wanted: dict[str, str]) -> dict[str, str]:
    """The day that put the row into the year, and those of its opening and closing."""
    named = {**wanted, "opened_on": "登记日期", "closed_on": "办结日期"}
    return {label: str(day) for name, label in named.items() if (day := getattr(row, name)) is not None}


def _json(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2)


def _wide(text: str, width: int) -> str:
    """Filled up to a width in columns of a terminal, where a Chinese character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return text + " " * max(1, width - taken)

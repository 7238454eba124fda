"""``yifa bundle``: writes sealed events with their proof, so that a stranger can verify them without this program."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from yifa.cli.prepare import prepared
from yifa.ledger import bundle, checkpoints, keys
from yifa.ledger.models import Entry, Log
from yifa.matter.columns import sealed
from yifa.matter.history import ERASED, REASON, WHO, fold, histories
from yifa.matter.register import UnknownRegister, register, registers
from yifa.people.models import Organisation
from yifa.people.office import UnknownOffice, office

FILES, PERSONAL = "files", "personal"


class Wrong(ValueError):
    """The call does not fit; the message says what was expected."""


def add(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    parser.add_argument("--office", required=True)
    parser.add_argument("--county", default="", help="tells two townships of one name apart")
    parser.add_argument("--out", type=Path, required=True, help="a .zip, or a folder to be made")
    parser.add_argument("--matter", nargs="+", default=[], help="ids of matters (default: the whole log)")
    parser.add_argument(
        "--mask",
        nargs="+",
        default=[],
        metavar="FIELD",
        help="columns that stay hidden, by English name or the law's word; 'files' hides all files, 'personal' hides"
        " every column that a register calls personal, the parties and all files",
    )


def run(args: argparse.Namespace) -> int:
    """Writes the bundle and says how to verify it; 1 when there is nothing to write, 2 when wrongly called."""
    prepared()
    try:
        place = office(args.office, county=args.county)
        entries, hidden = _chosen(place, args.matter), _hidden(args.mask)
        if args.out.exists():
            raise Wrong(f"--out {args.out}: it exists; name a file or folder that does not")
        if not args.out.absolute().parent.is_dir():
            raise Wrong(f"--out {args.out}: there is no folder {args.out.absolute().parent.name}")
    except UnknownOffice:
        print(f"yifa bundle: no township {args.office!r}; yifa office list shows them", file=sys.stderr)
        return 2
    except Wrong as fault:
        print(f"yifa bundle: {fault}", file=sys.stderr)
        return 2
    if not entries.exists():
        print(f"yifa bundle: {place} has no events yet", file=sys.stderr)
        return 1
    _write(place, entries, hidden, args.out)
    return 0


def _chosen(place: Organisation, matters: list[str]) -> QuerySet[Entry]:
    """The entries of the matters in the township's log, or all of them. Raises Wrong for an unknown matter."""
    entries = Entry.objects.filter(log=str(place.pk)).order_by("index")
    if not matters:
        return entries
    wanted = set()
    for text in matters:
        try:
            wanted.add(UUID(text))
        except ValueError:
            raise Wrong(
                f"--matter {text!r}: expected the id of a matter, as its page's address shows it"
            ) from None
    found = set(entries.filter(matter__in=wanted).values_list("matter", flat=True))
    if missing := wanted - found:
        raise Wrong(f"--matter {', '.join(sorted(map(str, missing)))}: no such matter in {place}")
    return entries.filter(matter__in=wanted)


def _hidden(mask: list[str]) -> frozenset[str]:
    """English names of the columns to be hidden. Raises Wrong for a word that is no column anywhere."""
    hidden: set[str] = set()
    for word in mask:
        names = {word} if word in (FILES, WHO, REASON) else {FILES, WHO} if word == PERSONAL else set()
        for room in registers():
            names |= {name for name, label in room.labels.items() if word in (name, label)}
            names |= room.config.personal if word == PERSONAL else set()
        if not names:
            raise Wrong(f"--mask {word!r}: no register has such a column")
        hidden |= names
    return frozenset(hidden)


def _write(place: Organisation, entries: QuerySet[Entry], hidden: frozenset[str], out: Path) -> None:
    log = Log.objects.get(pk=str(place.pk))
    checkpoint = checkpoints.make(log, keys.signer(settings.KEYS_ROOT, log.township), timezone.now())
    bundle.export(
        entries.iterator(500),
        out,
        checkpoint=checkpoint,
        keys=keys.verifiers(settings.KEYS_ROOT).values(),
        show=_show(hidden),
        files=settings.FILES_ROOT,
        rows=list(_rows(entries, hidden)),
    )
    count = entries.count()
    print(f"{out}: {count:,} events of {place} under a checkpoint of {checkpoint.size:,} events")
    if hidden:
        print(f"hidden, with their commitments kept: {', '.join(sorted(hidden))}")
        if FILES not in hidden:
            print("files go out as they are and may name what is hidden; --mask files keeps them back")
    print("verify it anywhere, with Python 3.9 or newer and nothing else:")
    if out.suffix == ".zip":
        print(f"    python3 -m zipfile -e {out} {out.stem} && python3 -I {out.stem}/verify.py {out}")
    else:
        print(f"    cd {out} && python3 -I verify.py .")


def _show(hidden: frozenset[str]) -> Callable[[Entry, str], bool]:
    def show(entry: Entry, name: str) -> bool:
        return name not in hidden and not (FILES in hidden and name.startswith("file:"))

    return show


def _rows(entries: QuerySet[Entry], hidden: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The rows as folds of the events, without hidden and erased columns."""
    keys_: dict[str, list[UUID]] = {}
    for key, matter in entries.order_by("register", "matter").values_list("register", "matter").distinct():
        keys_.setdefault(key, []).append(matter)
    for key, matters in keys_.items():
        try:
            room = register(key)
        except UnknownRegister:
            continue  # a register that this installation no longer has: its events still prove themselves
        for start in range(0, len(matters), 200):
            for matter, events in histories(key, matters[start : start + 200]).items():
                gone = {name for event in events for name, value in event.values.items() if value is ERASED}
                columns = {
                    name: sealed(room.columns[name], value)
                    for name, value in fold(room, events).items()
                    if name not in hidden and name not in gone
                }
                yield {"register": key, "matter": str(matter), "columns": columns}

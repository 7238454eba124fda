"""Takes judged rows over through the write door: once, again, and after the office corrected them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction

from yifa.jobs.loop import Work
from yifa.matter.columns import sealed
from yifa.matter.many import PastRow, PastStep, record_many
from yifa.matter.models import Matter
from yifa.matter.refusal import Origin, Refusal
from yifa.matter.register import Register, register, registers
from yifa.measure.models import DeclaredZero
from yifa.people.models import Officer, Organisation
from yifa.sheets import target
from yifa.sheets.judged import JudgedRow, short_digest
from yifa.sheets.match import Fit
from yifa.sheets.models import SheetRow, Upload
from yifa.sheets.plan import FileReport, Inspection, SheetReport, inspect
from yifa.sheets.reconcile import Difference, Known, reconcile
from yifa.sheets.target import Target

Told = Callable[[str, int, int], None]
BATCH = 500


@dataclass
class SheetTaken:
    """What became of one sheet in one register."""

    file: str
    sheet: str
    register: str
    title: str
    new: int = 0
    same: int = 0
    corrected: int = 0
    held: int = 0
    bad: int = 0
    events: int = 0
    vanished: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether every row of the sheet stands in the register."""
        return not (self.bad or self.held or self.refused)


def targets() -> list[Target]:
    """What the installed registers accept from a spreadsheet."""
    paths = ((found, found.folder / "sheet.yaml") for found in registers())
    return [target.load(path) for _, path in paths if path.exists()]


def take(
    inspection: Inspection,
    office: Organisation,
    *,
    now: datetime,
    by: Officer,
    told: Told | None = None,
) -> Iterator[SheetTaken]:
    """Takes every sheet that feeds a register over into the office's registers, one after the other.

    Rows land in batches, each whole or not at all; ``told`` hears the sheet, rows done and rows in all. A file that
    was refused and a sheet that fits no register bring nothing.
    """
    for file, sheet in inspection.sheets():
        if sheet.zeros:
            _declare(file, sheet, office, now)
        for fit in sheet.fits:
            yield _take_sheet(file, sheet, fit, office, now, by, told)


def _take_sheet(
    file: FileReport,
    sheet: SheetReport,
    fit: Fit,
    office: Organisation,
    now: datetime,
    by: Officer,
    told: Told | None,
) -> SheetTaken:
    found = register(fit.target.key)
    taken = SheetTaken(file.path.name, sheet.sheet.name, found.key, found.zh)
    total = sheet.tally.landing.get(found.key, 0)
    rows: Iterator[JudgedRow] = (_named(row, fit.target) for row in sheet.rows() if row.register == found.key)
    known = _known(found, office, taken)
    moved: dict[str, str] = {}
    if known:
        difference = reconcile(known, rows)
        moved = {
            row.identity: old.identity for old, row in difference.corrected if old.identity != row.identity
        }
        rows = _of(difference, taken)
    whole = (row for row in _counted(rows, taken) if row.ok)
    _record(found, office, whole, moved, taken, file, sheet, now, by, told, total)
    return taken


def _of(difference: Difference, taken: SheetTaken) -> Iterator[JudgedRow]:
    taken.same = difference.same
    taken.held = len(difference.held)
    taken.bad = len(difference.bad)
    taken.vanished = sorted(_place(known) for known in difference.vanished)
    yield from (row for _, row in difference.corrected)
    yield from difference.new


def _place(known: Known) -> str:
    return f"第{known.serial}号" if known.serial else known.identity[:8]


def _counted(rows: Iterable[JudgedRow], taken: SheetTaken) -> Iterator[JudgedRow]:
    for row in rows:
        if not row.ok:
            taken.bad += 1
        yield row


def _named(row: JudgedRow, wanted: Target) -> JudgedRow:
    """The row; in a yearly roll its identity carries the year, so that a later year never corrects an earlier one."""
    if row.steps and any(step.year_end for step in wanted.steps):
        year = max(step.on.year for step in row.steps)
        return replace(row, identity=short_digest(f"{row.identity}|{year}"))
    return row


def _known(found: Register, office: Organisation, taken: SheetTaken) -> list[Known]:
    before = SheetRow.objects.filter(
        township=office, register=found.key, file=taken.file, sheet=taken.sheet
    ).values_list("identity", "serial")
    serials = dict(before)
    rows = _in_parts(found, office, list(serials))
    return [
        Known(found.key, row.source, row.digest, serials[row.source], _values(found, row)) for row in rows
    ]


def _in_parts(found: Register, office: Organisation, identities: list[str]) -> Iterator[Matter]:
    stream = iter(identities)
    while part := list(islice(stream, BATCH)):
        yield from found.model._default_manager.filter(township=office, source__in=part)


def _values(found: Register, row: Matter) -> dict[str, object]:
    return {
        name: value
        for name, column in found.columns.items()
        if (value := sealed(column, getattr(row, name))) not in (None, [])
    }


def _record(
    found: Register,
    office: Organisation,
    rows: Iterator[JudgedRow],
    moved: dict[str, str],
    taken: SheetTaken,
    file: FileReport,
    sheet: SheetReport,
    now: datetime,
    by: Officer,
    told: Told | None,
    total: int,
) -> None:
    done = 0
    while part := list(islice(rows, BATCH)):
        past = [_past(row, file, sheet, moved.get(row.identity, "")) for row in part]
        with transaction.atomic():
            answer = list(record_many(found, office, past, now=now, by=by, batch=BATCH))[-1]
            refused = {row.identity for row, _ in answer.refused}
            _remember(found, office, taken, [row for row in part if row.identity not in refused], moved)
        taken.new += answer.new
        taken.same += answer.unchanged
        taken.corrected += answer.corrected
        taken.events += answer.events
        taken.refused += [(row.origin.row, _why(found, refusal)) for row, refusal in answer.refused]
        done += len(part)
        if told:
            told(f"{taken.file} {taken.sheet}: {found.zh}", done, max(total, done))


def _past(row: JudgedRow, file: FileReport, sheet: SheetReport, was: str) -> PastRow:
    steps = tuple(PastStep(step.step, step.on, step.values) for step in row.steps)
    origin = Origin("sheet", file.digest, sheet.sheet.name, row.row_number)
    return PastRow(row.identity, row.digest, steps, origin, was)


def _why(found: Register, refusal: Refusal) -> str:
    told = [f"{found.labels.get(name, '')}：{text}".lstrip("：") for name, text in refusal.fields.items()]
    return "；".join([*told, *(sentence.text for sentence in refusal.sentences)])


def _remember(
    found: Register, office: Organisation, taken: SheetTaken, rows: list[JudgedRow], moved: dict[str, str]
) -> None:
    where = {"township": office, "register": found.key, "file": taken.file, "sheet": taken.sheet}
    gone = [moved[row.identity] for row in rows if row.identity in moved]
    SheetRow.objects.filter(**where, identity__in=[*gone, *(row.identity for row in rows)]).delete()
    once = {row.identity: row for row in rows}
    SheetRow.objects.bulk_create(
        SheetRow(**where, identity=row.identity, serial=row.serial[:40], row=row.row_number)
        for row in once.values()
    )


def _declare(file: FileReport, sheet: SheetReport, office: Organisation, now: datetime) -> None:
    """Keeps a declared zero (本年……：无) for the registers that the sheet is about."""
    if sheet.year is None:
        return
    keys = [fit.target.key for fit in sheet.fits]
    for key in keys:
        DeclaredZero.objects.get_or_create(
            township=office,
            register=key,
            year=sheet.year,
            defaults={"said": sheet.zeros[0][1][:200], "at": now},
        )


TAKE = "sheets.take"


def folder_of(upload: Upload) -> Path:
    """Where the files of an upload lie."""
    return Path(settings.UPLOADS_ROOT) / str(upload.pk)


def take_upload(work: Work) -> Callable[[], object]:
    """The worker's handler: takes an upload over and keeps what became of it; safe to repeat after a kill."""
    upload = Upload.objects.select_related("township").get(pk=work.about)
    by = Officer.objects.get(pk=upload.officer)
    paths = sorted(path for path in folder_of(upload).glob("*") if path.is_file())
    finished: list[SheetTaken] = []

    def told(_: str, done: int, total: int) -> None:
        work.progress(done, total)

    with inspect(paths, targets(), upload.year, told) as found:
        finished += take(found, upload.township, now=work.now(), by=by, told=told)
    result = json.dumps([asdict(each) for each in finished], ensure_ascii=False)
    return lambda: Upload.objects.filter(pk=upload.pk).update(state="done", result=result)

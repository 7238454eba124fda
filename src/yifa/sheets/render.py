"""Writes an inspection as English text for the command line; what a cell says and why it is wrong stays Chinese."""

from collections import Counter
from collections.abc import Iterator

from yifa.sheets.complaint import Complaint, cell_name, letters
from yifa.sheets.match import Fit
from yifa.sheets.plan import FileReport, Inspection, SheetReport

SHOWN = 20  # complaints of one kind shown in full; the JSON form has all


def _columns(found: Fit) -> Iterator[str]:
    for match in found.columns:
        unit = f" [{match.unit}]" if match.unit else ""
        heading = f"{letters(match.index):>2} {match.heading}{unit}"
        yield f"      {heading} -> {match.label} ({match.name}) {match.confidence:.0%}: {match.why}"


def _complaints(complaints: list[Complaint]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for complaint in complaints:
        seen[complaint.code] += 1
        if seen[complaint.code] <= SHOWN:
            place = complaint.cell or (f"row {complaint.row}" if complaint.row else "sheet")
            value = f" “{complaint.value}”" if complaint.value else ""
            yield f"    {complaint.level:<7} {place}{value}: {complaint.reason} ({complaint.english})"
    for code, count in seen.items():
        if count > SHOWN:
            yield f"    … and {count - SHOWN} more {code}"


def _counts(report: SheetReport) -> Iterator[str]:
    tally = report.tally
    for total in tally.totals:
        sign = "agrees with" if total.agrees else "DIFFERS from"
        written, summed = f"{total.written.normalize():f}", f"{total.summed.normalize():f}"
        place = cell_name(total.row, total.column)
        yield f"    total {place} {total.heading}: {written} {sign} the rows, {summed}"
    for row, text in report.zeros:
        yield f"    row {row} declares that there was nothing: {text}"
    for text, count in tally.unclaimed.items():
        yield f"    {count} rows of kind {text or '(blank)'} belong to no register and are left alone"
    for label, count in tally.filled_down.items():
        yield f"    {label}: {count} blank cells taken from the row above"
    for row, kind, text in tally.aside:
        if kind != "head":
            yield f"    row {row} is a {kind}, not a record: {text[:60]}"


def _sheet(report: SheetReport) -> Iterator[str]:
    head = report.head
    if head is None:
        yield f"  sheet {report.sheet.name}: {report.choice.english} ({report.choice.reason})"
        return
    lines = (
        f"row {head.first_row}"
        if head.first_row == head.last_row
        else f"rows {head.first_row}-{head.last_row}"
    )
    title = f", title {' / '.join(head.titles)}" if head.titles else ""
    year = f", year {report.year}" if report.year else ""
    yield f"  sheet {report.sheet.name}: head in {lines}{title}{year}"
    for notice in report.sheet.notices:
        yield f"    note: {notice.english} ({notice.reason})"
    if not report.fits:
        yield f"    {report.choice.english} ({report.choice.reason})"
    for found in report.fits:
        key = found.target.key
        yield (
            f"    -> {key} {found.target.title}, {found.score:.0%} sure ({'; '.join(found.why)}): "
            f"{report.tally.landing.get(key, 0)} of {report.tally.rows.get(key, 0)} rows can land"
        )
        yield from _columns(found)
    if report.unused:
        yield "    not used: " + ", ".join(f"{letters(h.index)} {h.text}" for h in report.unused)
    yield from _counts(report)
    yield from _complaints(report.complaints)


def _file(file: FileReport) -> Iterator[str]:
    if file.refusal is not None:
        yield f"{file.path.name}: REFUSED, {file.refusal.english} ({file.refusal.reason})"
        return
    yield f"{file.path.name}: {file.kind}"
    for notice in file.notices:
        yield f"  note: {notice.english} ({notice.reason})"
    for sheet in file.sheets:
        yield from _sheet(sheet)


def text(inspection: Inspection) -> str:
    """The inspection as lines of text, one block a file."""
    return "\n".join(line for file in inspection.files for line in _file(file))

"""Reads a report: clean, structure, metadata, figures, then what it cites, tells, owns up to and gets wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from yifa.reader import events, figures, findings, instruments, lines, metadata, promises, structure
from yifa.reader.clean import clean
from yifa.reader.document import Clean, Field, Genre, Report, Section, Source, Span
from yifa.reader.lines import Layout

GENRE = re.compile(r"法治政府|依法行政|法治建设|依法治[县市区镇乡省国]")
OTHER_TITLE = re.compile(r"信息公开(?:工作)?(?:年度)?(?:工作)?报告|政府工作报告|预算|决算|述职报告|纪检|巡察")


AT_ONCE = 32
"""Reports that take each step together: the rules of a step then stay in the processor's cache, which reads a quarter
more of them in the same time. More together gain hardly anything and hold more memory.
"""


def read_text(text: str, name: str = "") -> Report:
    """A report from its text; total, any string gives a report."""
    return read_source(Source(name, text))


def read_source(source: Source) -> Report:
    """A report from a loaded source."""
    return _read((source,))[0]


def read_many(sources: Iterable[Source]) -> Iterator[Report]:
    """The reports of many loaded sources, in their order, each as `read_source` gives it."""
    waiting = iter(sources)
    while some := tuple(islice(waiting, AT_ONCE)):
        yield from _read(some)


def _read(sources: Sequence[Source]) -> list[Report]:
    """The reports of some sources, read step by step together."""
    cleaned = [clean(source.text) for source in sources]
    layouts = [lines.split(one) for one in cleaned]
    known = [metadata.read(*each) for each in zip(sources, cleaned, layouts, strict=True)]
    reports = list(map(_begun, sources, cleaned, layouts, known))
    for report, layout in zip(reports, layouts, strict=True):
        _fill(report, outline=_outline(report, layout))
    for report, layout in zip(reports, layouts, strict=True):
        counted, mentions = figures.read(report, layout.body, layout.end)
        _fill(report, figures=counted, mentions=mentions)
    for report in reports:
        _fill(report, instruments=instruments.find(report))
    for report in reports:
        _fill(report, events=events.find(report))
    for report in reports:
        problems, plans = promises.find(report)
        _fill(report, problems=problems, plans=plans)
    for report, found in zip(reports, findings.find(reports), strict=True):
        _fill(report, findings=found)
    return reports


def _begun(source: Source, matchable: Clean, layout: Layout, known: dict[str, Field]) -> Report:
    """A report of which only the head has been read."""
    report = Report(
        source=source,
        clean=matchable,
        head=Span(0, matchable.at(layout.body)),
        tail=Span(matchable.at(layout.end), len(source.text)),
        metadata=known,
    )
    _fill(report, genre=_genre(report))
    return report


def _outline(report: Report, layout: Layout) -> tuple[Section, ...]:
    """The headings of a report."""
    found = structure.outline(report.clean, layout.body, layout.end, report.year)
    return structure.of_other_genre(found) if report.genre == "other" else found


def _fill(report: Report, **read: object) -> None:
    """Adds what was read to a report that nobody else holds yet; a copy for each step would cost more than some do."""
    for name, value in read.items():
        object.__setattr__(report, name, value)


def _genre(report: Report) -> Genre:
    """Whether this is a report on law-based government, something else, or nothing."""
    if not report.clean.text:
        return "empty"
    title = report.value("title")
    if OTHER_TITLE.search(title) and not GENRE.search(title):
        return "other"
    if GENRE.search(title):
        return "report"
    return "report" if len(GENRE.findall(report.clean.text)) >= 2 else "other"

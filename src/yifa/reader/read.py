"""Reads a report: clean, structure, metadata, figures, then what it cites, tells, owns up to and gets wrong."""

from __future__ import annotations

import re

from yifa.reader import events, figures, findings, instruments, lines, metadata, promises, structure
from yifa.reader.clean import clean
from yifa.reader.document import Genre, Report, Source, Span

GENRE = re.compile(r"法治政府|依法行政|法治建设|依法治[县市区镇乡省国]")
OTHER_TITLE = re.compile(r"信息公开(?:工作)?(?:年度)?(?:工作)?报告|政府工作报告|预算|决算|述职报告|纪检|巡察")


def read_text(text: str, name: str = "") -> Report:
    """A report from its text; total, any string gives a report."""
    return read_source(Source(name, text))


def read_source(source: Source) -> Report:
    """A report from a loaded source."""
    matchable = clean(source.text)
    layout = lines.split(matchable)
    known = metadata.read(source, matchable, layout)
    year = known.get("year")
    report = Report(
        source=source,
        clean=matchable,
        head=Span(0, matchable.at(layout.body)),
        tail=Span(matchable.at(layout.end), len(source.text)),
        metadata=known,
        outline=structure.outline(matchable, layout.body, layout.end, int(year.value) if year else None),
    )
    _fill(report, genre=_genre(report))
    if report.genre == "other":
        _fill(report, outline=structure.of_other_genre(report.outline))
    counted, mentions = figures.read(report, layout.body, layout.end)
    _fill(report, figures=counted, mentions=mentions)
    _fill(report, instruments=instruments.find(report))
    _fill(report, events=events.find(report))
    problems, plans = promises.find(report)
    _fill(report, problems=problems, plans=plans)
    _fill(report, findings=findings.find(report))
    return report


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

"""Says of each thing last year's report planned whether this year's report tells of it.

A promise is told of when a sentence outside the plan holds most of the promise's character pairs, phrases of the genre
apart. A promise that is only planned again is called so; what is not found is not called broken: a person looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from yifa.reader.compare import bare
from yifa.reader.document import Clause, Figure, Report, Span

Outcome = Literal["kept", "short", "repeated", "not_found"]
IDLE = re.compile(
    r"进一步|不断|持续|着力|继续|全面|深入|切实|积极|努力|加强|强化|推进|推动|提升|提高|完善|健全|优化|加大|力度|工作|水平|能力|法治政府建设|"
    r"法治建设|建设|落实|做好|抓好|扎实|有效|坚持|规范|深化"
)
ENOUGH = 0.6
MOST = 3
OFFICE = re.compile(r"^中共.*?委员会|人民政府(?:办公室)?$|街道办事处$|[、，（）()]")
SENTENCE = re.compile(r"[^。；！？\n]+")


@dataclass(frozen=True, slots=True)
class Kept:
    """One promise and what became of it."""

    promise: Clause
    outcome: Outcome
    evidence: Span | None
    """Where this year's report tells of it, or plans it again."""
    target: Figure | None = None
    reached: Figure | None = None
    sentence: str = ""
    passages: tuple[Span, ...] = ()
    """Every passage that speaks of it, the nearest first, at most `MOST`."""


def promises_kept(last_year: Report, this_year: Report) -> tuple[Kept, ...]:
    """Every plan of last year's report with its outcome in this year's, in text order. Targets in numbers go first."""
    told = _sentences(this_year, plan=False)
    planned = _sentences(this_year, plan=True)
    return tuple(_outcome(one, last_year, this_year, told, planned) for one in last_year.plans)


def same_office(one: Report, other: Report) -> bool:
    """Whether both reports are by the same office; a county that only one of them names does not part them."""
    if one.value("township") and one.value("township") == other.value("township"):
        counties = {report.value("county") for report in (one, other)} - {""}
        return len(counties) < 2
    names = [_office(report.value("issuing_body")) for report in (one, other)]
    return bool(names[0]) and names[0] == names[1]


def _office(body: str) -> str:
    """The name of an office without the words that some reports write and others leave out."""
    return OFFICE.sub("", body) or body


def _sentences(report: Report, *, plan: bool) -> list[tuple[set[str], Span]]:
    """Character pairs and spans of the sentences inside, or outside, the plan."""
    found = []
    first = report.clean.index(report.head.end)
    for match in SENTENCE.finditer(report.clean.text, first):
        span = report.clean.span(match.start(), match.end())
        if (report.part_at(span.start) == "plan") == plan:
            found.append((_pairs(match.group()), span))
    return found


def _pairs(said: str) -> set[str]:
    """The character pairs of what is said, idle words and marks apart."""
    found: set[str] = set()
    for run in re.split(r"[^一-龥]+", IDLE.sub("，", said)):
        found.update(run[k : k + 2] for k in range(len(run) - 1))
    return found


def _outcome(
    promise: Clause,
    last_year: Report,
    this_year: Report,
    told: list[tuple[set[str], Span]],
    planned: list[tuple[set[str], Span]],
) -> Kept:
    """What became of one promise."""
    target = _target(promise, last_year)
    if target is not None:
        reached = next(
            (one for one in this_year.figures if one.role == "actual" and one.kind == target.kind), None
        )
        if reached is not None:
            return _measured(promise, target, reached)
    section = last_year.section_at(promise.span.start)
    whole = last_year.slice(section.body) if section and section.span.holds(promise.span) else ""
    wanted = _pairs(promise.summary) or _pairs(whole[:60])
    best = _best(wanted, told)
    if best:
        return Kept(promise, "kept", best[0], target, None, "本年报告已写明有关工作。", best)
    again = _best(wanted, planned)
    if again:
        said = "本年报告未写完成情况，又列入下一年安排。"
        return Kept(promise, "repeated", again[0], target, None, said, again)
    return Kept(promise, "not_found", None, target, None, "本年报告没有提及，请核实。")


def _best(wanted: set[str], sentences: list[tuple[set[str], Span]]) -> tuple[Span, ...]:
    """The sentences that hold enough of the wanted pairs, those that hold most first."""
    if not wanted:
        return ()
    shares = ((len(wanted & has) / len(wanted), span) for has, span in sentences)
    found = sorted((-share, span) for share, span in shares if share >= ENOUGH)
    return tuple(span for _, span in found[:MOST])


def _target(promise: Clause, report: Report) -> Figure | None:
    """The planned number that stands in the promise's item."""
    section = report.section_at(promise.span.start)
    held = section.whole if section and section.span.holds(promise.span) else promise.span
    return next(
        (one for one in report.figures if one.role in ("plan", "requirement") and held.holds(one.span)), None
    )


def _measured(promise: Clause, target: Figure, reached: Figure) -> Kept:
    """A promise with a number beside the number reached."""
    wanted, unit = bare(target.value, target.unit)
    got = bare(reached.value, reached.unit)[0]
    at_most = target.approx in ("le", "lt")
    good = got <= wanted if at_most else got >= wanted
    said = f"目标{_plain(wanted)}{unit}，实际{_plain(got)}{unit}，{'已达到' if good else '未达到'}。"
    return Kept(
        promise, "kept" if good else "short", reached.span, target, reached, said, (reached.sentence,)
    )


def _plain(value: Decimal) -> str:
    """A number without trailing zeros or exponent."""
    return f"{value.normalize():f}"

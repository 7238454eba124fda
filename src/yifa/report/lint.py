"""Finds every number of a draft that is no figure, and what the reader finds in it as in anybody's report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from yifa.reader.document import Report, Span
from yifa.reader.read import read_text
from yifa.report.blocks import Block, Gap, Piece, Ref, Run, Text, runs_of, text_of

DIGITS = re.compile(r"[0-9０-９]+(?:[,，.．][0-9０-９]+)*[%％‰]?")
NAMES = frozenset({"concept_name", "ordinal", "date", "year", "doc_number"})
"""Numbers that the reader knows to be names, such as 12·4宪法日."""
SKIPPED = frozenset({"placeholder_left"})
"""Open places are told by their own finding."""
OUTSIDE = frozenset({"note", "attachment"})
UNWRITTEN = frozenset({"vague_plan", "missing_causes", "missing_part"})
"""What cannot be judged while parts are still to be written."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not hold: a stable code, one Chinese sentence, the words it is about. ``z`` is a defect."""

    code: str
    sentence: str
    quote: str = ""
    tone: Literal["z", "o", "q"] = "o"

    @property
    def defect(self) -> bool:
        """Whether the draft must not go out like this."""
        return self.tone == "z"


@dataclass(frozen=True, slots=True)
class Placed:
    """A run and where it stands in the plain text of the body."""

    run: Run
    span: Span


def check(pieces: Sequence[Piece], known: Collection[str]) -> tuple[Finding, ...]:
    """The findings of a draft: unknown figures, typed numbers, open places, then those of the reader.

    ``known`` are the slugs of the figures that the draft may name.
    """
    body = body_of(pieces)
    report = read_text(text_of(body))
    placed = list(_placed(body))
    return (
        *_unknown(runs_of(pieces), known),
        *_typed(placed, report),
        *_typed_apart(runs_of(_apart(pieces))),
        *(_open(one.run) for one in placed if isinstance(one.run, Gap)),
        *_read(report, placed),
    )


def body_of(pieces: Sequence[Piece]) -> list[Block]:
    """The report itself: neither the note of the draft nor the annex; its title on one line."""
    place = _annex_at(pieces)
    blocks = [piece for piece in pieces[:place] if isinstance(piece, Block) and piece.kind not in OUTSIDE]
    return [replace(block, runs=tuple(run for run in block.runs if run.text != "\n")) for block in blocks]


def _apart(pieces: Sequence[Piece]) -> list[Piece]:
    """The note of the draft and the annex: what the reader is not shown."""
    place = _annex_at(pieces)
    notes = [piece for piece in pieces[:place] if isinstance(piece, Block) and piece.kind in OUTSIDE]
    return [*notes, *pieces[place:]]


def _annex_at(pieces: Sequence[Piece]) -> int:
    return next(
        (n for n, piece in enumerate(pieces) if isinstance(piece, Block) and piece.kind == "annex"),
        len(pieces),
    )


def _placed(blocks: Sequence[Block]) -> Iterator[Placed]:
    at = 0
    for block in blocks:
        for run in block.runs:
            yield Placed(run, Span(at, at + len(run.text)))
            at += len(run.text)
        at += 1


def _unknown(runs: Iterable[Run], known: Collection[str]) -> Iterator[Finding]:
    for run in runs:
        if isinstance(run, Ref) and run.slug not in known:
            yield Finding("unknown_figure", f"没有名叫{run.slug}的指标。", run.text, "z")


def _typed(placed: Sequence[Placed], report: Report) -> Iterator[Finding]:
    """Numbers in plain words: every digit, and every number in words that counts something."""
    names = [mention.span for mention in report.mentions if mention.why in NAMES]
    found: dict[Span, str] = {}
    for one in placed:
        if isinstance(one.run, Text):
            for match in DIGITS.finditer(one.run.text):
                span = Span(one.span.start + match.start(), one.span.start + match.end())
                if not any(name.holds(span) for name in names):
                    found[span] = match[0]
    covered = [*(one.span for one in placed if not isinstance(one.run, Text)), *found]
    for figure in report.figures:
        if not any(figure.span.overlaps(span) for span in covered):
            found[figure.span] = report.source.text[figure.span.start : figure.span.end]
    for span in sorted(found):
        yield _number(found[span])


def _typed_apart(runs: Iterable[Run]) -> Iterator[Finding]:
    for run in runs:
        if isinstance(run, Text):
            yield from (_number(match[0]) for match in DIGITS.finditer(run.text))


def _number(words: str) -> Finding:
    said = f"“{words}”是手写的数字，不是台账算出来的指标。改用指标，或者删去。"
    return Finding("typed_number", said, words, "z")


def _open(run: Gap) -> Finding:
    return Finding("open", f"还没有填写：{run.text.strip('【】')}。", run.text, "o")


def _read(report: Report, placed: Sequence[Placed]) -> Iterator[Finding]:
    """The reader's findings, apart from those about places that are open anyway."""
    gaps = [one.span for one in placed if isinstance(one.run, Gap)]
    for one in report.findings:
        if (
            one.code in SKIPPED
            or (gaps and one.code in UNWRITTEN)
            or (one.span and any(one.span.overlaps(gap) for gap in gaps))
        ):
            continue
        quote = report.source.text[one.span.start : one.span.end] if one.span else ""
        yield Finding(f"reader.{one.code}", one.message, quote, "o" if one.severity == "error" else "q")

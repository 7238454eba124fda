"""Scores what was read against labels: right, missed and too much, by facet.

    python -m tests.reader.blind.scored [--misses] [FOLDER ...]

The rules are those of the labels' own scorer in ../shared/gold, written again and shorter, so that these texts can be
scored where that is absent.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.reader.blind.labels import Gold, Label, load
from yifa.reader.export import as_json
from yifa.reader.read import read_text

HERE = Path(__file__).parent
FIELDS = (
    "title", "year", "issuing_body", "doc_number", "index_number", "theme", "publisher", "date_written",
    "date_published", "addressee",
)  # fmt: skip
FAMILIES = {
    "truncated": "truncated_sentence incomplete_clause",
    "numbering": "numbering_sequence broken_number numbering_style_switch enumeration_mismatch heading_incomplete",
    "doc_number": "malformed_doc_number doc_number_brackets",
    "garbled": "garbled_token markup_residue placeholder_left",
    "marks": "unbalanced_marks misplaced_marks",
    "contradiction": "percent_mismatch percent_out_of_range count_contradiction sum_mismatch",
    "date": "date_without_separators invalid_date date_conflict",
    "wording": "typo missing_words missing_punctuation doubled_punctuation wording repeated_subject",
}
FAMILY = {code: family for family, codes in FAMILIES.items() for code in codes.split()}
SCALE = {"百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}
BRACKETS = str.maketrans("【】[]〔〕﹝﹞", "()()()()")

Row = dict[str, Any]


@dataclass
class Tally:
    """Counts of one facet, and its misses in words."""

    right: int = 0
    missed: int = 0
    extra: int = 0
    log: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Found of what is there."""
        return self.right / max(1, self.right + self.missed)

    @property
    def precision(self) -> float:
        """Right of what was found."""
        return self.right / max(1, self.right + self.extra)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.extra)


class Board(dict[str, Tally]):
    """Tallies by facet."""

    def __missing__(self, facet: str) -> Tally:
        self[facet] = Tally()
        return self[facet]

    def judge(self, facet: str, right: bool, what: str) -> None:
        """One thing that was found: right, or wrong, which is a miss and too much at once."""
        tally = self[facet]
        tally.right += right
        tally.missed += not right
        tally.extra += not right
        if not right:
            tally.log.append(f"wrong   {what}")

    def miss(self, facet: str, what: str) -> None:
        """One thing that was not found."""
        self[facet].missed += 1
        self[facet].log.append(f"missed  {what}")

    def much(self, facet: str, what: str) -> None:
        """One thing that is not there."""
        self[facet].extra += 1
        self[facet].log.append(f"extra   {what}")


def score(golds: list[Gold]) -> Board:
    """Reads every text and counts."""
    board = Board()
    for gold in golds:
        found = as_json(read_text(gold.text))
        _metadata(board, gold, found["metadata"])
        _outline(board, gold, found["outline"])
        _figures(board, gold, found["figures"])
        _instruments(board, gold, found["instruments"])
        _simple(board, gold, "events", found["events"], lambda g, p: _dates(g.said["date"], p["date"]))
        for facet in ("problems", "plans"):
            _simple(board, gold, facet, found[facet], _covers)
        _findings(board, gold, found["lint"])
    return board


def flat(said: object) -> str:
    """A text as texts are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(said))).translate(BRACKETS)


def pairs(golds: list[Label], found: list[Row], fits: Callable[[Label, Row], float]) -> dict[int, int]:
    """The best pairs, each thing once; `fits` gives how well, nothing at all below or at zero."""
    ranked = sorted(
        (
            (-rank, g, p)
            for g, one in enumerate(golds)
            for p, row in enumerate(found)
            if (rank := fits(one, row)) > 0
        )
    )
    taken: dict[int, int] = {}
    for _, g, p in ranked:
        if g not in taken and p not in taken.values():
            taken[g] = p
    return taken


def shared(gold: Label, row: Row) -> int:
    """Characters that both have."""
    if gold.start is None or gold.end is None or row.get("start") is None:
        return 0
    return max(0, min(gold.end, int(row["end"])) - max(gold.start, int(row["start"])))


def _metadata(board: Board, gold: Gold, found: Row) -> None:
    """Field by field; a field said to be optional counts only when it is right."""
    for name in FIELDS:
        label, value = gold.metadata.get(name, {}), found.get(name)
        wanted = [label["value"], *label.get("accept", ())] if label.get("value") is not None else []
        what = f"{gold.name} {name}: {value!r}, gold {label.get('value')!r}"
        if value is None and wanted and not label.get("optional"):
            board.miss("metadata", what)
        elif value is not None and not wanted and not label.get("optional"):
            board.much("metadata", what)
        elif value is not None and wanted:
            alike = _body if name in ("issuing_body", "publisher") else lambda a, b: flat(a) == flat(b)
            right = any(alike(one, value) for one in wanted)
            if right or not label.get("optional"):
                board.judge("metadata", right, what)


def _body(wanted: object, value: object) -> bool:
    """Bodies may lack 人民政府, 办事处 and the levels above."""
    a, b = (re.sub("(人民政府|办事处)$", "", flat(one)) for one in (wanted, value))
    return a == b or (min(len(a), len(b)) >= 3 and (a.endswith(b) or b.endswith(a)))


def _outline(board: Board, gold: Gold, found: list[Row]) -> None:
    """Headings by place and level; of those found title and part."""

    def fits(label: Label, row: Row) -> float:
        start = row["start"]
        while gold.text[start : start + 1].isspace():
            start += 1
        return 3.0 - abs((label.start or 0) - start) if label.said["level"] == row["level"] else 0.0

    labels = gold.rows["outline"]
    taken = pairs(labels, found, fits)
    for index, label in enumerate(labels):
        what = f"{gold.name} {label.said['title'][:24]}"
        if index not in taken:
            if not label.said.get("optional"):
                board.miss("outline", what)
            continue
        row = found[taken[index]]
        if not label.said.get("optional"):
            board.judge("outline", True, what)
        if label.said["title"]:
            a, b = (flat(one).rstrip("。,.;:、") for one in (label.said["title"], row["title"]))
            least = min(len(a), len(b))
            board.judge("outline.title", a == b or (least >= 4 and a[:least] == b[:least]), what)
        if label.said["level"] <= 2:
            parts = (label.said["part"], label.said.get("also_part"))
            board.judge(
                "outline.part", row["part"] in parts, f"{what}: {row['part']}, gold {label.said['part']}"
            )
    for index, row in enumerate(found):
        if index not in taken.values():
            board.much("outline", f"{gold.name} {row['number']}{row['title']}")


def _measure(value: object, unit: str) -> tuple[float, str]:
    """A value with the scale of its unit drawn in."""
    number, name = float(str(value)), flat(unit)
    while name and name[0] in SCALE:
        number *= SCALE[name[0]]
        name = name[1:]
    return (number * 10, "%") if name == "成" else (number, "个百分点" if name == "百分点" else name)


def _figures(board: Board, gold: Gold, found: list[Row]) -> None:
    """Figures by value, unit and place; of those found subject, kind and role."""

    def fits(label: Label, row: Row) -> float:
        said, (number, unit) = label.said, _measure(row["value"], row["unit"])
        for value in (said["value"], *said.get("accept_values", ())):
            for name in (said["unit"], *said.get("accept_units", ())):
                wanted, wanted_unit = _measure(value, name)
                if wanted_unit == unit and abs(wanted - number) <= 1e-6 * max(1.0, abs(wanted)):
                    return shared(label, row)
        return 0

    labels = gold.rows["figures"]
    taken = pairs(labels, found, fits)
    for index, label in enumerate(labels):
        said = label.said
        free = said.get("implicit") or said.get("optional")
        what = f"{gold.name} …{gold.text[max(0, (label.start or 0) - 16) : (label.end or 0) + 10]!r}"
        if index not in taken:
            if not free:
                board.miss("figures", what)
        elif not free:
            row = found[taken[index]]
            board.judge("figures", True, what)
            right = _subjects(said["subject"], row["subject"])
            board.judge("figures.subject", right, f"{what} {row['subject']!r}, gold {said['subject']!r}")
            role = said.get("role", "actual")
            board.judge("figures.role", row["role"] == role, f"{what} {row['role']}, gold {role}")
            if said["kind"] != "other":
                right = row["kind"] in (said["kind"], *said.get("also_kinds", ()))
                board.judge("figures.kind", right, f"{what} {row['kind']}, gold {said['kind']}")
    for index, row in enumerate(found):
        if index not in taken.values() and not any(
            shared(label, row) and (label.said.keys() & {"implicit", "optional", "also_kinds"})
            for label in labels
        ):
            board.much("figures", f"{gold.name} {gold.text[row['start'] - 16 : row['end'] + 8]!r}")


def _subjects(wanted: str, said: str) -> bool:
    """The longest common subsequence has half of the characters of both."""
    for one in (flat(wanted), re.sub(r"\(.*?\)", "", flat(wanted))):
        row = [0] * (len(flat(said)) + 1)
        for char in one:
            left = 0
            for at, other in enumerate(flat(said), 1):
                left, row[at] = row[at], left + 1 if char == other else max(row[at], row[at - 1])
        if one and row[-1] * 4 >= len(one) + len(flat(said)):
            return True
    return False


def _instruments(board: Board, gold: Gold, found: list[Row]) -> None:
    """Cited papers by name and place; of those found the number."""

    def fits(label: Label, row: Row) -> float:
        both = shared(label, row)
        union = max(label.end or 0, row["end"]) - min(label.start or 0, row["start"])
        same = flat(label.said["name"]).strip("《》") == flat(row["name"]).strip("《》")
        return both / union if both and (same or both / union >= 0.8) else 0

    labels = gold.rows["instruments"]
    taken = _simple(board, gold, "instruments", found, fits)
    for index, label in enumerate(labels):
        if index in taken and label.said["doc_number"]:
            number = found[taken[index]].get("doc_number", "")
            board.judge(
                "instruments.number", flat(number) == flat(label.said["doc_number"]), f"{gold.name} {number}"
            )


def _simple(
    board: Board, gold: Gold, facet: str, found: list[Row], fits: Callable[[Label, Row], float]
) -> dict[int, int]:
    """Things that are found or not."""
    labels = gold.rows[facet]
    taken = pairs(labels, found, lambda g, p: fits(g, p) if shared(g, p) else 0)
    for index, label in enumerate(labels):
        what = f"{gold.name} {gold.text[label.start : label.end]!r}"
        if index in taken:
            board.judge(facet, True, what)
        else:
            board.miss(facet, what)
    for index, row in enumerate(found):
        if index not in taken.values():
            board.much(facet, f"{gold.name} {gold.text[row['start'] : row['end']]!r}")
    return taken


def _dates(wanted: str, said: str) -> bool:
    """Dates alike; a question mark stands for anything."""
    return wanted == "?" or (
        len(wanted) == len(said) and all(a in ("?", b) for a, b in zip(wanted, said, strict=True))
    )


def _covers(label: Label, row: Row) -> float:
    """A clause counts when half of it is found, or a piece of four characters."""
    both = shared(label, row)
    inside = both >= 4 and both == row["end"] - row["start"]
    return both if both * 2 >= (label.end or 0) - (label.start or 0) or inside else 0


def _findings(board: Board, gold: Gold, found: list[Row]) -> None:
    """Defects by family and place; labels of grade info are neutral."""

    def fits(label: Label, row: Row) -> float:
        if FAMILY.get(label.said["code"], label.said["code"]) != FAMILY.get(row["code"], row["code"]):
            return 0
        if label.start is None or row["start"] is None:
            return float(label.said.get("part") in (None, row.get("part")))
        return float(label.start - 3 <= row["end"] and row["start"] - 3 <= (label.end or 0))

    labels = gold.rows["lint"]
    counted = [label for label in labels if label.said["severity"] != "info"]
    taken = pairs(counted, found, fits)
    neutral = pairs([label for label in labels if label not in counted], found, fits)
    for index, label in enumerate(counted):
        quote = gold.text[label.start : label.end] if label.start is not None else ""
        what = f"{gold.name} {label.said['code']} {quote!r}"
        board.judge("findings", True, what) if index in taken else board.miss("findings", what)
    for index, row in enumerate(found):
        if index not in taken.values() and index not in neutral.values():
            quote = gold.text[row["start"] : row["end"]] if row["start"] is not None else ""
            board.much("findings", f"{gold.name} {row['code']} {quote!r} {row['message']}")


def lines(board: Board, misses: bool) -> Iterator[str]:
    """The table, and what was missed."""
    yield f"{'facet':20}{'right':>7}{'missed':>8}{'extra':>7}{'P':>8}{'R':>8}{'F1':>8}"
    for facet, one in board.items():
        yield (
            f"{facet:20}{one.right:7}{one.missed:8}{one.extra:7}{one.precision:8.3f}{one.recall:8.3f}{one.f1:8.3f}"
        )
    for facet, one in board.items() if misses else ():
        yield from (f"{facet:18} {line}" for line in one.log)


def main() -> int:
    """Prints the scores."""
    parser = argparse.ArgumentParser(
        description="Scores the reader on the invented texts that were labelled blind."
    )
    parser.add_argument("folders", nargs="*", type=Path, default=sorted(HERE.glob("data/*")))
    parser.add_argument("--misses", action="store_true", help="list every miss")
    arguments = parser.parse_args()
    golds = [gold for folder in arguments.folders for gold in load(folder)]
    print(f"{len(golds)} texts")
    print("\n".join(lines(score(golds), arguments.misses)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Says which register a sheet feeds and which column is which, how sure, and why; below a floor it says "none".

A column is recognised by its heading (label, synonyms, parts of them), by the unit in its brackets and by the look
of its values. A sheet is a register's only if every column the register cannot do without is there and something
besides tells the register: the title, a telling heading, or the kinds written in its rows. File names count nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from yifa.sheets.cells import Cell, Row, folded, is_blank, shown
from yifa.sheets.dates import Years
from yifa.sheets.head import Head, Heading, full_key, key_of
from yifa.sheets.readers import reader
from yifa.sheets.target import Column, Target
from yifa.sheets.values import bare

FLOOR = 0.6  # a sheet below it fits no register
COLUMN_FLOOR = 0.5  # a column below it is left unused
TIE = 0.03  # two registers nearer than this are told apart by a person
SAMPLE = 200
CROWDED = 500  # more different texts than this are no list of kinds

Written = Mapping[int, Mapping[str, int]]

_LOOK_WEIGHT = {"date": 1.0, "choice": 0.8, "yesno": 0.8, "certificate": 0.6, "number_id": 1.0}


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """One column of the sheet taken for one column of the register; `confidence` from 0 to 1."""

    name: str
    label: str
    index: int
    heading: str
    unit: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a sheet fits one register."""

    target: Target
    score: float
    accepted: bool
    columns: tuple[ColumnMatch, ...]
    why: tuple[str, ...]

    def at(self, name: str) -> int | None:
        """Index of the sheet's column taken for that column of the register."""
        for match in self.columns:
            if match.name == name:
                return match.index
        return None

    @property
    def discriminator(self) -> int | None:
        """Index of the column whose value sends rows to this register."""
        return self.at(self.target.discriminator.column) if self.target.discriminator else None


@dataclass(frozen=True, slots=True)
class Choice:
    """The registers a sheet feeds, best first; the others that were considered; why none, if none."""

    fits: tuple[Fit, ...]
    considered: tuple[Fit, ...]
    reason: str = ""
    english: str = ""


def _bigrams(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)} or {text}


def word_score(written: str, wanted: str) -> float:
    """How alike two headings are, 0 to 1: the same 1, one inside the other up to 0.85, common parts up to 0.6."""
    key, goal = key_of(written), key_of(wanted)
    if not key or not goal:
        return 0.0
    if key == goal or full_key(written) == full_key(wanted):
        return 1.0
    short, long = sorted((key, goal), key=len)
    if len(short) >= 2 and short in long:
        # 调解日期 ends like 日期: a heading's last word says what it is, so a common ending weighs more.
        return (
            0.35 + 0.5 * len(short) / len(long)
            if long.endswith(short)
            else 0.25 + 0.5 * len(short) / len(long)
        )
    mine, theirs = _bigrams(key), _bigrams(goal)
    return 0.6 * 2 * len(mine & theirs) / (len(mine) + len(theirs))


def heading_score(heading: Heading, column: Column) -> tuple[float, str]:
    """The best likeness of a heading to a column, and the word it is like."""
    best, like = 0.0, ""
    for place, form in enumerate(heading.forms):
        for word in column.headings:
            score = word_score(form, word) * (1.0, 0.96, 0.9)[min(place, 2)]
            if score > best:
                best, like = score, word
    if (column.kind == "money" and heading.unit == "%") or (
        column.kind == "percent" and heading.unit not in ("", "%")
    ):
        return 0.0, like
    if column.kind not in ("money", "percent") and heading.unit:
        best *= 0.5
    return best, like


def look_score(cells: list[Cell], column: Column) -> float:
    """Share of the filled sample cells that read as this column's kind; 0.8 when there is nothing to look at."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if not filled:
        return 0.8
    read = reader(column, "元" if column.kind == "money" else "", Years(2000))
    return sum(not read(cell).bad for cell in filled) / len(filled)


def _confidence(heading: Heading, column: Column, cells: list[Cell]) -> tuple[float, str]:
    likeness, like = heading_score(heading, column)
    if likeness < 0.3:
        return 0.0, ""
    look = look_score(cells, column)
    weight = _LOOK_WEIGHT.get(column.kind, 0.4)
    sure = likeness * (1 - weight * 0.25) + weight * 0.25 * look
    if look < 0.4 and column.kind != "text":
        # The very heading with strange values is still that column: its values are then complained about, not dropped.
        sure = max(0.55, sure * 0.6) if likeness == 1 else sure * 0.5
    reason = f"heading is {like!r}" if likeness == 1 else f"heading resembles {like!r}"
    return min(sure, 1.0), f"{reason}, {look:.0%} of the values look like {column.kind}"


def _by_look(column: Column, free: list[Heading], cells: dict[int, list[Cell]]) -> ColumnMatch | None:
    """A column the register cannot do without, found by its values alone when exactly one column looks like it."""
    if column.kind not in ("date", "number_id") and not (column.kind == "choice" and not column.openly):
        return None
    alike = [
        heading
        for heading in free
        if any(not is_blank(cell) for cell in cells[heading.index])
        and look_score(cells[heading.index], column) >= 0.9
    ]
    if len(alike) != 1:
        return None
    heading = alike[0]
    why = f"no heading says so; the only column whose values look like {column.kind}"
    return ColumnMatch(column.name, column.label, heading.index, heading.text, heading.unit, 0.55, why)


def match_columns(head: Head, sample: list[Row], target: Target) -> tuple[ColumnMatch, ...]:
    """The surest one-to-one assignment of the sheet's columns to the register's, in the sheet's order."""
    serial = head.serial
    cells = {
        heading.index: [row[heading.index] for row in sample if heading.index < len(row)]
        for heading in head.headings
    }
    offers = []
    for heading in head.headings:
        for order, column in enumerate(target.columns):
            sure, why = _confidence(heading, column, cells[heading.index])
            if heading.index == serial and column.name in target.numbers and runs(cells[heading.index]):
                continue  # 编号 1, 2, 3 … is an order, not a number anybody else knows
            if sure >= COLUMN_FLOOR:
                offers.append((-sure, heading.index, order, heading, column, why))
    taken: dict[int, ColumnMatch] = {}
    named: set[str] = set()
    for negative, index, _, heading, column, why in sorted(offers, key=lambda offer: offer[:3]):
        if index not in taken and column.name not in named:
            named.add(column.name)
            taken[index] = ColumnMatch(
                column.name, column.label, index, heading.text, heading.unit, round(-negative, 3), why
            )
    for column in target.required:
        if column.name not in named:
            free = [
                heading for heading in head.headings if heading.index not in taken and heading.index != serial
            ]
            if (found := _by_look(column, free, cells)) is not None:
                taken[found.index] = found
                named.add(column.name)
    return tuple(taken[index] for index in sorted(taken))


def runs(cells: list[Cell]) -> bool:
    """Whether the numbers simply count the rows: 1, 2, 3 … with a few gaps."""
    numbers = [int(text) for cell in cells if (text := shown(cell)).isdecimal()]
    filled = sum(not is_blank(cell) for cell in cells)
    steps = Counter(after - before for before, after in pairwise(numbers))
    small = bool(numbers) and max(numbers) <= 10 * len(numbers) + 1000 and min(numbers) >= 0
    return (
        len(numbers) >= filled * 0.8 and small and (len(numbers) < 2 or steps[1] >= 0.6 * (len(numbers) - 1))
    )


def _kinds(target: Target, index: int | None, written: Written) -> int:
    """How many rows of the whole sheet carry one of the register's own kinds."""
    if index is None or target.discriminator is None:
        return 0
    words = target.discriminator.words()
    return sum(
        count
        for text, count in written.get(index, {}).items()
        if folded(text) in words or bare(text) in words
    )


def fit(head: Head, sample: list[Row], written: Written, target: Target) -> Fit:
    """How well a sheet fits one register, with every reason."""
    columns = match_columns(head, sample, target)
    by_name = {match.name: match for match in columns}
    why: list[str] = []
    title = folded("".join(head.titles))
    titled = [word for word in dict.fromkeys((target.title, *target.words)) if folded(word) in title]
    against = [word for word in target.not_words if folded(word) in title]
    telling = [
        column.label
        for column in target.columns
        if column.telling and column.name in by_name and by_name[column.name].confidence >= 0.8
    ]
    index = (
        by_name[target.discriminator.column].index
        if (target.discriminator and target.discriminator.column in by_name)
        else None
    )
    kinds = _kinds(target, index, written)
    missing = [column.label for column in target.required if column.name not in by_name]
    needed = sum(by_name[column.name].confidence for column in target.required if column.name in by_name)
    carried = [heading for heading in head.headings if heading.index != head.serial]
    explained = len(columns) / max(len(carried), 1)
    strength = 1.0 if titled else 0.6 if not title or kinds else 0.0
    score = (
        0.3 * strength
        + 0.4 * needed / len(target.required)
        + 0.2 * min(explained, 1.0)
        + 0.1 * bool(telling or kinds)
    )
    why += [f"the title says {word!r}" for word in titled[:2]] + [
        f"telling column {label!r}" for label in telling
    ]
    why += [f"{kinds} rows are of its kinds"] if kinds else []
    why.append(f"{len(columns)} of {len(carried)} columns recognised")
    good = score >= FLOOR
    if missing:
        good = False
        why.append("missing: " + "、".join(missing))
    if against:
        good = False
        why.append(f"the title says {against[0]!r}, another register")
    if not (titled or telling or kinds):
        good = False
        why.append("nothing but common columns")
    if target.discriminator and index is not None and not kinds:
        good = False
        why.append("no row is of its kinds")
    if target.discriminator and index is None and target.discriminator.when_absent == "title" and not titled:
        good = False
        why.append("neither the title nor a column says its kind")
    return Fit(target, round(min(score, 1.0), 3), good, columns, tuple(why))


def _apart(first: Fit, other: Fit) -> bool:
    """Whether two registers share a sheet: told apart by values of the same column that do not overlap."""
    if first.discriminator is None or first.discriminator != other.discriminator:
        return False
    assert first.target.discriminator and other.target.discriminator
    return not set(first.target.discriminator.words()) & set(other.target.discriminator.words())


def count_words(rows: Iterable[tuple[int, Row]], after: int) -> Written:
    """What the rows below the head say: for each column of few different texts, each text and how often."""
    counts: dict[int, Counter[str]] = {}
    crowded: set[int] = set()
    for number, row in rows:
        if number <= after:
            continue
        for index, cell in enumerate(row):
            if isinstance(cell, str) and index not in crowded:
                counter = counts.setdefault(index, Counter())
                counter[cell] += 1
                if len(counter) > CROWDED:
                    crowded.add(index)
                    del counts[index]
    return counts


def choose(head: Head, sample: list[Row], written: Written, targets: tuple[Target, ...]) -> Choice:
    """The register or registers a sheet feeds, or the reason why it feeds none.

    In: the head, some rows below it for their looks, `count_words` of the whole sheet, all registers.
    """
    fits = sorted(
        (fit(head, sample, written, target) for target in targets),
        key=lambda found: (-found.score, found.target.key),
    )
    good = [found for found in fits if found.accepted]
    if not good:
        if not fits:
            return Choice((), (), "没有任何台账可供对照", "there is no register to compare with")
        near = max(fits, key=lambda found: found.score)
        return Choice(
            (),
            tuple(fits),
            f"与现有台账都不相符（最接近“{near.target.title}”，{near.score:.0%}），原样保留，不导入",
            f"fits no register (nearest {near.target.key}, {near.score:.0%}: {near.why[-1]}); left alone",
        )
    group = [good[0]]
    for found in good[1:]:
        if all(_apart(found, member) for member in group):
            group.append(found)
    rest = tuple(found for found in fits if found not in group)
    rivals = [found for found in good[1:] if found not in group and group[0].score - found.score < TIE]
    if rivals:
        names = "、".join(found.target.title for found in (group[0], *rivals))
        keys = ", ".join(found.target.key for found in (group[0], *rivals))
        return Choice(
            (), tuple(fits), f"同样像“{names}”，不能确定，不导入", f"fits {keys} equally well; left alone"
        )
    return Choice(tuple(group), rest)

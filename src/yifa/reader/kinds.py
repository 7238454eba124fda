"""Says of which kind of the indicator catalogue a figure is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from operator import add

from yifa.reader.patterns import anchors
from yifa.reader.vocabulary import BadData, raw

RATE_BREAK = re.compile(r"[、和与]|以?及(?!时)")
RATE_LIST = re.compile(r"率(?:[、和与]|以?及)")
NAMED = re.compile(r"《[^》]*》")
PERSONS = frozenset(["人", "名", "位", "户次"])
CLASSES: dict[str, frozenset[str] | None] = {
    "rate": frozenset(("%", "个百分点", "百分点")),
    "money": frozenset(("元", "万元", "亿元", "千元", "百万元", "千万元")),
    "person": PERSONS,
    "visits": frozenset(("人次", "人", "名")),
    "any-person": PERSONS | {"人次", "户"},
    "paper": frozenset(["份", "本", "册", "张", "件", "套", "余份", "页", "篇", "个"]),
    "casefile": frozenset(["卷", "宗", "件", "份", "个", "本", "卷宗", "起"]),
    "cases": frozenset(["件", "宗", "份"]),
    "acts": frozenset(["次", "件次", "场次", "场", "件", "人次", "项", "起", "个"]),
    "hours": frozenset(("课时", "学时", "小时", "课")),
    "places": frozenset(["个", "家", "处", "所", "支", "间", "座", "组", "块", "条", "户", "面"]),
    "sessions": frozenset(["次", "场次", "场", "期", "轮", "批次", "件", "件次"]),
    "times": frozenset(["次", "场次", "场", "期", "轮", "堂", "节", "回", "班次", "期次", "轮次"]),
    "rounds": frozenset(
        ["次", "场次", "场", "轮", "件次", "批次", "起", "件", "起次", "家次", "户次", "轮次"]
    ),
    "laws": frozenset(["部", "件", "项", "条", "个", "门", "篇"]),
    "posts": frozenset(["期", "篇", "条", "则", "个"]),
    "items": frozenset(["项", "个", "条", "类", "款", "方面", "项次"]),
    "caseload": frozenset(["件", "起", "宗", "例", "次", "个", "份", "件次", "起次"]),
    "issues": frozenset(["个", "项", "条", "处", "件", "类", "方面", "起"]),
    "single": frozenset(["个", "家"]),
    "heads": PERSONS | {"户", "个", "家"},
    "firms": frozenset(["家", "户", "家次", "户次", "个", "处", "处次"]),
    "devices": frozenset(["台", "部", "套", "个", "件", "支", "只"]),
    "opinions": frozenset(["条", "件", "项", "个", "份", "则"]),
    "days": frozenset(("个工作日", "工作日", "天")),
    "any": None,
}
SIZES = frozenset(
    ["分", "倍", "亩", "公里", "平方米", "米", "吨", "公斤", "辆", "小时", "课时", "学时", "天", "分钟"]
)
"""What measures and counts nothing of a register."""
NO_COUNT = (
    (CLASSES["rate"] or frozenset()) | (CLASSES["money"] or frozenset()) | SIZES | {"人", "名", "位", "人次"}
)
SIBLING = re.compile(r"\d[^、，]{0,8}?(?:、|和|及|以及)")
"""Ends the words of another number in an enumeration: …539件、"""
BARE = re.compile(
    r"^(?:其中|已|均|全部|分别|目前|共|累计|年内|新|被)*"
    r"(?:受理|办结|审结|结案|查结|化解|调处|调解|调成|成功|保留|废止|修改|失效|宣布失效|继续有效|采纳|整改"
    r"|参加|参训|参学|参与|培训|回复|答复|办理|立案|完成|到位|审核|审查|下放"
    r"|比例|占比|占|(?:覆盖|配备|聘请|普及)?率|[国省市县区镇乡村]?家?级)?(?:完毕|完成|到位)?$"
)
"""Says what was done and not to what: the words before must tell."""
KEYS = {"kind", "units", "is", "with", "near", "not", "examples"}


@dataclass(frozen=True, slots=True)
class KindRule:
    """One line of kinds.yaml, compiled."""

    kind: str
    units: str
    words: re.Pattern[str]
    beside: re.Pattern[str] | None
    near: re.Pattern[str] | None
    bars: re.Pattern[str] | None
    examples: tuple[str, ...]

    def fits_unit(self, unit: str) -> bool:
        """Whether a unit may go with the kind."""
        if self.units == "count":
            return unit not in NO_COUNT
        allowed = CLASSES[self.units]
        return allowed is None or unit in allowed


@cache
def rules() -> tuple[KindRule, ...]:
    """All rules in file order. Raises BadData."""
    found = []
    for row in raw("kinds"):
        if not set(row) <= KEYS or not {"kind", "units", "is", "examples"} <= set(row) or not row["examples"]:
            raise BadData(f"kinds: {row!r} needs kind, units, is and examples")
        if row["units"] != "count" and row["units"] not in CLASSES:
            raise BadData(f"kinds.{row['kind']}: units {row['units']!r} is no class")
        found.append(
            KindRule(
                row["kind"],
                row["units"],
                re.compile(row["is"]),
                re.compile(row["with"]) if "with" in row else None,
                re.compile(row["near"]) if "near" in row else None,
                re.compile(row["not"]) if "not" in row else None,
                tuple(row["examples"]),
            )
        )
    return tuple(found)


@cache
def by_unit(unit: str) -> tuple[KindRule, ...]:
    """The rules a unit may go with, in file order."""
    return tuple(rule for rule in rules() if rule.fits_unit(unit))


@dataclass(frozen=True, slots=True)
class Candidates:
    """The rules of a unit, found by the words that they need. Rules are bits of a number, the first the lowest."""

    rules: tuple[KindRule, ...]
    always: int
    """Rules of which no needed word is known."""
    by_start: dict[str, int]
    """The rules that need a word that begins with these two characters, or is this one."""
    pairs: frozenset[str]
    """The keys of `by_start` of two characters."""
    chars: frozenset[str]
    """The keys of `by_start` of one."""

    def of(self, text: str) -> list[KindRule]:
        """In file order the rules whose `words` may be found in a text; all others surely are not."""
        bits = self.always
        for start in self.pairs.intersection(map(add, text, text[1:])):
            bits |= self.by_start[start]
        for start in self.chars.intersection(text):
            bits |= self.by_start[start]
        found = []
        while bits:
            lowest = bits & -bits
            found.append(self.rules[lowest.bit_length() - 1])
            bits ^= lowest
        return found


@cache
def candidates(unit: str) -> Candidates:
    """The rules a unit may go with, by the words they need."""
    rules_of, always = by_unit(unit), 0
    by_start: dict[str, int] = {}
    for number, rule in enumerate(rules_of):
        words = anchors(rule.words.pattern)
        if not words:
            always |= 1 << number
        for word in words:
            by_start[word[:2]] = by_start.get(word[:2], 0) | 1 << number
    lone = frozenset(start for start in by_start if len(start) == 1)
    return Candidates(rules_of, always, by_start, frozenset(by_start) - lone, lone)


def classify(
    subject: str, clause: str, before: str, sentence: str, heading: str, unit: str
) -> tuple[str, tuple[str, ...]]:
    """The kind of a figure ("other" when unknown) and, for one number that states several rates, the others."""
    around = f"{heading} {sentence}"
    texts = _texts(subject, clause, before, sentence, unit)
    for place, text in enumerate(texts):
        beside = clause if place < 2 else text
        own = "《" not in text or (unit == "份" and text.endswith("》"))
        found = _first(text if own else NAMED.sub("", text), beside, around, unit)
        if found is None:
            continue
        also: tuple[str, ...] = ()
        if unit == "%" and RATE_LIST.search(subject):
            parts = RATE_BREAK.split(subject)
            rates = (_first(part, clause, around, unit) for part in parts if "率" in part)
            others = [rule.kind for rule in rates if rule]
            also = tuple(dict.fromkeys(kind for kind in others if kind != found.kind))
            if others and others[0] != found.kind:
                return others[0], tuple(dict.fromkeys([found.kind, *others[1:]]))
        return found.kind, also
    return "other", ()


def _texts(subject: str, clause: str, before: str, sentence: str, unit: str) -> tuple[str, ...]:
    """The texts that may tell the kind, the nearest first."""
    if BARE.match(subject):
        return subject, clause, "，".join(before.split("，")[-2:])
    if unit != "%" and "其中" in sentence:
        return subject, _own(subject, clause), *_whole(clause, sentence, unit)
    return subject, _own(subject, clause)


def _whole(clause: str, sentence: str, unit: str) -> tuple[str, ...]:
    """What the figure of a clause is a part of, the nearest words first: the words before 其中 or before its list."""
    parts = sentence[: max(sentence.find(clause), 0)].removesuffix("，").split("，")
    if not clause.startswith("其中"):
        while parts and unit in parts[-1] and not parts[-1].startswith("其中"):
            parts.pop()
        if not parts or unit not in parts[-1]:
            return ()
        parts.pop()
    nearest = next((part for part in reversed(parts[-2:]) if unit in part), "")
    return (nearest, "，".join(parts[-2:])) if nearest else ()


def _own(subject: str, clause: str) -> str:
    """The clause without what an enumeration says of other numbers."""
    place = clause.find(subject) if subject and "、" in clause else -1
    if place < 0 and subject.endswith("率"):
        subject = subject[-3:]
        place = clause.find(subject)
    if place < 0:
        return clause
    earlier = list(SIBLING.finditer(clause, 0, place))
    later = SIBLING.search(clause, place + len(subject))
    return clause[earlier[-1].end() if earlier else 0 : later.end() - 1 if later else len(clause)]


def _first(text: str, clause: str, around: str, unit: str) -> KindRule | None:
    """The first rule that fits a text."""
    if not text:
        return None
    for rule in candidates(unit).of(text):
        if not rule.words.search(text) or (rule.bars and rule.bars.search(text)):
            continue
        if rule.beside and not rule.beside.search(clause):
            continue
        if rule.near is None or rule.near.search(around):
            return rule
    return None

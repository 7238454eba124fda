"""The clause of a number: the words between two marks in which it stands."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 400
"""No clause is longer; what has no mark for so long is no sentence."""
MARKS = "，。；：！？\n（）"


class Clause(NamedTuple):
    """The clause of a number in clean indices, the words before and after it and, when known, its subject."""

    start: int
    number: int
    number_end: int
    finish: int
    before: str
    after: str
    subject: str = ""
    said: str = ""
    """The words of the clause that the subject was made from."""
    head: str = ""
    """The subject that a bare deed behind this number belongs to: its own, or that of the number it is a part of."""

    def text(self, text: str) -> str:
        """The whole clause."""
        return text[self.start : self.finish]


def clause_of(text: str, start: int, end: int, previous: Clause | None, first: int, last: int) -> Clause:
    """The clause a number stands in; what an earlier number of it has used up is left out of `before`."""
    left = left_of(text, start, first)
    if left == start and left > first and text[left - 1] == "（":
        left = left_of(text, left - 1, first)
    right = right_of(text, end, last)
    used = left
    if previous is not None and previous.number_end > left:
        used = previous.number_end
    return Clause(left, start, end, right, text[used:start], text[end:right])


def left_of(text: str, at: int, first: int) -> int:
    """Where the clause begins; a bracketed remark inside it is stepped over."""
    first = max(first, at - LONGEST)
    while at > first:
        char = text[at - 1]
        if char == "）":
            opening = text.rfind("（", max(first, at - 24), at)
            if opening < 0 or any(mark in text[opening:at] for mark in "。；\n"):
                break
            at = opening
        elif char in MARKS or (char == "." and not text[at : at + 1].isdigit()):
            break
        else:
            at -= 1
    return at


def right_of(text: str, at: int, last: int) -> int:
    """Where the clause ends; a bracketed remark inside it is stepped over."""
    last = min(last, at + LONGEST)
    while at < last:
        char = text[at]
        if char == "（":
            closing = text.find("）", at, min(last, at + 24))
            if closing < 0 or any(mark in text[at:closing] for mark in "。；\n"):
                break
            at = closing + 1
        elif char in MARKS or (char == "." and not text[at + 1 : at + 2].isdigit()):
            break
        else:
            at += 1
    return at

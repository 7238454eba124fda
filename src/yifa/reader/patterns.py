"""Tells from a regular expression what every match must hold, so that most texts need not be searched at all.

Understands the plain syntax the rules are written in: characters, classes, groups, look-arounds, repeats.
Of anything else it says that it does not know, and the expression must then be tried.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

REPEAT = re.compile(r"(?:([?*+])|\{(\d*)(,\d*)?\})[?+]?")
GROUP = re.compile(r"\((?:\?(?::|P<\w+>|(<?[=!])))?(?!\?)")
CLASS = re.compile(r"\[(\^?)((?:\\.|[^\]\\])(?:\\.|[^\]\\])*)\]", re.DOTALL)
KNOWN_ESCAPES = frozenset("dDsSwWbBAZnrtfv")
DIGITS = "0123456789"
WIDEST = 64
"""A range of more characters than this in a class counts as any character."""

MOST_PAIRS = 160
"""More pairs of characters than this tell nothing about a text."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece of an expression: a character of `chars` (None: any), or one of the `branches` of a group."""

    chars: frozenset[str] | None = None
    branches: tuple[tuple[Atom, ...], ...] = ()
    empty: bool = False
    """It stands for a place, not for characters (^, $, a look-around)."""
    optional: bool = False
    repeated: bool = False


class Unknown(Exception):
    """Syntax that is not understood here."""


def anchors(pattern: str) -> tuple[str, ...]:
    """Words of which every match holds at least one, as long and few as may be; () when that is not known."""
    try:
        return _any_of(_parsed(pattern))
    except Unknown:
        return ()


def pair_anchors(pattern: str) -> frozenset[str]:
    """Pairs of characters of which every match holds at least one, as few as may be; empty when that is not known.

    A digit of another script is told as 0.
    """
    try:
        return _pairs_of(_parsed(pattern))
    except Unknown:
        return frozenset()


def last_characters(pattern: str) -> frozenset[str] | None:
    """Every character that a match may end with; None when that is not known or a match may be empty.

    A digit of another script is told as 0.
    """
    try:
        return _edge(_parsed(pattern), -1)
    except Unknown:
        return None


def first_characters(pattern: str) -> frozenset[str] | None:
    """Every character that a match may begin with; None when that is not known or a match may be empty.

    A digit of another script is told as 0.
    """
    try:
        return _edge(_parsed(pattern), 1)
    except Unknown:
        return None


def presence(pattern: str) -> re.Pattern[str]:
    """An expression that is found where `pattern` is, tried at the first characters of `pattern` alone.

    Its own matches are no longer than one character.
    """
    first = first_characters(pattern)
    if not first:
        return re.compile(f"(?={pattern})")
    one_of = re.escape("".join(sorted(first))) + (r"\d" if "0" in first else "")
    return re.compile(f"[{one_of}](?s:(?<=(?={pattern}).))")


def _any_of(branches: tuple[tuple[Atom, ...], ...]) -> tuple[str, ...]:
    """The anchors of all branches together; () when one of them has none."""
    found: dict[str, None] = {}
    for branch in branches:
        best: tuple[str, ...] = ()
        run = ""
        for atom in branch:
            if atom.chars and len(atom.chars) == 1 and not atom.optional and not atom.repeated:
                run += next(iter(atom.chars))
                continue
            best, run = _better(best, (run,)), ""
            if not atom.optional and not atom.empty:
                one = tuple(atom.chars) if atom.chars and len(atom.chars) == 1 else _any_of(atom.branches)
                best = _better(best, one)
        best = _better(best, (run,))
        if not best:
            return ()
        found.update(dict.fromkeys(best))
    return tuple(found)


def _pairs_of(branches: tuple[tuple[Atom, ...], ...]) -> frozenset[str]:
    """The pairs of all branches together; empty when one of them has none."""
    found: frozenset[str] = frozenset()
    for branch in branches:
        atoms = [atom for atom in branch if not atom.empty]
        offers = [_pairs_of(atom.branches) for atom in atoms if atom.branches and not atom.optional]
        before: frozenset[str] | None = None
        for atom in atoms:
            last, first = _edge(((_required(atom),),), -1), _edge(((_required(atom),),), 1)
            if before and first and not atom.optional and len(before) * len(first) <= MOST_PAIRS:
                offers.append(frozenset(a + b for a in before for b in first))
            before = (before and last and before | last) if atom.optional else last
        offers = [offer for offer in offers if offer]
        if not offers:
            return frozenset()
        found |= min(offers, key=len)
    return found


def _required(atom: Atom) -> Atom:
    """The same piece where it is not left out."""
    return Atom(atom.chars, atom.branches, atom.empty, False, atom.repeated)


def _better(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The anchors that fewer texts hold: the longer ones, of equal length the fewer."""
    if not other or not all(other):
        return one
    if not one:
        return other
    return max(one, other, key=lambda words: (min(map(len, words)), -len(words)))


def _edge(branches: tuple[tuple[Atom, ...], ...], step: int) -> frozenset[str] | None:
    """The characters at the beginning (step 1) or the end (-1) of a match."""
    found: frozenset[str] = frozenset()
    for branch in branches:
        for atom in branch[::step]:
            if atom.empty:
                continue
            own = _edge(atom.branches, step) if atom.branches else atom.chars
            if own is None:
                return None
            found |= own
            if not atom.optional:
                break
        else:
            return None
    return found


def _parsed(pattern: str) -> tuple[tuple[Atom, ...], ...]:
    """The branches of an expression. Raises Unknown."""
    branches, end = _branches(pattern, 0)
    if end != len(pattern):
        raise Unknown(pattern)
    return branches


def _branches(pattern: str, at: int) -> tuple[tuple[tuple[Atom, ...], ...], int]:
    """What stands up to the end or the bracket that closes the group, and where that is."""
    found: list[list[Atom]] = [[]]
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            found.append([])
            at += 1
            continue
        atom, at = _atom(pattern, at)
        repeat = REPEAT.match(pattern, at)
        if repeat:
            if repeat[0] == "{}":
                raise Unknown(pattern)
            at = repeat.end()
            least = 1 if repeat[1] == "+" else 0 if repeat[1] else int(repeat[2] or 0)
            atom = Atom(atom.chars, atom.branches, atom.empty, least == 0, True)
        found[-1].append(atom)
    return tuple(map(tuple, found)), at


def _atom(pattern: str, at: int) -> tuple[Atom, int]:
    """The piece that begins at a place, without its repeat, and where it ends."""
    char = pattern[at]
    if char == "(":
        opened = GROUP.match(pattern, at)
        if opened is None:
            raise Unknown(pattern)
        inner, end = _branches(pattern, opened.end())
        if end == len(pattern):
            raise Unknown(pattern)
        return (Atom(empty=True) if opened[1] else Atom(branches=inner)), end + 1
    if char == "[":
        held = CLASS.match(pattern, at)
        if held is None:
            raise Unknown(pattern)
        return Atom(None if held[1] else _members(held[2])), held.end()
    if char == "\\":
        if pattern[at + 1].isalnum() and pattern[at + 1] not in KNOWN_ESCAPES:
            raise Unknown(pattern)
        chars = frozenset(DIGITS) if pattern[at + 1] == "d" else None
        return Atom(chars, empty=pattern[at + 1] in "bBAZ"), at + 2
    if char in "?*+":
        raise Unknown(pattern)
    return Atom(None if char in ".^$" else frozenset(char), empty=char in "^$"), at + 1


def _members(inside: str) -> frozenset[str] | None:
    """The characters of a class, None when there are many or one is written with a backslash."""
    found = set(DIGITS) if r"\d" in inside else set[str]()
    inside = inside.replace(r"\d", "")
    if "\\" in inside:
        return None
    at = 0
    while at < len(inside):
        first, last = inside[at], inside[at]
        if inside[at + 1 : at + 2] == "-" and at + 2 < len(inside):
            last = inside[at + 2]
            at += 2
        if ord(last) - ord(first) > WIDEST:
            return None
        found.update(map(chr, range(ord(first), ord(last) + 1)))
        at += 1
    return frozenset(found)

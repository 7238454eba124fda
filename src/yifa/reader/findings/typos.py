"""Finds slips of the pen: known ones by list, others as a term of the genre with one character that sounds alike.

The second way needs no list of errors: 合法性审察 differs from a known term by one character of the same sound.
A slip that is itself a term, or in common use (法制 for 法治, 督察 for 督查), is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yifa.reader.document import Finding, Severity
from yifa.reader.findings.grades import GRADES
from yifa.reader.findings.homophones import groups
from yifa.reader.findings.view import View
from yifa.reader.vocabulary import raw

TERMS = Path(__file__).parent.parent / "data" / "terms.txt"
FREE = (
    {*"治制"},
    {*"察查"},
    {*"作做"},
    {*"定订"},
    {*"的地得"},
    {*"象像"},
    {*"权力利"},
    {*"事是"},
    {*"机积"},
    {*"会汇"},
    {*"审申"},
)
"""Pairs of which either is right somewhere in these terms; the list says when one is wrong."""
SAID = {
    "typo": "疑为错别字",
    "missing_words": "疑有漏字",
    "wording": "用语不规范",
    "repeated_subject": "主语重复",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """One row of the list."""

    code: str
    severity: Severity
    pattern: re.Pattern[str]
    fix: str
    why: str
    anchors: tuple[tuple[frozenset[str], str], ...]
    """With their characters: where none of these stands in the text the pattern cannot match; empty: try it."""

    def possible(self, view: View) -> bool:
        """Whether the pattern may match; asks for the characters before it looks for the words."""
        if not self.anchors:
            return True
        for chars, word in self.anchors:
            if chars <= view.letters and word in view.text:
                return True
        return False


def anchors(pattern: str) -> tuple[str, ...]:
    """For each branch of a pattern the longest run of plain characters outside all brackets; () when one has none."""
    found: list[str] = []
    for branch in _branches(pattern):
        runs = [run for run in re.findall(r"[一-龥“”]+(?![?*{一-龥“”])", branch)]
        if not runs:
            return ()
        found.append(max(runs, key=len))
    return tuple(found)


def _han(word: str) -> frozenset[str]:
    """The characters of a word that cleaning leaves as they are."""
    return frozenset(char for char in word if "一" <= char <= "龥")


def _branches(pattern: str) -> list[str]:
    """A pattern cut at its top-level bars, with what stands in brackets blotted out."""
    out, depth, inside = [""], 0, False
    for char in pattern:
        if inside:
            inside = char != "]"
        elif char == "[":
            inside = True
            out[-1] += " "
        elif char in "()":
            depth += 1 if char == "(" else -1
            out[-1] += " "
        elif char == "|" and not depth:
            out.append("")
        elif not depth:
            out[-1] += char
    return out


@cache
def slips() -> tuple[Slip, ...]:
    """The list, compiled once."""
    return tuple(
        Slip(
            code,
            row.get("severity", GRADES[code][0]),
            re.compile(row["is"]),
            row.get("fix", ""),
            row.get("why", SAID[code]),
            tuple((_han(word), word) for word in row.get("needs", ()) or anchors(row["is"])),
        )
        for code, rows in raw("typos").items()
        for row in rows
    )


@cache
def terms() -> tuple[str, ...]:
    """Terms of the genre of four characters or more."""
    return tuple(line for line in TERMS.read_text(encoding="utf-8").split() if len(line) >= 4)


@cache
def _sounds() -> tuple[dict[int, str], dict[str, tuple[tuple[str, str], ...]], re.Pattern[str]]:
    """A table that turns every character into its sound, what finds sounds of terms, and which terms it found.

    The terms of a sound are those that begin with it, each with its whole sound.
    """
    table = {ord(char): chr(0xE000 + group) for char, group in groups().items()}
    every = [(term.translate(table), term) for term in terms()]
    sounding = {
        sound: tuple((whole, term) for whole, term in every if whole.startswith(sound)) for sound, _ in every
    }
    return table, sounding, re.compile(branches(sounding))


def branches(words: Iterable[str]) -> str:
    """An expression for any of some words that tries each first character once; the shorter word is found first."""
    below: dict[str, list[str]] = {}
    for word in words:
        below.setdefault(word[:1], []).append(word[1:])
    if "" in below:
        return ""
    every = [re.escape(first) + branches(rest) for first, rest in below.items()]
    return every[0] if len(every) == 1 else f"(?:{'|'.join(every)})"


def check(view: View) -> Iterator[Finding]:
    """Findings by list, then terms with a wrong character where the list said nothing."""
    taken: set[int] = set()
    for slip in slips():
        if not slip.possible(view):
            continue
        for match in slip.pattern.finditer(view.text, view.first, view.last):
            if view.in_name(match.start()) and slip.code != "typo":
                continue
            taken.update(range(match.start(), match.end()))
            fix = slip.fix
            said = f"“{match.group()}”{slip.why}" + (f"，应为“{fix}”。" if fix else "。")
            yield view.finding(slip.code, match.start(), match.end(), said, fix=fix, severity=slip.severity)
    yield from _near_terms(view, taken)


def _near_terms(view: View, taken: set[int]) -> Iterator[Finding]:
    """Terms of which one character was replaced by one of the same sound."""
    table, sounding, begins = _sounds()
    text = view.text
    heard = text.translate(table)
    match = begins.search(heard, view.first, view.last)
    while match:
        at = match.start()
        for sound, term in sounding[match.group()]:
            if not text.startswith(term, at) and heard.startswith(sound, at, view.last):
                said = text[at : at + len(term)]
                wrong = _one_wrong(term, said)
                if wrong >= 0 and at + wrong not in taken and not _free(term[wrong], said[wrong]):
                    taken.add(at + wrong)
                    yield view.finding("typo", at, at + len(term), f"“{said}”疑为“{term}”之误。", fix=term)
        match = begins.search(heard, at + 1, view.last)


def _one_wrong(term: str, said: str) -> int:
    """The only place where both differ; -1 when there is none or more than one."""
    found = -1
    for k, char in enumerate(term):
        if char != said[k]:
            if found >= 0:
                return -1
            found = k
    return found


def _free(right: str, wrong: str) -> bool:
    """Whether either character may be right."""
    return any(right in pair and wrong in pair for pair in FREE)

"""Says who did what a figure counts: the one who acts in its sentence, or nobody but the reporting body."""

from __future__ import annotations

import re
from functools import cache

from yifa.reader.document import Figure, Report
from yifa.reader.vocabulary import groups, matcher

BEGINS = "。；，：！\n"
WHEN = (
    r"(?:(?:今年|本年|全年|年内|一年来|期间|同时|其中|目前|此外|(?:20\d\d年)?(?:度|上半年|下半年)?|[1-9]\d?月(?:份)?|截至[^，。；]{0,10})"
    r"(?:以来)?(?:，)?)?"
)


def actor_of(report: Report, figure: Figure) -> str:
    """Who did what a figure counts, in the words of its sentence; '' for the reporting body itself."""
    clean = report.clean
    return acting(clean.text, clean.index(figure.sentence.start), clean.index(figure.span.start))


def acting(text: str, start: int, number: int) -> str:
    """The one who acts, by the clean text between the start of a sentence and a number in it; '' when nobody is named.

    The nearest clause before the number that names somebody at its beginning says it; 由 names somebody anywhere.
    """
    said = ""
    for match in _named().finditer(text, start, number):
        said = match["by"] or match["at"]
    return said


@cache
def _named() -> re.Pattern[str]:
    """Somebody at the beginning of a clause, or behind 由, who does something."""
    either = "|".join(f"(?:{rule.pattern})" for rule in groups("actors")["actors"])
    not_acting = matcher("actors", "possessed").pattern
    begins = rf"(?<=[{BEGINS}])|(?<=是)|^"
    return re.compile(
        rf"(?:(?:{begins}){WHEN}(?P<at>{either})|由(?P<by>{either}))(?!{not_acting})(?=[一-龥“]{{2}}|\d)",
        re.MULTILINE,
    )

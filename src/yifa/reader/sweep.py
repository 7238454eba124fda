"""Tries a costly expression only where a cheap one says that it may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator


def sweep(
    first: re.Pattern[str], pattern: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text, start, end)` gives when every match begins where `first` matches.

    No match may be empty.
    """
    at = start
    for begin in first.finditer(text, start, end):
        if begin.start() >= at:
            found = pattern.match(text, begin.start(), end)
            if found:
                at = found.end()
                yield found

"""Invented texts with labels written by hand beside them, before the rules that read them were looked at.

A block begins with `##### name`, then a head of YAML (`null`: the text does not say), `---`, and the text.
In the text `{h2m:…}` marks a
heading (its level and part), `{f:12次|kind|role}` a figure (`{f:三次=3 次}` where it is not written in digits),
`{e2023-06-15:…}` an event, `{i:…}` a cited instrument. All places are invented.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
MARK = re.compile(r"\{([hfeix])([^:{}]*):([^{}]*)\}")
NUMBER = re.compile(
    r"第?[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d+[.、．]|[（(]\d+[)）]|[一二三四五六七八九十]是|首先|其次"
)
PARTS = {"m": "measures", "d": "duties", "p": "problems", "n": "plan"}


@dataclass(frozen=True)
class Labelled:
    """A text and what is in it: headings (start, level, part), figures (start, quote, value, unit, kind, role), …"""

    name: str
    text: str
    metadata: dict[str, Any]
    headings: tuple[tuple[int, int, str], ...]
    figures: tuple[tuple[int, str, float, str, str, str], ...]
    events: tuple[tuple[int, str], ...]
    instruments: tuple[str, ...]


def read(file: str) -> Iterator[Labelled]:
    """The blocks of a data file."""
    for block in (DATA / file).read_text(encoding="utf-8").split("##### ")[1:]:
        head, body = block.split("\n---\n", 1)
        name, metadata = head.split("\n", 1)
        yield _labelled(name.split()[0], yaml.safe_load(metadata), body.rstrip("\n") + "\n")


def _labelled(name: str, metadata: dict[str, Any], body: str) -> Labelled:
    text, at = "", 0
    headings, figures, events, instruments = [], [], [], []
    for mark in MARK.finditer(body):
        text += body[at : mark.start()]
        at = mark.end()
        kind, said, words = mark.groups()
        start = len(text)
        if kind == "h":
            headings.append((start, int(said[0]), PARTS[said[1]]))
        elif kind == "e":
            events.append((start, said))
        elif kind == "i":
            instruments.append(words)
        elif kind == "f":
            written, of_kind, role = [*words.split("|"), "", ""][:3]
            words, _, stated = written.partition("=")
            value, unit = (stated or re.sub(r"^([\d.]+)\s*[余多]?", r"\1 ", words)).split(" ", 1)
            figures.append((start, words, float(value), unit, of_kind, role or "actual"))
        text += words
    text += body[at:]
    return Labelled(name, text, metadata, tuple(headings), tuple(figures), tuple(events), tuple(instruments))

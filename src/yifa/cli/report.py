"""``yifa report``: drafts the yearly report of an office as DOCX, HTML and JSON."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import yaml
from django.db.models import QuerySet
from django.utils import timezone

from yifa.cli.place import add_place, place
from yifa.cli.prepare import prepared
from yifa.matter.models import Matter
from yifa.matter.register import Register
from yifa.matter.rights import of_township
from yifa.measure.freeze import freeze
from yifa.people.models import Officer, Organisation
from yifa.report.as_json import as_json
from yifa.report.docx import Properties, docx
from yifa.report.draft import Draft, build
from yifa.report.html import html
from yifa.report.outline import NoOutline

NAME = "report"


class BadWords(ValueError):
    """The file of the office's words is not what it should be; the message says where."""


def add(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    add_place(parser)
    parser.add_argument("--out", type=Path, required=True, help="folder for report.docx, .html and .json")
    parser.add_argument(
        "--words", type=Path, help="YAML of what the office wrote: part → paragraphs; {slug} is a figure"
    )
    parser.add_argument(
        "--freeze", metavar="LOGIN", default="", help="keep the figures as reported, by that officer"
    )


def run(args: argparse.Namespace) -> int:
    """Writes the three files; 1 when a number in the text is no figure, or nothing is registered."""
    prepared()
    here = place(args, "report")
    by = _officer(args.freeze, here)
    if args.freeze and by is None:
        return _fail(f"no officer {args.freeze!r} at {here.name}", 2)
    try:
        words = _words(args.words)
        _tell(f"computing the figures of {here.title}, {args.year}")
        door = partial(_door, here)
        draft = build(here, args.year, timezone.localdate(), door=door, words=words)
    except (NoOutline, BadWords) as fault:
        return _fail(str(fault), 2)
    if unknown := set(words) - {part.id for part in draft.outline.parts}:
        parts = ", ".join(part.id for part in draft.outline.parts)
        return _fail(f"{args.words}: no part {', '.join(sorted(unknown))}; the parts are {parts}", 2)
    if draft.empty:
        return _fail(f"no figures: nothing is registered for {here.name} in {args.year}", 1)
    try:
        write(draft, args.out)
    except OSError as fault:
        return _fail(f"cannot write to {args.out}: {fault.strerror or fault}", 1)
    if by is not None:
        kept = freeze(here, args.year, at=timezone.now(), by=by)
        _tell(f"froze {len(kept)} figures")
    return _told(draft)


def write(draft: Draft, folder: Path) -> list[Path]:
    """Writes report.docx, report.html and report.json, and prints their paths; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    properties = Properties(draft.title, draft.office, f"{draft.year}年度", draft.on)
    contents = {
        "docx": docx(draft.pieces, properties),
        "html": html(draft).encode(),
        "json": (json.dumps(as_json(draft), ensure_ascii=False, indent=1) + "\n").encode(),
    }
    written = []
    for ending, content in contents.items():
        path = folder / f"{NAME}.{ending}"
        path.write_bytes(content)
        print(path)
        written.append(path)
    return written


def _told(draft: Draft) -> int:
    have = [figure for figure in draft.figures if not figure.value.state]
    gaps = sum(finding.code == "open" for finding in draft.findings)
    _tell(f"{len(have)} of {len(draft.figures)} figures have a number; {gaps} places are still open")
    for finding in draft.defects:
        _tell(f"defect: {finding.sentence}")
    return 1 if draft.defects else 0


def _words(path: Path | None) -> Mapping[str, Sequence[str]]:
    if path is None:
        return {}
    try:
        with path.open(encoding="utf-8") as stream:
            found = yaml.load(stream, Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise BadWords(f"cannot read {path}: {fault}") from None
    if not isinstance(found, dict):
        raise BadWords(f"{path}: expected parts with paragraphs, found {type(found).__name__}")
    told: dict[str, list[str]] = {}
    for part, paragraphs in found.items():
        lines = [paragraphs] if isinstance(paragraphs, str) else paragraphs
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            raise BadWords(f"{path}: {part}: expected paragraphs of text")
        told[str(part)] = lines
    return told


def _door(here: Organisation, register: Register) -> QuerySet[Matter]:
    return of_township(register, here)


def _officer(login: str, here: Organisation) -> Officer | None:
    found = Officer.objects.select_related("organisation__parent").filter(user__username=login).first()
    home = found.organisation.township if found else None
    return found if home is not None and home.pk == here.pk else None


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _fail(sentence: str, code: int) -> int:
    _tell(f"yifa report: {sentence}")
    return code

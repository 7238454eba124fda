"""``yifa check``: whether the registers' definitions, their tables, papers and figures, and the installation fit."""

import argparse
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from yifa.cli import docs
from yifa.cli.prepare import prepared
from yifa.cli.test import CHECKOUT
from yifa.law import parameters
from yifa.ledger import guards
from yifa.matter.papers import OWN, slots, templates
from yifa.matter.register import Register, registers
from yifa.measure.index import placed
from yifa.people.models import Organisation
from yifa.procedure.check import explore
from yifa.procedure.lint import LOOK, lint

STATES = 2000


@dataclass(frozen=True)
class Found:
    """One finding: a fault, or something to know (``fault`` False)."""

    where: str
    what: str
    fault: bool = True


def add(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    parser.add_argument(
        "--states", type=int, default=STATES, help=f"states explored of a definition (default: {STATES})"
    )
    parser.add_argument(
        "--notes", action="store_true", help="print what may be meant but deserves a look, too"
    )


def run(args: argparse.Namespace) -> int:
    """Prints every finding; 1 when one of them is a fault."""
    prepared()
    today = timezone.localdate()
    faults = notes = 0
    for found in findings(args.states, today):
        faults += found.fault
        notes += not found.fault
        if found.fault or args.notes:
            print(f"{'' if found.fault else 'note: '}{found.where}: {found.what}", flush=True)
    count = sum(1 for _ in registers())
    print(f"{count} registers, {sum(1 for _ in placed())} figures: {faults} faults, {notes} notes")
    if notes and not args.notes:
        print("yifa check --notes prints the notes, such as parameters that the region has not set")
    return 1 if faults else 0


def findings(states: int, today: date) -> Iterator[Found]:
    """Everything that was found, registers first."""
    for register in registers():
        _progress(register.key)
        yield from _definitions(register, states)
        yield from _columns(register)
        yield from _papers(register)
    _progress("")
    yield from _figures()
    yield from _parameters(today)
    yield from _installation()
    yield from _pages()


def _definitions(register: Register, states: int) -> Iterator[Found]:
    for version in register.versions:
        where = f"{register.key} {version.since.isoformat()}"
        for said in lint(version.definition):
            yield Found(where, said, fault=not said.startswith(LOOK))
        seen = explore(version.definition, bound=states)
        if not seen.complete:
            yield Found(
                where, f"explored {seen.states:,} states, not all; --states N looks further", fault=False
            )
            continue
        for step in seen.dead:
            yield Found(where, f"the step {step} can never be taken")
        for outcome in seen.unreached:
            yield Found(where, f"no finished matter ever has the outcome of {outcome}")
        if seen.stuck:
            yield Found(where, f"no lawful end after: {'、'.join(seen.stuck_trace)}")
        if seen.hostage:
            yield Found(where, f"only a citizen's act could end it after: {'、'.join(seen.hostage_trace)}")


def _columns(register: Register) -> Iterator[Found]:
    supplied: set[str] = set()
    for version in register.versions:
        for step in version.definition.steps.values():
            named = {*step.supplies, *([step.each] if step.each else [])}
            for label in sorted(named - set(register.names)):
                yield Found(f"{register.key} {step.name}", f"fills {label}, which is no column of the table")
            supplied |= {register.names[label] for label in step.supplies if label in register.names}
    for name in sorted(set(register.columns) - supplied):
        yield Found(register.key, f"no step writes the column {name} ({register.labels[name]})")
    config = register.config
    shown = {*config.headline, *config.shown, *config.personal, *([config.number] if config.number else [])}
    known = {*register.columns, *(field.name for field in register.model._meta.get_fields())}
    for name in sorted({*shown, config.day} - known):
        yield Found(register.key, f"its nameplate names {name}, which is no column of the table")


def _papers(register: Register) -> Iterator[Found]:
    found = templates(register)
    for name, path in found.items():
        for slot in sorted(slots(path) - set(register.labels.values()) - set(OWN)):
            yield Found(f"{register.key} papers/{path.name}", f"asks for {slot}, which is no column")
        if not any(step.paper == name for step in register.current.definition.steps.values()):
            yield Found(f"{register.key} papers/{path.name}", "no step makes this paper", fault=False)
    for step in register.current.definition.steps.values():
        if step.paper and step.paper not in found:
            yield Found(f"{register.key} {step.name}", f"makes the paper {step.paper}, which has no template")


def _figures() -> Iterator[Found]:
    known: dict[str, str] = {}
    for item in placed():
        figure, where = item.figure, f"{item.register.key} figure {item.figure.slug}"
        if figure.slug in known:
            yield Found(where, f"{known[figure.slug]} has a figure of this name, too")
        known.setdefault(figure.slug, item.register.key)
        for word, text in (("label", figure.zh), ("unit", figure.unit), ("definition", figure.counts)):
            if not text.strip():
                yield Found(where, f"has no {word}")
        if figure.day and figure.day not in {field.name for field in item.register.model._meta.get_fields()}:
            yield Found(where, f"is dated by {figure.day}, which is no column")
    for item in placed():
        if item.figure.parent and item.figure.parent not in known:
            yield Found(
                f"{item.register.key} figure {item.figure.slug}", f"is part of {item.figure.parent}, unknown"
            )


def _parameters(today: date) -> Iterator[Found]:
    asked: dict[str, str] = {}
    for register in registers():
        for key in register.current.definition.parameters.values():
            asked.setdefault(key, register.key)
    for key, by in asked.items():
        if key not in parameters.shipped().rows:
            yield Found(by, f"asks for the parameter {key}, which no file knows")
    for region in sorted(_regions()):
        try:
            unset = [key for key in parameters.shipped().rows if parameters.value(key, region, today) is None]
        except parameters.UnknownRegion:
            yield Found(f"region {region}", "no parameter file knows it")
            continue
        for key in unset:
            need = f", and {asked[key]} needs it" if key in asked else ""
            yield Found(f"region {region}", f"{key} is not set{need}", fault=False)


def _regions() -> set[str]:
    own = Organisation.objects.filter(level="township").values_list("region", flat=True)
    return {region or settings.REGION for region in own} or {settings.REGION}


def _installation() -> Iterator[Found]:
    for name in guards.missing(connection):
        yield Found("database", f"the trigger {name} does not stand")
    for command, options in (("check", {}), ("makemigrations", {"check_changes": True, "dry_run": True})):
        told = io.StringIO()
        try:
            call_command(command, stdout=told, stderr=told, verbosity=1, **options)
        except (CommandError, SystemExit) as fault:
            yield Found(command, told.getvalue().strip() or str(fault))


def _pages() -> Iterator[Found]:
    folder = CHECKOUT / docs.FOLDER
    if not folder.is_dir():
        return  # an installed package has no pages to compare
    for name in docs.stale(folder):
        yield Found(f"{docs.FOLDER}/{name}", "stale; write it with: yifa docs")


def _progress(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{what}\033[K", end="", file=sys.stderr, flush=True)

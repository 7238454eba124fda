"""A register: its table, its columns by the law's words, and the procedures that order it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from yifa.law import calendars
from yifa.matter.models import DERIVED, Matter
from yifa.matter.room import RegisterConfig
from yifa.people.models import Organisation
from yifa.procedure import Definition, Kernel, Step, load


class UnknownRegister(LookupError):
    """No register has that key."""


@dataclass(frozen=True)
class Version:
    """One dated procedure of a register."""

    definition: Definition

    def kernel(self, place: Organisation) -> Kernel:
        """The kernel under the dated parameters of that place."""
        return _kernel(self.definition, place.region or "CN")

    @property
    def since(self) -> date:
        """The day from which matters follow it."""
        return self.definition.version

    @property
    def name(self) -> str:
        """Version and the head of its hash, as a matter remembers them."""
        return f"{self.definition.version.isoformat()}#{self.definition.hash[:12]}"


class Register:
    """One register of the installation."""

    def __init__(self, config: RegisterConfig) -> None:
        self.config = config
        self.key = config.key
        self.zh = config.zh
        self.folder = Path(config.path)

    def __repr__(self) -> str:
        return f"<Register {self.key}>"

    @cached_property
    def model(self) -> type[Matter]:
        """The table."""
        model = self.config.get_model(self.config.model_name)
        assert issubclass(model, Matter)
        return model

    @cached_property
    def columns(self) -> dict[str, models.Field[Any, Any]]:
        """The columns that steps may write, by English name."""
        return {
            field.name: field
            for field in self.model._meta.get_fields()
            if isinstance(field, models.Field) and field.name not in DERIVED
        }

    @cached_property
    def labels(self) -> dict[str, str]:
        """English name → the law's word."""
        return {name: str(field.verbose_name) for name, field in self.columns.items()}

    @cached_property
    def names(self) -> dict[str, str]:
        """The law's word → English name."""
        return {label: name for name, label in self.labels.items()}

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """All procedures, oldest first: those in ``before/`` and the one in force."""
        paths = [*sorted((self.folder / "before").glob("*.yaml")), self.folder / "procedure.yaml"]
        found = [load(path) for path in paths]
        loaded = [Version(definition) for definition in found]
        return tuple(sorted(loaded, key=lambda version: version.since))

    @property
    def current(self) -> Version:
        """The procedure in force last."""
        return self.versions[-1]

    def version_on(self, on: date) -> Version:
        """The procedure that a matter opened on that day follows: the newest that was in force; else the
        oldest.
        """
        in_force = [version for version in self.versions if version.since <= on]
        return in_force[-1] if in_force else self.versions[0]

    def version(self, row: Matter) -> Version:
        """The procedure that the row was opened under, by its remembered version."""
        for version in self.versions:
            if version.name == row.version:
                return version
        wanted = row.version.split("#")[0]
        same = [version for version in self.versions if version.since.isoformat() == wanted]
        return same[-1] if same else self.current

    def step(self, version: Version, name: str) -> Step | None:
        """The step by its English id or its Chinese label."""
        definition = version.definition
        return definition.by_id.get(name) or definition.steps.get(name)

    def title_of(self, row: Matter) -> str:
        """What the row is called in lists: its headline columns, else its number."""
        parts = [_short(_text(getattr(row, name))) for name in self.config.headline]
        return " ".join(part for part in parts if part) or self.number_of(row) or f"{self.zh}（未命名）"

    def number_of(self, row: Matter) -> str:
        """The row's own number as the office writes it, or empty."""
        return str(getattr(row, self.config.number) or "") if self.config.number else ""


LONGEST = 60


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _text(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else str(value or "")


_KERNELS: dict[tuple[str, str, str], Kernel] = {}


def _kernel(definition: Definition, region: str) -> Kernel:
    key = (definition.key, definition.hash, region)
    if key not in _KERNELS:
        _KERNELS[key] = Kernel(definition, calendars.load("CN"), region=region)
    return _KERNELS[key]


@lru_cache(maxsize=1)
def _by_key() -> dict[str, Register]:
    return {
        config.key: Register(config)
        for config in apps.get_app_configs()
        if isinstance(config, RegisterConfig)
    }


def registers() -> Iterator[Register]:
    """All registers in the order of the table of contents."""
    yield from _by_key().values()


def register(key: str) -> Register:
    """The register with that key; raises UnknownRegister."""
    try:
        return _by_key()[key]
    except KeyError:
        raise UnknownRegister(key) from None

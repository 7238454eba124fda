"""Freezes a year's figures as reported; a later change is an open correction, never an edit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yifa.ledger.models import Log
from yifa.measure.figure import Figure
from yifa.measure.index import find, of_office
from yifa.measure.models import Frozen
from yifa.measure.value import Value, plain
from yifa.people.models import Officer, Organisation


@dataclass(frozen=True)
class Drift:
    """A frozen figure that the records would now give otherwise; it is offered as an open correction."""

    slug: str
    frozen: str
    now: str
    definition_changed: bool


def digest(figure: Figure) -> str:
    """A fingerprint of the definition: what is counted, by which date, under which condition."""
    stock = figure.stock.__qualname__ if figure.stock else ""
    text = repr((type(figure).__name__, figure.slug, figure.counts, figure.day, repr(figure.where), stock))
    return hashlib.sha256(text.encode()).hexdigest()


def freeze(office: Organisation, year: int, *, at: datetime, by: Officer) -> list[Frozen]:
    """Freezes every figure of the year that is not frozen yet; those that are stay as they were."""
    with transaction.atomic():
        log = Log.objects.filter(township=str(office.pk)).first()
        size = log.size if log else 0
        known = set(Frozen.objects.filter(township=office, year=year).values_list("slug", flat=True))
        rows = [
            Frozen(
                township=office,
                slug=value.slug,
                year=year,
                value=_text(value.value),
                numerator=_text(value.numerator),
                denominator=_text(value.denominator),
                state=value.state,
                evidence=value.evidence,
                log_size=size,
                definition=digest(find(value.slug).figure),
                at=at,
                by=by.pk,
            )
            for value in of_office(office, year)
            if value.slug not in known
        ]
        return Frozen.objects.bulk_create(rows)


def drifts(office: Organisation, year: int) -> list[Drift]:
    """Frozen figures that differ from what the records give now."""
    now = {value.slug: value for value in of_office(office, year)}
    found = []
    for frozen in Frozen.objects.filter(township=office, year=year).order_by("slug"):
        value = now.get(frozen.slug)
        if value is None:
            continue
        changed = frozen.definition != digest(find(frozen.slug).figure)
        if changed or _stamp(value) != (frozen.value, frozen.numerator, frozen.denominator, frozen.state):
            found.append(Drift(frozen.slug, frozen.value or frozen.state, value.shown, changed))
    return found


def _stamp(value: Value) -> tuple[str, str, str, str]:
    return _text(value.value), _text(value.numerator), _text(value.denominator), value.state


def _text(number: object) -> str:
    return "" if number is None else plain(number)[:40]  # type: ignore[arg-type]

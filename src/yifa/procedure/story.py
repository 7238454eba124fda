"""Puts the entries of a matter into the order in which the law sees them, corrections carried out."""

from collections.abc import Iterable

from yifa.procedure.state import Event, local


def effective(events: Iterable[Event]) -> list[Event]:
    """The events that count, by legal day, then by entry.

    Read backwards, a correction that is itself alive kills what it names, so a correction can be corrected.
    Within a day the entries with a moment stand in the order of their moments, on the places that entry gave
    them; an entry without one keeps its place.
    """
    entries = sorted(events, key=lambda event: event.id)
    dead: set[int] = set()
    for event in reversed(entries):
        if event.voids is not None and event.id not in dead:
            dead.add(event.voids)
    alive = [event for event in entries if event.voids is None and event.id not in dead]
    alive.sort(key=lambda event: event.on)
    if any(event.at for event in alive):
        _by_moment(alive)
    return alive


def _by_moment(events: list[Event]) -> None:
    days: dict[object, list[int]] = {}
    for place, event in enumerate(events):
        if event.at:
            days.setdefault(event.on, []).append(place)
    for places in days.values():
        timed = sorted((events[place] for place in places), key=lambda e: (local(e.at) if e.at else 0, e.id))
        for place, event in zip(places, timed, strict=True):
            events[place] = event

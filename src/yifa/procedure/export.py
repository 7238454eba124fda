"""Writes events for process-mining tools: OCEL 2.0 JSON (object-centric) and XES (one trace a matter)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any
from xml.sax.saxutils import quoteattr

from yifa.procedure.citing import cited
from yifa.procedure.definition import Definition
from yifa.procedure.state import CHINA, Event, local
from yifa.procedure.story import effective

Logs = Mapping[str, Sequence[Event]]
OPENING = time(9, 0)  # tools want a moment; a legal day without one is shown at the opening of the office
CORRECTION = "更正"


def ocel(definition: Definition, matters: Logs) -> dict[str, Any]:
    """Return the OCEL 2.0 document of {matter id: log}.

    Corrected events stay in, flagged: the record is append-only, and so is its export.
    """
    events: list[dict[str, Any]] = []
    objects: dict[str, dict[str, Any]] = {}
    types: dict[str, dict[str, str]] = {}
    for matter, log in matters.items():
        if not log:
            continue
        title = {"name": "程序", "time": _stamp(log[0]), "value": definition.title}
        objects[matter] = {"id": matter, "type": "事项", "attributes": [title], "relationships": []}
        alive = {event.id for event in effective(log)}
        for event in log:
            name, attributes = _attributes(definition, event, event.id in alive)
            for key, value in attributes.items():
                types.setdefault(name, {}).setdefault(key, _kind(value))
            related = [{"objectId": matter, "qualifier": "所属事项"}]
            if event.who and name != CORRECTION:
                related.append(_party(definition, objects, matter, event))
            rows = [{"name": key, "value": value} for key, value in attributes.items()]
            events.append(
                {
                    "id": f"{matter}#{event.id}",
                    "type": name,
                    "time": _stamp(event),
                    "attributes": rows,
                    "relationships": related,
                }
            )
    kinds = {o["type"]: {a["name"]: "string" for a in o["attributes"]} for o in objects.values()}
    return {
        "objectTypes": _types(kinds),
        "eventTypes": _types(types),
        "objects": list(objects.values()),
        "events": events,
    }


def xes(definition: Definition, matters: Logs) -> str:
    """Return the XES text of {matter id: log}: the events that count, in the order in which they count."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<log xes.version="1.0" xes.features="" xmlns="http://www.xes-standard.org/">',
    ]
    for name, prefix in (("Concept", "concept"), ("Time", "time"), ("Organizational", "org")):
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        lines.append(f'<extension name="{name}" prefix="{prefix}" uri="{uri}"/>')
    for matter, log in matters.items():
        lines += [
            "<trace>",
            _tag("string", "concept:name", matter),
            _tag("string", "procedure", definition.title),
        ]
        for event in effective(log):
            step = definition.steps[event.step]
            lines += [
                "<event>",
                _tag("string", "concept:name", event.step),
                _tag("date", "time:timestamp", _stamp(event)),
                _tag("string", "org:role", event.role),
                _tag("string", "party", event.who),
                _tag("string", "cite", cited(step.cites)),
                "</event>",
            ]
        lines.append("</trace>")
    return "\n".join([*lines, "</log>"])


def _attributes(definition: Definition, event: Event, alive: bool) -> tuple[str, dict[str, Any]]:
    """The type of an event and its attributes, its own facts last."""
    if event.voids is not None:
        return CORRECTION, {"角色": event.role, "理由": event.reason, "更正的记录": event.voids}
    fixed = {
        "依据": cited(definition.steps[event.step].cites),
        "角色": event.role,
        "已作废": not alive,
        "理由": event.reason,
    }
    return event.step, {**fixed, **{name: _plain(value) for name, value in event.data.items()}}


def _party(
    definition: Definition, objects: dict[str, dict[str, Any]], matter: str, event: Event
) -> dict[str, str]:
    """Note the party among the objects, related to its matter once; return the event's relation to it."""
    who, each = f"{matter}/{event.who}", definition.steps[event.step].each or "当事人"
    if who not in objects:
        objects[who] = {"id": who, "type": each, "attributes": [], "relationships": []}
        objects[matter]["relationships"].append({"objectId": who, "qualifier": "涉及"})
    return {"objectId": who, "qualifier": each}


def _types(found: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    return [
        {"name": name, "attributes": [{"name": key, "type": kind} for key, kind in attributes.items()]}
        for name, attributes in sorted(found.items())
    ]


def _stamp(event: Event) -> str:
    moment = local(event.at) if event.at else datetime.combine(event.on, OPENING)
    return moment.replace(tzinfo=CHINA).isoformat()


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    return {int: "integer", float: "float"}.get(type(value), "string")


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | float | str):
        return value
    return "、".join(map(str, value)) if isinstance(value, list | tuple | set | frozenset) else str(value)


def _tag(kind: str, key: str, value: str) -> str:
    return f"<{kind} key={quoteattr(key)} value={quoteattr(value)}/>"

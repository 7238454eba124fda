"""Draws a definition for lawyers as SVG: a column a phase, a card a step, arrows only for direct order.

Every order drawn across phases is a tangle at fifty rules: what lies further than the next column is said in
words on the card, and what is neither order nor period stands in the sentences of the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from yifa.procedure.definition import Definition, Step
from yifa.procedure.words import period

INK, GREY, LINE, GREEN, BLUE, AMBER = "#1f2933", "#66727f", "#d5dce3", "#2f855a", "#2b6cb0", "#975a16"
FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif"
LEFT, TOP, COLUMN, CARD = 24, 96, 236, 200
LEGEND = (
    "白底：机关办理　蓝底：当事人或外部机关　虚线：有条件才启用　箭头：先后　橙字：期限　蓝字：权利的期限"
)
Edge = tuple[str, str]
Note = tuple[str, str]  # text and colour


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands."""

    x: float
    y: float
    height: float
    column: int


def picture(definition: Definition) -> str:
    """Return the SVG text; no style, no script, so that it may stand on any page."""
    columns: dict[str, list[Step]] = {}
    for step in definition.steps.values():
        columns.setdefault(step.phase or "其他", []).append(step)
    at = {step.name: i for i, steps in enumerate(columns.values()) for step in steps}
    edges = _reduced(sorted(_edges(definition)))
    near = [edge for edge in edges if 0 <= at[edge[1]] - at[edge[0]] <= 1]
    notes = _notes(definition, [edge for edge in edges if edge not in near])
    body = [
        _text(LEFT, 40, definition.title, 22, INK, bold=True),
        _text(LEFT, 64, f"{definition.version}起施行", 12, GREY),
    ]
    places: dict[str, Place] = {}
    for i, (phase, steps) in enumerate(columns.items()):
        x, y = LEFT + COLUMN * i, TOP + 28.0
        body.append(_box(x, TOP - 12, 34, "#edf2f7", "none"))
        body.append(_text(x + CARD / 2, TOP + 11, phase, 15, INK, bold=True, anchor="middle"))
        for step in steps:
            lines = [
                (row, colour)
                for note, colour in notes.get(step.name, ())
                for row in _wrap(note, 11, CARD - 24)
            ]
            height = 44 + 15 * len(lines) + (18 if step.outcome else 0)
            body += _card(step, x, y, height, lines)
            places[step.name] = Place(x, y, height, i)
            y += height + 14
    bottom = max(place.y + place.height for place in places.values()) + 34
    body.append(_text(LEFT, bottom, LEGEND, 12, GREY))
    width = max(LEFT * 2 + COLUMN * len(columns), 760)
    return _svg(width, bottom + 24, [*_arrows(near, places), *body])


def _edges(definition: Definition) -> set[Edge]:
    needed = {step for rule in definition.rules if rule.kind == "need" for step in rule.dst}
    return {
        (before, after)
        for rule in definition.rules
        for after in rule.dst
        for before in rule.src
        if rule.kind == "need" or (rule.kind == "may" and after not in needed)
    }


def _reduced(edges: list[Edge]) -> list[Edge]:
    """Only the direct "first this, then that": what another way already says is left out."""
    following: dict[str, set[str]] = {}
    for before, after in edges:
        following.setdefault(before, set()).add(after)

    def reaches(start: str, goal: str, seen: frozenset[str]) -> bool:
        onward = following.get(start, set())
        return goal in onward or any(reaches(x, goal, seen | {x}) for x in onward - seen)

    return [
        (a, c)
        for a, c in edges
        if not any(reaches(m, c, frozenset({a, m})) for m in following[a] if m not in (a, c))
    ]


def _notes(definition: Definition, far: list[Edge]) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for rule in definition.rules:
        if rule.n is None:
            continue
        source = "或".join(rule.src)
        if rule.kind in ("must", "may"):
            right = rule.kind == "may"
            text = f"{source}后{period(rule)}内{'（可）' if right else ''}"
            found.setdefault(rule.dst[0], []).append((text, BLUE if right else AMBER))
        elif rule.kind == "need":
            for step in rule.dst:
                found.setdefault(step, []).append((f"{source}{rule.mode}{period(rule)}", AMBER))
    for before, after in far:
        found.setdefault(after, []).append((f"先：{before}", GREY))
    return found


def _card(step: Step, x: float, y: float, height: float, lines: list[Note]) -> Iterator[str]:
    yield _box(
        x, y, height, "#f7fbff" if step.party else "#fff", BLUE if step.party else LINE, dashed=step.off
    )
    yield _text(x + 12, y + 20, step.name + ("（逐个）" if step.each else ""), 14, INK, bold=True)
    if step.fiction:
        yield _text(x + CARD - 10, y + 20, "拟制", 11, AMBER, anchor="end")
    yield _text(x + 12, y + 36, f"{'、'.join(step.roles) or '不限'}　{step.basis}", 11, GREY)
    for number, (line, colour) in enumerate(lines):
        yield _text(x + 12, y + 52 + 15 * number, line, 11, colour)
    if step.outcome:
        yield _text(x + 12, y + height - 9, f"结果：{step.outcome}", 11, GREEN, bold=True)


def _arrows(edges: list[Edge], places: dict[str, Place]) -> Iterator[str]:
    lanes: dict[int, int] = {}
    for before, after in edges:
        one, two = places[before], places[after]
        lane = lanes[one.column] = lanes.get(one.column, -1) + 1
        right = one.x + CARD
        if one.column != two.column:
            y1, y2 = one.y + 22, two.y + 18
            bend = f"{right + 34:.0f} {y1:.0f} {two.x - 34:.0f} {y2:.0f}"
            path = f"M{right:.0f} {y1:.0f} C{bend} {two.x - 2:.0f} {y2:.0f}"
        elif 0 < two.y - (one.y + one.height) < 20:
            path = f"M{one.x + 20:.0f} {one.y + one.height:.0f} V{two.y - 2:.0f}"
        else:
            out = 6 + lane % 5 * 3
            path = f"M{right:.0f} {one.y + one.height / 2:.0f} h{out} V{two.y + 14:.0f} h{2 - out}"
        yield f'<path d="{path}" stroke="{GREY}" fill="none" marker-end="url(#arrow)"/>'


def _wrap(text: str, size: float, room: float) -> list[str]:
    rows, row = [], ""
    for mark in text:
        if _width(row + mark, size) > room and mark not in "，。；、）":
            rows.append(row)
            row = ""
        row += mark
    return [*rows, row] if row else rows


def _width(text: str, size: float) -> float:
    return sum(size if ord(mark) > 0x2E7F else size * 0.56 for mark in text)


def _text(
    x: float, y: float, text: str, size: int, fill: str, *, bold: bool = False, anchor: str = "start"
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    place = f'x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{fill}" text-anchor="{anchor}"'
    return f"<text {place}{weight}>{escape(text)}</text>"


def _box(x: float, y: float, height: float, fill: str, stroke: str, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="5 3"' if dashed else ""
    place = f'x="{x:.0f}" y="{y:.0f}" width="{CARD}" height="{height:.0f}"'
    return f'<rect {place} rx="8" fill="{fill}" stroke="{stroke}"{dash}/>'


def _svg(width: float, height: float, body: list[str]) -> str:
    head = '<path d="M0 1 L7 4 L0 7 z" fill="' + GREY + '"/>'
    marker = (
        f'<marker id="arrow" markerWidth="8" markerHeight="8" refX="6" refY="4" orient="auto">{head}</marker>'
    )
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    open_ = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}" role="img">'
    ground = '<rect width="100%" height="100%" fill="#fff"/>'
    return "".join([open_, f"<defs>{marker}</defs>", ground, *body, "</svg>"])

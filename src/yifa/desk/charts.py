"""Small drawings as SVG text with attributes only, so that they stand under the strict content policy."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from yifa.desk.shown.figures import Series
from yifa.desk.shown.parts import Bar, Squares, Ticks

WIDTH, HEIGHT = 232, 96
LEFT, RIGHT, TOP, BOTTOM = 6, 44, 16, 18
LINE = 13  # distance at which two labels no longer touch


def days(squares: Squares) -> SafeString:
    """One square a working day; past ones filled."""
    size, step = 22, 26
    cells = format_html_join(
        "",
        '<rect class="{}" x="{}" width="{}" height="{}"/>',
        (("c-bar-on" if i < squares.done else "c-bg", i * step, size, size) for i in range(squares.total)),
    )
    width = squares.total * step - (step - size)
    return format_html(
        '<svg viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{label}">{cells}</svg>',
        w=width,
        h=size,
        label=squares.label,
        cells=cells,
    )


def bar(share: Bar, width: int = 336, height: int = 10) -> SafeString:
    """A part of a whole, and a second part that waits for something."""
    filled = share.done / share.total * width if share.total else 0.0
    waiting = share.waiting / share.total * width if share.total else 0.0
    css = {"lv": "c-l", "zhu": "c-bad"}.get(share.tone, "c-bar-on")
    return format_html(
        '<svg class="pbar" viewBox="0 0 {w} {h}" width="{w}" height="{h}" preserveAspectRatio="none"'
        ' role="img" aria-label="{label}"><rect class="c-bg" width="{w}" height="{h}"/>'
        '<rect class="{css}" width="{a}" height="{h}"/><rect class="c-o" x="{a}" width="{b}" height="{h}"/>'
        "</svg>",
        w=width,
        h=height,
        label=share.label,
        css=css,
        a=f"{min(filled, width):.1f}",
        b=f"{min(waiting, width - min(filled, width)):.1f}",
    )


def ticks(strokes: Ticks) -> SafeString:
    """The steps of a procedure as strokes; hidden from readers because the words stand beside it."""
    special = {"now": "c-bar-on", "stop": "c-bad"}

    def css(i: int) -> str:
        if i == strokes.done and strokes.state:
            return special[strokes.state]
        return "c-l" if i < strokes.done else "c-bg"

    rects = format_html_join(
        "", '<rect class="{}" x="{}" width="6" height="11"/>', ((css(i), i * 8) for i in range(strokes.total))
    )
    width = max(strokes.total * 8 - 2, 1)
    return format_html(
        '<svg viewBox="0 0 {w} 11" width="{w}" height="11" aria-hidden="true">{rects}</svg>',
        w=width,
        rects=rects,
    )


class _Plane:
    """Where a year and a value lie on the drawing."""

    def __init__(self, series: Series) -> None:
        known = [v for v in (*series.values, *series.reference) if v is not None]
        low = min(known) if series.low is None else series.low
        high = max(known) if series.high is None else series.high
        if high == low:
            low, high = low - 1, high + 1
        self.from_zero = low == 0
        # A line that does not start at zero keeps some air below it, and its base is dotted.
        self.low = low if self.from_zero else low - (high - low) * 0.22
        self.high = high
        self.count = len(series.values)

    def x(self, i: int) -> float:
        return LEFT + i * (WIDTH - LEFT - RIGHT) / max(self.count - 1, 1)

    def y(self, value: float) -> float:
        return TOP + (self.high - value) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM)

    def path(self, values: Sequence[float | None]) -> str:
        """Line through the known values; a missing year is a gap."""
        parts = []
        for i, value in enumerate(values):
            if value is not None:
                pen = "M" if i == 0 or values[i - 1] is None else "L"
                parts.append(f"{pen}{self.x(i):.1f} {self.y(value):.1f}")
        return "".join(parts)


def _apart(value_y: float, reference_y: float) -> tuple[float, float]:
    """Moves the reference label away from the value label when they would touch, staying above the base."""
    if abs(reference_y - value_y) < LINE:
        reference_y = value_y + LINE if reference_y > value_y else value_y - LINE
    if reference_y > HEIGHT - BOTTOM - 1:
        reference_y = HEIGHT - BOTTOM - 1
        value_y = min(value_y, reference_y - LINE)
    return value_y, reference_y


def mini(series: Series) -> SafeString:
    """A line of some years with its first and last value, and a grey line for the reference."""
    known = [i for i, value in enumerate(series.values) if value is not None]
    if not known:
        return mark_safe("")
    plane = _Plane(series)
    first, last = known[0], known[-1]
    out = [
        format_html('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">', WIDTH, HEIGHT, series.label),
        _base(plane.from_zero),
        *_years(plane, series.years),
    ]
    if any(value is not None for value in series.reference):
        out.append(format_html('<path class="c-ref" d="{}"/>', plane.path(series.reference)))
    out.append(format_html('<path class="c-main" d="{}"/>', plane.path(series.values)))
    out += _ends(plane, series, first, last)
    out.append(mark_safe("</svg>"))
    return mark_safe("".join(out))


def _base(from_zero: bool) -> SafeString:
    dash = mark_safe("") if from_zero else mark_safe(' stroke-dasharray="1.5 4"')
    return format_html(
        '<path class="c-ax" d="M{} {}H{}"{}/>', LEFT, HEIGHT - BOTTOM + 0.5, WIDTH - RIGHT, dash
    )


def _years(plane: _Plane, years: Sequence[int]) -> list[SafeString]:
    shown = [i for i in range(len(years)) if len(years) <= 5 or i in (0, len(years) - 1)]
    return [
        format_html(
            '<text class="c-t" x="{}" y="{}" text-anchor="{}">{}</text>',
            f"{plane.x(i) - (4 if i == 0 else 0):.1f}",
            HEIGHT - 4,
            "start" if i == 0 else "middle",
            f"{years[i] % 100:02d}",
        )
        for i in shown
    ]


def _ends(plane: _Plane, series: Series, first: int, last: int) -> list[SafeString]:
    start, end = series.values[first], series.values[last]
    assert start is not None and end is not None
    out = [_dot("c-dot0", plane.x(first), plane.y(start), 3)]
    if last != first:
        following = next(v for v in series.values[first + 1 :] if v is not None)
        # Below the line when it rises, but never on top of the years.
        below = 15 if following >= start and plane.y(start) + 15 < HEIGHT - BOTTOM else -8
        out.append(_text("c-t", plane.x(first) - 4, plane.y(start) + below, start))
    css = "c-dot c-bad" if series.behind else "c-dot"
    out.append(_dot(css, plane.x(last), plane.y(end), 4))
    value_y = plane.y(end) + 4
    reference = series.reference[last] if len(series.reference) > last else None
    if reference is not None:
        value_y, reference_y = _apart(value_y, plane.y(reference) + 4)
        out.append(_text("c-tr", plane.x(last) + 8, reference_y, reference))
    out.append(_text("c-tv", plane.x(last) + 8, value_y, end))
    return out


def _dot(css: str, x: float, y: float, radius: int) -> SafeString:
    return format_html('<circle class="{}" cx="{}" cy="{}" r="{}"/>', css, f"{x:.1f}", f"{y:.1f}", radius)


def _text(css: str, x: float, y: float, value: float) -> SafeString:
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', css, f"{x:.1f}", f"{y:.1f}", f"{value:g}")

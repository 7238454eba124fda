"""What is counted of proactive disclosure."""

from yifa.measure.figure import Rows

FIGURES = (
    Rows(
        slug="open_info_items",
        zh="主动公开政府信息",
        unit="条",
        counts="本机关主动公开的信息，一条一件，按公开日期归年",
        day="published_on",
        cite="政府信息公开条例第十九条",
    ),
)

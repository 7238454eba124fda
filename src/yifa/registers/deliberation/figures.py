"""What is counted of village deliberations."""

from yifa.measure.figure import Rows

FIGURES = (
    Rows(
        slug="deliberation_activities",
        zh="援法议事",
        unit="场",
        counts="一行一场，按议事日期归年",
        day="held_on",
        cite="村委会组织法第二十四条",
    ),
)

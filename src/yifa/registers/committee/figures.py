"""What is counted of people's mediation committees."""

from datetime import date

from django.db.models import Q

from yifa.measure.figure import Distinct


def in_force(day: date) -> Q:
    """Committees that stood at the end of that day."""
    return Q(established_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


FIGURES = (
    Distinct(
        slug="mediation_committees",
        zh="人民调解委员会",
        unit="个",
        counts="当年12月31日在册的人民调解委员会，同名的只算一个",
        stock=in_force,
        column="name",
        cite="人民调解法第八条",
    ),
)

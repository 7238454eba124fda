"""What is counted of people's mediators."""

from datetime import date

from django.db.models import Q

from yifa.measure.figure import Rows


def on_the_roll(day: date) -> Q:
    """Mediators who were on a roll at the end of that day."""
    return Q(appointed_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


def trained(day: date) -> Q:
    """Of those, the ones whose last training lies in the year that ends on that day."""
    return on_the_roll(day) & Q(trained_on__gte=date(day.year, 1, 1), trained_on__lte=day)


FIGURES = (
    Rows(
        slug="mediators",
        zh="人民调解员",
        unit="人",
        counts="当年12月31日在人民调解委员会名册上的人员",
        stock=on_the_roll,
        cite="人民调解法第十三条",
    ),
    Rows(
        slug="mediators_trained",
        zh="受训调解员",
        unit="人",
        counts="在册的人民调解员中，最近一次培训在当年的",
        stock=trained,
        cite="人民调解法第十四条",
        parent="mediators",
    ),
)

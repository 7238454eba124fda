"""What is counted of enforcement officers and their certificates."""

from datetime import date

from django.db.models import Q

from yifa.measure.figure import AgainstParameter, Distinct, Lowest, Rows


def valid_on(day: date) -> Q:
    """Certificates issued by and valid on that day; both ends count."""
    return Q(issued_on__lte=day, valid_until__gte=day)


FIGURES = (
    Distinct(
        slug="officers_total",
        zh="执法人员",
        unit="人",
        counts="年度名册上不重复的执法证号",
        day="enrolled_on",
        column="certificate",
        cite="行政处罚法第四十二条",
    ),
    Distinct(
        slug="officers_certified",
        zh="持证执法人员",
        unit="人",
        counts="当年12月31日以前发证、当日有效的不重复的执法证号",
        stock=valid_on,
        column="certificate",
        cite="行政处罚法第四十二条",
    ),
    Rows(
        slug="certificates_applied",
        zh="申领执法证",
        unit="人",
        counts="申办执法证的人数，按申办日期归年",
        day="applied_on",
        needs="applied_on",
        cite="行政处罚法第四十二条",
    ),
    Lowest(
        slug="officer_study_hours_lowest",
        zh="执法人员最低学时",
        unit="学时",
        counts="年度名册上登记了学时的执法人员中最低的学时",
        day="hours_on",
        column="hours",
    ),
    AgainstParameter(
        slug="officer_study_hours_met_rate",
        zh="学时达标率",
        unit="%",
        counts="学时达到本地标准的执法人员比登记了学时的执法人员；标准是有日期的地方参数",
        day="hours_on",
        column="hours",
        parameter="officer.study_hours",
    ),
)

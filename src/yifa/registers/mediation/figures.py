"""What is counted of people's mediation; cases of the court's kind are a part that can be told apart."""

from django.db.models import Q

from yifa.measure.figure import Rows, Share, Total

SUCCESS = Q(result="成功")
CONCLUDED = Q(concluded_on__isnull=False)

FIGURES = (
    Rows(
        slug="mediation_cases",
        zh="人民调解受理纠纷",
        unit="件",
        counts="人民调解受理的纠纷，含庭调；按受理日期归年",
        day="accepted_on",
        cite="人民调解法第二十七条",
    ),
    Rows(
        slug="mediation_success_cases",
        zh="调解成功",
        unit="件",
        counts="受理的纠纷中达成协议结案的，按受理日期归年",
        day="accepted_on",
        where=CONCLUDED & SUCCESS,
        cite="人民调解法第二十八条",
        parent="mediation_cases",
    ),
    Share(
        slug="mediation_success_rate",
        zh="调解成功率",
        unit="%",
        counts="调解成功的比已经结案的，尚未结案的不计入；按受理日期归年",
        day="accepted_on",
        where=CONCLUDED,
        part=SUCCESS,
        cite="人民调解法第二十八条",
    ),
    Rows(
        slug="court_mediations",
        zh="庭调",
        unit="件",
        counts="受理的纠纷中注明庭调（诉调对接）的，按受理日期归年",
        day="accepted_on",
        where=Q(court=True),
        parent="mediation_cases",
    ),
    Total(
        slug="mediation_amount",
        zh="涉及金额",
        unit="元",
        counts="写明的涉及金额之和，没有写明的不当作零；按受理日期归年",
        day="accepted_on",
        column="amount",
    ),
    Rows(
        slug="hard_cases_resolved",
        zh="疑难纠纷化解",
        unit="件",
        counts="注明疑难复杂、达成协议结案的纠纷，按结案日期归年",
        day="concluded_on",
        where=Q(hard=True) & SUCCESS,
        needs="hard",
        cite="人民调解法第二十八条",
    ),
)

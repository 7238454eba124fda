"""What is counted of administrative penalties."""

from django.db.models import Q

from yifa.measure.figure import Rows, Share, Total

CITE = "行政处罚法第五十七条"

FIGURES = (
    Rows(
        slug="penalties_filed",
        zh="处罚立案",
        unit="件",
        counts="立案的普通程序案件，按立案日期归年",
        day="filed_on",
        cite="行政处罚法第五十四条",
    ),
    Rows(
        slug="penalties_decided",
        zh="处罚决定（普通程序）",
        unit="件",
        counts="作出处罚决定的普通程序案件，按处罚决定日期归年",
        day="decided_on",
        cite=CITE,
    ),
    Rows(
        slug="penalties_summary",
        zh="当场处罚",
        unit="件",
        counts="简易程序当场作出处罚决定的案件，按当场处罚日期归年",
        day="on_spot_on",
        cite="行政处罚法第五十一条",
    ),
    Total(
        slug="penalty_fines",
        zh="决定罚款金额",
        unit="元",
        counts="普通程序处罚决定的罚款之和，不含加处罚款；按处罚决定日期归年。罚款不得同考核挂钩",
        day="decided_on",
        column="fine",
        cite="行政处罚法第七十四条",
    ),
    Rows(
        slug="penalty_hearings",
        zh="处罚听证",
        unit="件",
        counts="举行过听证的案件，按听证日期归年",
        day="hearing_on",
        cite="行政处罚法第六十三条",
    ),
    Rows(
        slug="penalties_reviewed",
        zh="重大处罚法制审核",
        unit="件",
        counts="作出过法制审核意见的案件，按法制审核日期归年",
        day="reviewed_on",
        cite="行政处罚法第五十八条",
    ),
    Rows(
        slug="penalties_transferred",
        zh="移送司法机关",
        unit="件",
        counts="移送司法机关的案件，按移送日期归年",
        day="transferred_on",
        cite="行政处罚法第二十七条",
    ),
    Share(
        slug="penalties_published_rate",
        zh="处罚决定公开率",
        unit="%",
        counts="有社会影响的处罚决定中已经公开的，按处罚决定日期归年",
        day="decided_on",
        where=Q(social_effect=True),
        part=Q(published_on__isnull=False),
        cite="行政处罚法第四十八条",
    ),
)

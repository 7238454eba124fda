"""What is counted of requests, and the national yearly table, whose columns must add up: 一 + 二 = 三 + 四."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, QuerySet

from yifa.measure.figure import Figure, Rows, Share
from yifa.registers.information_request.lines import (
    AFTER_REVIEW,
    APPLICANT_KINDS,
    DIRECT,
    LINES,
    REMEDY_RESULTS,
    Line,
)

YEARLY = "政府信息公开条例第五十条、国办公开办函〔2021〕30号（未核）"
REGULATION = "政府信息公开条例第三十三条"
SLUGS = {"维持": "upheld", "纠正": "corrected", "其他": "other"}
PENDING = "尚未审结"
UNKNOWN_KIND = ""


def line_q(line: Line) -> Q:
    """Requests that ended on this line, whatever the year."""
    found = Q(result=line.word)
    return found | Q(outcome=line.outcome) if line.outcome else found


def standing(day: date) -> Q:
    """Requests received by the end of that day and not yet concluded then."""
    return Q(received_on__lte=day) & (Q(concluded_on__isnull=True) | Q(concluded_on__gt=day))


def before_year(last: date) -> Q:
    """Requests carried into the year that ends on ``last``."""
    return standing(date(last.year - 1, 12, 31))


def late(last: date) -> Q:
    """Requests whose reply was recorded after its last lawful day; the core notes that on the event."""
    breaches = apps.get_model("matter", "Breach")._default_manager
    late_replies = breaches.filter(register="information_request", kind="late", step="reply")
    return Q(pk__in=late_replies.values("matter"))


def review_pending(last: date) -> Q:
    """Requests under reconsideration on that day."""
    return Q(review_filed_on__lte=last) & (Q(review_decided_on__isnull=True) | Q(review_decided_on__gt=last))


def suit_pending(kind: str) -> Callable[[date], Q]:
    """Requests before a court on a day, by how they came there."""
    return lambda last: (
        Q(suit_kind=kind, sued_on__lte=last) & (Q(judged_on__isnull=True) | Q(judged_on__gt=last))
    )


def _outcomes() -> Iterable[Figure]:
    for line in LINES:
        same = line.family == line.word
        yield Rows(
            slug=f"open_info_{line.slug}",
            zh=f"信息公开申请：{line.word}" if same else f"信息公开申请：{line.family}（{line.word}）",
            unit="件",
            counts=f"办理结果为“{line.word}”的申请，按办理完毕日期归年",
            day="concluded_on",
            where=line_q(line),
            parent="open_info_concluded",
            cite=YEARLY,
        )


def _remedies() -> Iterable[Figure]:
    for word in REMEDY_RESULTS:
        yield Rows(
            slug=f"open_info_reviews_{SLUGS[word]}",
            zh=f"信息公开行政复议：{word}",
            unit="件",
            counts=f"复议结果为“{word}”的申请，按复议决定日期归年",
            day="review_decided_on",
            where=Q(review_result=word),
            cite=YEARLY,
        )
    yield Rows(
        slug="open_info_reviews_pending",
        zh=f"信息公开行政复议：{PENDING}",
        unit="件",
        counts="年末已申请复议、没有复议决定的申请",
        stock=review_pending,
        cite=YEARLY,
    )
    for kind, slug in ((DIRECT, "direct"), (AFTER_REVIEW, "after_review")):
        for word in REMEDY_RESULTS:
            yield Rows(
                slug=f"open_info_suits_{slug}_{SLUGS[word]}",
                zh=f"信息公开行政诉讼（{kind}）：{word}",
                unit="件",
                counts=f"{kind}、诉讼结果为“{word}”的申请，按裁判日期归年",
                day="judged_on",
                where=Q(suit_kind=kind, suit_result=word),
                cite=YEARLY,
            )
        yield Rows(
            slug=f"open_info_suits_{slug}_pending",
            zh=f"信息公开行政诉讼（{kind}）：{PENDING}",
            unit="件",
            counts=f"{kind}、年末没有裁判的申请",
            stock=suit_pending(kind),
            cite=YEARLY,
        )


FIGURES: tuple[Figure, ...] = (
    Rows(
        slug="open_info_requests",
        zh="收到政府信息公开申请",
        unit="件",
        counts="本年收到的申请，一件申请一件，按收到申请之日归年；未确认的来件不算",
        day="received_on",
        cite=YEARLY,
    ),
    Rows(
        slug="open_info_carried_in",
        zh="上年结转政府信息公开申请",
        unit="件",
        counts="上年末已收到、没有办理完毕的申请",
        stock=before_year,
        cite=YEARLY,
    ),
    Rows(
        slug="open_info_concluded",
        zh="办理完毕政府信息公开申请",
        unit="件",
        counts="本年答复、视为放弃或者撤回的申请，按办理完毕日期归年",
        day="concluded_on",
        cite=YEARLY,
    ),
    Rows(
        slug="open_info_carried_over",
        zh="结转下年度继续办理政府信息公开申请",
        unit="件",
        counts="年末已收到、没有办理完毕的申请",
        stock=standing,
        cite=YEARLY,
    ),
    Rows(
        slug="open_info_answered_late",
        zh="逾期答复政府信息公开申请",
        unit="件",
        counts="超过法定期限才答复的申请，停计和延长都算在内，按办理完毕日期归年",
        day="concluded_on",
        stock=late,
        parent="open_info_concluded",
        cite=REGULATION,
    ),
    Share(
        slug="open_info_reply_rate",
        zh="依申请公开答复率",
        unit="%",
        counts="本年收到的申请中已经办理完毕的，按收到申请之日归年",
        day="received_on",
        part=Q(concluded_on__isnull=False),
        cite=REGULATION,
    ),
    *_outcomes(),
    *_remedies(),
)


@dataclass(frozen=True)
class TableRow:
    """A line of the national table: its place in the form, its words and one number a column."""

    part: str  # 一 | 二 | 三 | 三总计 | 四
    family: str
    word: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class NationalTable:
    """表二 收到和处理政府信息公开申请情况; the last column is the total."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    differences: tuple[tuple[str, int], ...]  # (column, 一 + 二 - 三 - 四) where that is not 0

    @property
    def adds_up(self) -> bool:
        """Whether 一 + 二 = 三 + 四 in every column."""
        return not self.differences


def national_table(office: Any, year: int) -> NationalTable:
    """The national table of one township and year, from one statement.

    A request whose kind of applicant was never recorded stands in a column of its own, 未登记类型, so that
    none is lost; a request that ended without a recorded line makes the check fail instead of hiding.
    """
    last = date(year, 12, 31)
    in_year = Q(concluded_on__year=year)
    asked = {
        "n1": Q(received_on__year=year),
        "n2": before_year(last),
        **{f"n3_{line.slug}": in_year & line_q(line) for line in LINES},
        "n4": standing(last),
    }
    rows: QuerySet[Any] = _requests().filter(township=office).order_by()
    counts = {name: Count("pk", filter=condition) for name, condition in asked.items()}
    by_kind = {row["applicant_kind"]: row for row in rows.values("applicant_kind").annotate(**counts)}
    kinds = [*APPLICANT_KINDS]
    if any(by_kind.get(UNKNOWN_KIND, {}).get(name) for name in asked):
        kinds.append(UNKNOWN_KIND)

    def numbers(*names: str) -> tuple[int, ...]:
        each = [sum(by_kind.get(kind, {}).get(name, 0) for name in names) for kind in kinds]
        return (*each, sum(each))

    columns = (*(kind or "未登记类型" for kind in kinds), "总计")
    ended = [f"n3_{line.slug}" for line in LINES]
    new, carried, total, over = numbers("n1"), numbers("n2"), numbers(*ended), numbers("n4")
    gaps = [a + b - c - d for a, b, c, d in zip(new, carried, total, over, strict=True)]
    return NationalTable(
        columns,
        (
            TableRow("一", "", "本年新收政府信息公开申请数量", new),
            TableRow("二", "", "上年结转政府信息公开申请数量", carried),
            *(TableRow("三", line.family, line.word, numbers(f"n3_{line.slug}")) for line in LINES),
            TableRow("三总计", "", "总计", total),
            TableRow("四", "", "结转下年度继续办理", over),
        ),
        tuple((column, gap) for column, gap in zip(columns, gaps, strict=True) if gap),
    )


def remedies_table(office: Any, year: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """表三: (行政复议 | 未经复议直接起诉 | 复议后起诉, (维持, 纠正, 其他, 尚未审结, 总计)) of one township and year."""
    last, wanted = date(year, 12, 31), {}
    for word in REMEDY_RESULTS:
        wanted[f"行政复议{word}"] = Q(review_decided_on__year=year, review_result=word)
        for kind in (DIRECT, AFTER_REVIEW):
            wanted[kind + word] = Q(judged_on__year=year, suit_kind=kind, suit_result=word)
    wanted["行政复议" + PENDING] = review_pending(last)
    wanted |= {kind + PENDING: suit_pending(kind)(last) for kind in (DIRECT, AFTER_REVIEW)}
    rows: QuerySet[Any] = _requests().filter(township=office)
    got = rows.aggregate(
        **{f"n{place}": Count("pk", filter=condition) for place, condition in enumerate(wanted.values())}
    )
    found = {name: got[f"n{place}"] for place, name in enumerate(wanted)}
    table = []
    for kind in ("行政复议", DIRECT, AFTER_REVIEW):
        each = [found[kind + word] for word in (*REMEDY_RESULTS, PENDING)]
        table.append((kind, (*each, sum(each))))
    return tuple(table)


def _requests() -> Any:
    return apps.get_model("information_request", "InformationRequest")._default_manager

"""What the desk's tests play with: people at their desks, and cases that have come some way."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from lxml import html

from yifa.desk.accounts import enrol
from yifa.matter.models import Matter
from yifa.matter.record import record
from yifa.matter.refusal import Refusal
from yifa.matter.register import register

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
APPROVERS = {"mayor", "secretary", "reviewer", "county", "admin"}
CHINA = ZoneInfo("Asia/Shanghai")


def at_desk(cast: dict[str, Any], name: str) -> Client:
    """The browser of one of the cast, logged in."""
    user = cast[name].user
    if name in APPROVERS:
        enrol(user)
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def tree(answer: HttpResponse) -> html.HtmlElement:
    """The page as a tree."""
    return html.document_fromstring(answer.content.decode())


def text(element: html.HtmlElement) -> str:
    """Its words without blanks."""
    return "".join(element.text_content().split())


def fields(page: html.HtmlElement) -> dict[str, Any]:
    """What a browser would send for the page's main form, untouched."""
    form = page.xpath("//main//form[.//button[@name='_check' or @name='_confirm'] or @data-keep]")[0]
    return {name: value for name, value in form.form_values()}


def today() -> date:
    """The day in China."""
    return timezone.localdate()


def taken(cast: dict[str, Any], key: str, row: Matter | None, step: str, by: str, ago: int, values: dict[str, Any],
          who: str = "") -> Matter:  # fmt: skip
    """A step recorded so many days ago; values by the law's word."""
    found = register(key)
    when = today() - timedelta(ago)
    answer = record(
        found,
        row,
        step,
        {found.names[label]: value for label, value in values.items()},
        on=when,
        now=datetime(when.year, when.month, when.day, 10, tzinfo=CHINA),
        by=cast[by],
        who=who,
    )
    assert not isinstance(answer, Refusal), str(answer)
    return found.model.objects.get(pk=answer.matter)


def dispute(cast: dict[str, Any], parties: list[str], ago: int = 3) -> Matter:
    """A dispute that 石有根 has accepted."""
    values = {
        "受理单位": "石桥村人民调解委员会",
        "当事人": parties,
        "纠纷类型": "邻里纠纷",
        "简要情况": "屋檐滴水",
    }
    return taken(cast, "mediation", None, "accept", "village", ago, values)


def case(cast: dict[str, Any], number: int, ago: int = 30, title: str = "占道经营案") -> Matter:
    """A penalty case that has been filed."""
    values = {
        "案号": f"青综罚立〔2026〕{number}号",
        "案件名称": title,
        "当事人": ["某店"],
        "当事人类别": "公民",
        "案由": "占道经营",
        "职权依据": "法律、行政法规直接规定",
    }
    return taken(cast, "penalty", None, "file_case", "mayor", ago, values)

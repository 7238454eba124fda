"""Turns refusals of access and faults into pages that say what happened, who can, and what to do."""

from __future__ import annotations

import logging
import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from yifa.desk.shown.parts import Action
from yifa.desk.shown.plain import Fault

log = logging.getLogger(__name__)
HOME = Action("回工作台", "/")


class NotYours(PermissionDenied):
    """No right to this; ``who`` names those who have it, ``ask`` is the button that asks for it."""

    def __init__(self, why: str, who: tuple[str, ...] = (), ask: Action | None = None) -> None:
        super().__init__(why)
        self.why, self.who, self.ask = why, who, ask


def _page(request: HttpRequest, fault: Fault, status: int) -> HttpResponse:
    return render(request, "desk/fault.html", {"fault": fault}, status=status)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: says who can."""
    who = exception.who if isinstance(exception, NotYours) else ()
    why = exception.why if isinstance(exception, NotYours) else "你现在的岗位没有这项权限。"
    ask = (exception.ask,) if isinstance(exception, NotYours) and exception.ask else ()
    return _page(request, Fault("没有权限", "这一页你还不能打开", why, who, (*ask, HOME)), 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: also what belongs to another township, so that nobody learns that it exists."""
    why = "地址不对，或者它不在你能看到的范围里。"
    return _page(request, Fault("没有这一页", "没有这一页", why, (), (HOME,)), 404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    why = "送来的内容读不懂。没有写入任何东西。"
    return _page(request, Fault("没有读懂", "没有读懂这次请求", why, (), (HOME,)), 400)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when the form's token is too old: says how to keep what was typed. Setting CSRF_FAILURE_VIEW."""
    why = (
        "页面开得太久，或者在别的窗口里重新登录过，没有写入任何东西。"
        "按浏览器的后退键回到表单，复制好内容，刷新以后再提交。"
    )
    return _page(request, Fault("没有提交", "这次没有提交上", why, (), (HOME,)), 403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: rendered without request, database or context, because any of them may be what broke."""
    number = fault_number()
    log.error("desk.fault number=%s path=%s", number, request.path, exc_info=True)
    why = f"不是你的操作造成的。已记录，编号{number}。没提交的内容还在。"
    again = Action("重新打开", request.get_full_path(), "p")
    fault = Fault("暂时打不开", "这一页暂时打不开", why, (), (again, HOME))
    response = HttpResponse(render_to_string("desk/fault.html", {"fault": fault}), status=500)
    response.headers["X-Fault"] = number
    return response


def fault_number() -> str:
    """A short number that a person can read out; it stands in the log line too."""
    raw = uuid.uuid4().hex[:7].upper()
    return f"{raw[:3]}-{raw[3:]}"

"""Real routes of a real installation in a real browser: nothing for axe to find, nothing to scroll sideways, a step
by keyboard, a step without script.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.desk.test_browser import CHROMIUM, FLAGS, RULES, WIDTHS
from tests.installation import installed, run

pytestmark = pytest.mark.browser

FILL = """
import json
import django
django.setup()
from django.core.management import call_command
call_command("createcachetable", verbosity=0)
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from tests.desk.playing import APPROVERS, case, dispute, taken
from yifa.desk.accounts import enrol
from yifa.people.cast import settle

cast = settle("a password of the tests")
first, second = case(cast, 1, 100, "未密闭运输渣土案"), case(cast, 2, 40, "露天焚烧秸秆案")
officers = [str(cast["officer1"].pk), str(cast["officer2"].pk)]
shown = {"执法人员": officers, "出示证件": "是", "应当回避": "否"}
taken(cast, "penalty", second, "investigate", "officer1", 30, shown)
mine = dispute(cast, ["程水生", "罗桂香"])
sessions = {}
for login in ("clerk", "officer1", "mayor", "village", "county"):
    user = cast[login].user
    if login in APPROVERS:
        enrol(user)
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    sessions[login] = store.session_key
keys = {"first": str(first.pk), "second": str(second.pk), "mine": str(mine.pk)}
print(json.dumps({"sessions": sessions, **keys}))
"""
ROUTES = {
    "clerk": [
        "/", "/inbox/", "/new/", "/search/?q=渣土", "/search/?q=没有的词", "/r/penalty/", "/r/penalty/?view=late",
        "/r/penalty/law/", "/r/penalty/{first}/", "/r/mediation/{mine}/", "/r/mediation/new/", "/r/law_study/",
        "/figures/", "/figures/?year=2025", "/import/", "/intake/", "/report/", "/account/", "/law/xzcf-2021/57/",
        "/r/penalty/not-here/",
    ],
    "officer1": [
        "/", "/r/penalty/{second}/", "/r/penalty/{second}/step/close_investigation/",
        "/r/penalty/{first}/step/legality_review/",
    ],
    "mayor": ["/", "/inbox/", "/r/penalty/{first}/", "/r/penalty/new/?step=file_case",
              "/r/penalty/{first}/paper/file_case/"],
    "village": ["/", "/new/", "/mine/", "/r/mediation/{mine}/", "/r/mediation/{mine}/step/find_risk/"],
    "county": ["/", "/r/penalty/", "/r/penalty/{first}/", "/figures/"],
}  # fmt: skip


class Installation:
    """A server of its own with some matters in it."""

    def __init__(self, url: str, told: dict[str, str], sessions: dict[str, str]) -> None:
        self.url, self.told, self.sessions = url, told, sessions

    def at(self, path: str) -> str:
        """The address of a route; {first} and the like name a matter."""
        return self.url + path.format(**self.told)

    def desk(self, browser: Browser, login: str, size: str, *, script: bool = True) -> BrowserContext:
        """The browser of one person."""
        width, height = WIDTHS[size]
        context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=script)
        context.add_cookies([{"name": "sessionid", "value": self.sessions[login], "url": self.url}])
        return context


@contextmanager
def served(folder: Path) -> Iterator[tuple[Installation, dict[str, str]]]:
    """A filled installation that is served without a worker, and its environment."""
    with installed(folder) as environment:
        environment["PYTHONPATH"] = os.pathsep.join(["src", "."])
        told = json.loads(run(environment, "-c", FILL).splitlines()[-1])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words = ["-m", "yifa.cli.main", "serve", "--port", str(port), "--processes", "1", "--no-worker"]
        server = subprocess.Popen([sys.executable, *words], env=environment, stdout=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url)
            yield Installation(url, told, told.pop("sessions")), environment
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with served(tmp_path_factory.mktemp("desk")) as (installation, _):
        yield installation


def _wait(url: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{url}/account/login/", timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"CHROMIUM ABSENT: {CHROMIUM} is not there; apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield made
        made.close()


def problems(page: Page) -> list[str]:
    """What axe finds with everything unfolded, and what runs off the side."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    told = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    found = [f"{v['id']}: {n['html'][:160]}" for v in told for n in v["nodes"]]
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return found + ([f"{over} px too wide"] if over > 0 else [])


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("login", ROUTES)
def test_axe_finds_nothing_on_the_real_routes(
    here: Installation, browser: Browser, login: str, size: str
) -> None:
    context = here.desk(browser, login, size)
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    found = {}
    for path in ROUTES[login]:
        answer = page.goto(here.at(path))
        assert answer is not None and answer.status < 500, path
        if wrong := problems(page):
            found[path] = wrong
    context.close()
    assert found == {} and said == []


@pytest.mark.parametrize("size", WIDTHS)
def test_axe_finds_nothing_at_the_door(here: Installation, browser: Browser, size: str) -> None:
    width, height = WIDTHS[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{here.url}/account/login/")
    assert problems(page) == []
    page.close()


def test_a_refused_form_passes_too(here: Installation, browser: Browser) -> None:
    context = here.desk(browser, "village", "phone")
    page = context.new_page()
    page.goto(here.at("/r/mediation/new/"))
    page.get_by_role("button", name="检查并提交").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert problems(page) == []
    context.close()


def test_a_step_is_recorded_by_keyboard_alone(here: Installation, browser: Browser) -> None:
    """Tab reaches every control in the order of the page, the focus is seen and not under the bar."""
    context = here.desk(browser, "village", "office")
    page = context.new_page()
    page.goto(here.at("/r/mediation/{mine}/step/find_risk/"))
    page.locator("#f-_on").focus()
    hidden = []
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name, outline, top = page.evaluate(
            "(() => { const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);"
            " return [e.name || e.textContent.trim(), s.outlineStyle, r.top] })()"
        )
        seen.append(name)
        if outline == "none" or top < 50:
            hidden.append(name)
        if name == "risk":
            page.keyboard.insert_text("扬言拆墙")
        if name == "risk_grave":
            page.keyboard.press("Space")
        if name == "_check":
            break
    assert seen[-1] == "_check" and hidden == []
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("提交前检查")
    page.locator("[name=_confirm]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("已提交")
    context.close()


def test_a_step_is_recorded_without_script(here: Installation, browser: Browser) -> None:
    context = here.desk(browser, "village", "phone", script=False)
    page = context.new_page()
    page.goto(here.at("/r/mediation/new/"))
    page.get_by_label("受理单位").fill("石桥村人民调解委员会")
    page.get_by_label("当事人", exact=True).fill("章大有、杜川")
    page.get_by_label("纠纷类型").fill("合同纠纷")
    page.get_by_label("简要情况").fill("拖欠木材款")
    page.get_by_role("button", name="检查并提交").click()
    expect(page.locator("h1")).to_contain_text("提交前检查")
    page.get_by_role("button", name="返回修改").click()
    expect(page.get_by_label("简要情况")).to_have_value("拖欠木材款")
    page.get_by_role("button", name="检查并提交").click()
    page.get_by_role("button", name="确认提交").click()
    expect(page.get_by_role("status").first).to_contain_text("已提交")
    assert re.search(r"/r/mediation/[0-9a-f-]{36}/$", page.url)
    context.close()


def test_a_matter_prints_without_chrome(here: Installation, browser: Browser) -> None:
    context = here.desk(browser, "mayor", "office")
    page = context.new_page()
    page.goto(here.at("/r/penalty/{first}/"))
    page.emulate_media(media="print")
    for gone in (".bar", ".nav", ".actions", ".tl a.noprint"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.get_by_text("法定程序")).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    context.close()

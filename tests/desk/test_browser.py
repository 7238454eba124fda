"""The pages in a real browser: nothing for axe to find, nothing to scroll sideways, keyboard, no script, print."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.desk.gallery import ALL, FAULTS

CHROMIUM = Path(os.environ.get("YIFA_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {"office": (1366, 768), "phone": (390, 844)}

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.desk.gallery")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"CHROMIUM ABSENT: {CHROMIUM} is not there; apt-get install chromium fonts-noto-cjk")
    # Playwright keeps an event loop in this thread; the test server itself runs in another one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield made
        made.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def heard(page: Page) -> list[str]:
    """What the console says about the policy or a script, except the statuses that are meant."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console", lambda m: said.append(m.text) if m.type == "error" and "status of" not in m.text else None
    )
    return said


@pytest.mark.parametrize("size", WIDTHS)
def test_axe_finds_nothing_and_nothing_runs_off_the_side(
    live_server: Any, browser: Browser, size: str
) -> None:
    width, height = WIDTHS[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    said = heard(page)
    found: dict[str, list[str]] = {}
    for name in ALL:
        page.goto(f"{live_server.url}/{name}/")
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        told = (
            Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
        )
        problems = [f"{v['id']}: {n['html'][:160]}" for v in told for n in v["nodes"]]
        if over > 0:
            problems.append(f"{over} px too wide")
        if problems:
            found[name] = problems
    page.close()
    assert found == {} and said == []


def test_nothing_runs_off_the_side_at_the_largest_type(live_server: Any, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    wide = {}
    for name in ALL:
        page.goto(f"{live_server.url}/{name}/")
        page.evaluate("document.documentElement.dataset.size = 'xlarge'")
        if over := page.evaluate("document.documentElement.scrollWidth - innerWidth"):
            wide[name] = over
    page.close()
    assert wide == {}


def test_the_high_contrast_pages_pass_too(live_server: Any, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    found = {}
    for name in ("home", "register", "matter", "step", "report", "import-preview"):
        page.goto(f"{live_server.url}/{name}/")
        page.evaluate("document.documentElement.dataset.contrast = 'high'")
        told = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        if told:
            found[name] = [v["id"] for v in told]
    page.close()
    assert found == {}


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(live_server: Any, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/step/")
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="拟罚款25,000元").click()
    expect(page.locator("#f-amount")).to_be_focused()
    page.close()


def test_ticking_rows_shows_what_can_be_done_with_them(live_server: Any, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/register/")
    expect(page.locator("#bulk")).to_be_hidden()
    top = page.locator("#t").bounding_box()
    page.get_by_label("选择57号案").check()
    expect(page.locator("#bulk")).to_contain_text("已选1件")
    after = page.locator("#t").bounding_box()
    assert top is not None and after is not None and abs(top["y"] - after["y"]) < 1
    page.get_by_label("选择本页全部").check()
    expect(page.locator("#bulk")).to_contain_text("已选6件")
    page.get_by_role("button", name="取消选择").click()
    expect(page.locator("#bulk")).to_be_hidden()
    page.close()


def test_keys_move_through_a_list_and_can_be_switched_off(live_server: Any, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/register/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".reg a.title").nth(1)).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("启用单键快捷键").uncheck()
    page.get_by_role("button", name="关闭").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()
    page.close()


def test_a_running_job_is_asked_again(live_server: Any, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/import-progress/")
    with page.expect_request("**/job/", timeout=5000):
        pass
    expect(page.locator("#job-import")).to_have_count(1)
    page.close()


def test_a_figure_swaps_its_evidence_in_place(live_server: Any, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/report/")
    with page.expect_response("**/report/?fig=**"):
        page.get_by_role("link", name="57件").click()
    expect(page.locator(".fig[aria-current]")).to_have_text("57件")
    expect(page.locator("#live")).to_contain_text("依据已换成")
    page.close()


def test_the_desk_works_without_script(live_server: Any, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}/home/")
    page.get_by_role("link", name="菜单").click()
    expect(page.get_by_role("navigation", name="主导航")).to_be_visible()
    page.goto(f"{live_server.url}/register/")
    page.get_by_role("button", name="筛选").click()
    assert "/register/?q=" in page.url
    context.close()


@pytest.mark.parametrize("name", ["register", "matter", "report"])
def test_print_leaves_the_chrome_out(live_server: Any, browser: Browser, name: str) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/{name}/")
    page.emulate_media(media="print")
    for gone in (".bar", ".nav", ".actions"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.close()


def test_every_stop_of_the_tab_key_can_be_seen(live_server: Any, browser: Browser) -> None:
    """Focus is drawn and not hidden under the bar (WCAG 2.4.7, 2.4.11)."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{live_server.url}/matter/")
    hidden = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "(() => { const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);"
            " return [e.outerHTML.slice(0, 80), s.outlineStyle, r.top, e.closest('.bar,.skip,.nav') !== null] })()"
        )
        if stop[0].startswith("<body"):
            break
        if stop[1] == "none" or (not stop[3] and stop[2] < 50):
            hidden.append(stop)
    page.close()
    assert hidden == []


def test_faults_answer_with_their_status(live_server: Any, browser: Browser) -> None:
    page = browser.new_page()
    statuses = [page.goto(f"{live_server.url}/{name}/").status for name in FAULTS]  # type: ignore[union-attr]
    page.close()
    assert statuses == [403, 404, 500]

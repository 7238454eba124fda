"""Decisions about a read report with a real browser: by mouse, by keyboard, without script; axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.desk.test_browser import WIDTHS, heard
from tests.desk.test_browser_desk import Installation, browser, problems, served
from tests.desk.test_browser_intake import hand_in
from tests.desk.test_intake_past import PAPER

pytestmark = pytest.mark.browser
__all__ = ["browser"]
MIXED = PAPER.replace("习近平法治思想", "习近平法治思想 and 党的二十大精神").replace(
    "存在的不足", "存在的不不足"
)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with served(tmp_path_factory.mktemp("decide")) as (installation, _):
        yield installation


def paper(mark: str) -> tuple[str, bytes]:
    """A report that no other test hands in."""
    return f"{mark}.txt", MIXED.replace("人手紧张", f"人手{mark}紧张").encode()


@pytest.mark.parametrize("size", WIDTHS)
def test_the_pages_of_a_report_on_its_way_pass(here: Installation, browser: Browser, size: str) -> None:
    context = here.desk(browser, "clerk", size)
    page = context.new_page()
    said, found = heard(page), {}

    def look(name: str) -> None:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        if wrong := problems(page):
            found[name] = wrong

    hand_in(page, here, paper("甲" if size == "phone" else "乙"))
    url = page.url
    look("open")
    page.get_by_role("button", name="改为“和”").click()
    expect(page.locator(".doc ins")).to_have_text("和")
    page.get_by_role("button", name="记入校改单").first.click()
    expect(page.locator(".facts")).to_contain_text("已处理：2 /")
    look("decided")
    page.get_by_role("link", name="校改单，2处").click()
    look("errata")
    page.goto(url)
    page.locator("summary").filter(has_text="没有台账可对").click()
    page.get_by_role("link", name="改归").first.click()
    look("assign")
    page.get_by_label("归入哪个指标").select_option("none")
    page.get_by_role("button", name="改归").click()
    expect(page.get_by_role("status").first).to_contain_text("不归入任何指标")
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("status").first).to_contain_text("作为青禾镇2023年度的往年数字")
    look("confirmed")
    page.locator("#past tbody a").first.click()
    expect(page.get_by_role("heading", name="历年")).to_be_visible()
    look("figure")
    context.close()
    assert found == {} and said == []


def test_by_keyboard_one_decides_stays_at_the_card_and_takes_it_back(
    here: Installation, browser: Browser
) -> None:
    context = here.desk(browser, "clerk", "office")
    page = context.new_page()
    hand_in(page, here, paper("丙"))
    page.get_by_role("button", name="改为“和”").focus()
    page.keyboard.press("Enter")
    taken = page.get_by_role("button", name="撤回")
    expect(taken).to_be_focused()
    expect(page.locator(".doc del")).to_have_text("and")
    # Until the new piece has settled, its form is sent as it is without script.
    expect(page.locator(".htmx-added, .htmx-settling, .htmx-request")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="改为“和”")).to_be_focused()
    expect(page.locator(".doc del")).to_have_count(0)
    context.close()


def test_without_script_one_comes_back_to_the_card(here: Installation, browser: Browser) -> None:
    context = here.desk(browser, "clerk", "phone", script=False)
    page = context.new_page()
    hand_in(page, here, paper("丁"))
    page.get_by_role("button", name="改为“和”").click()
    assert "#finding-" in page.url
    card = page.locator("article.lint.done")
    expect(card).to_contain_text("已改为“和”")
    top = card.bounding_box()
    assert top is not None and 0 <= top["y"] < WIDTHS["phone"][1]
    page.get_by_role("button", name="撤回").click()
    expect(page.locator("article.lint.done")).to_have_count(0)
    context.close()


def test_print_shows_the_corrections_and_no_buttons(here: Installation, browser: Browser) -> None:
    context = here.desk(browser, "clerk", "office")
    page = context.new_page()
    hand_in(page, here, paper("戊"))
    page.get_by_role("button", name="改为“和”").click()
    expect(page.locator(".doc ins")).to_have_text("和")
    page.emulate_media(media="print")
    expect(page.locator(".doc del")).to_be_visible()
    assert "line-through" in page.locator(".doc del").evaluate("e => getComputedStyle(e).textDecorationLine")
    assert "underline" in page.locator(".doc ins").evaluate("e => getComputedStyle(e).textDecorationLine")
    expect(page.get_by_role("button", name="撤回")).to_be_hidden()
    expect(page.locator(".settled")).to_be_visible()
    context.close()

"""Reports handed in with a real browser: counted while the worker reads, with and without script, by keyboard; axe
finds nothing on any of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.test_browser import WIDTHS
from tests.desk.test_browser_desk import Installation, browser, problems, served
from tests.desk.test_intake import TEXT
from tests.installation import run
from tests.reader.papers import docx, locked_docx, locked_pdf, pdf

pytestmark = pytest.mark.browser
__all__ = ["browser"]
LATER = TEXT.replace("2026年", "2027年").replace("2025年", "2026年").replace("3次", "5次")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, dict[str, str]]]:
    """A server without a worker: the tests say when the worker works."""
    with served(tmp_path_factory.mktemp("intake")) as both:
        yield both


def hand_in(page: Page, here: Installation, *files: tuple[str, bytes]) -> None:
    page.goto(here.at("/intake/"))
    chosen: Any = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files
    ]
    page.get_by_label("报告文件").set_input_files(chosen)
    page.get_by_role("button", name="读报告，先不入库").click()


def some(mark: str) -> list[tuple[str, bytes]]:
    """Three files of which one can be read; ``mark`` keeps them apart from those of other tests."""
    return [
        (f"{mark}.txt", TEXT.replace("青禾镇", f"{mark}镇").encode()),
        ("加密.pdf", locked_pdf(pdf([["法治"]]))),
        ("加密.docx", locked_docx()),
    ]


@pytest.mark.parametrize("size", WIDTHS)
def test_the_pages_of_the_intake_pass(
    town: tuple[Installation, dict[str, str]], browser: Browser, size: str
) -> None:
    here, environment = town
    context = here.desk(browser, "clerk", size)
    page = context.new_page()
    found = {}

    def look(name: str) -> None:
        if wrong := problems(page):
            found[name] = wrong

    hand_in(page, here, ("空.txt", b""))
    look("refused")
    hand_in(page, here, ("宏.docx", docx(TEXT.split("\n"), {"word/vbaProject.bin": "x"})))
    look("before")
    hand_in(page, here, ("后.txt", LATER.encode()))
    expect(page.get_by_role("heading", name="拟转整改与任务")).to_be_visible()
    expect(page.get_by_role("heading", name="上年安排的下文")).to_be_visible()
    look("one")
    page.locator("#kept tbody a").nth(1).click()
    look("at its place")
    hand_in(page, here, *some("东"))
    look("running")
    run(environment, "-m", "yifa.cli.main", "worker", "--once")
    page.reload()
    look("done")
    for path in ("/intake/", "/intake/table/"):
        page.goto(here.at(path))
        look(path)
    context.close()
    assert found == {}


def test_the_count_grows_by_itself_and_names_what_cannot_be_read(
    town: tuple[Installation, dict[str, str]], browser: Browser
) -> None:
    here, environment = town
    context = here.desk(browser, "clerk", "office")
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    hand_in(page, here, *some("西"))
    with page.expect_response(lambda answer: answer.status == 204):
        expect(page.get_by_role("status")).to_contain_text("已读 0 / 3")
    # Nothing was new: the strip stands.
    expect(page.get_by_role("status")).to_contain_text("已读 0 / 3")
    here_again = page.url
    page.goto(here.at("/"))
    page.goto(here.at("/intake/"))
    page.locator("#batches tbody a").first.click()
    assert page.url == here_again
    run(environment, "-m", "yifa.cli.main", "worker", "--once")
    expect(page.get_by_role("status")).to_contain_text("读完，已读 1 / 3，读不了 2", timeout=10_000)
    expect(page.locator("#refused")).to_contain_text("“加密.pdf”读不了：PDF 有密码")
    page.get_by_role("link", name="看结果").click()
    expect(page.locator("h1")).to_contain_text("读完1份，2份读不了")
    context.close()
    assert said == []


def test_without_script_the_page_is_opened_again(
    town: tuple[Installation, dict[str, str]], browser: Browser
) -> None:
    here, environment = town
    context = here.desk(browser, "clerk", "phone", script=False)
    page = context.new_page()
    hand_in(page, here, *some("南"))
    expect(page.get_by_role("status")).to_contain_text("已读 0 / 3")
    run(environment, "-m", "yifa.cli.main", "worker", "--once")
    page.get_by_role("link", name="重新打开本页").click()
    expect(page.locator("h1")).to_contain_text("读完1份，2份读不了")
    page.locator("#read tbody a").first.click()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("status").first).to_contain_text("已确认")
    context.close()


def test_everything_on_the_page_is_reached_by_tab(
    town: tuple[Installation, dict[str, str]], browser: Browser
) -> None:
    here, _ = town
    context = here.desk(browser, "clerk", "office")
    page = context.new_page()
    hand_in(page, here, ("北.txt", TEXT.replace("青禾镇", "北镇").replace("法治思想", "and").encode()))
    every = page.evaluate(
        "[...document.querySelectorAll('main a[href], main button, main summary, main [tabindex=\"0\"]')]"
        ".filter(e => e.checkVisibility()).map((e, i) => e.dataset.at = String(i))"
    )
    page.locator("#main").focus()
    reached, hidden = [], []
    for _ in every:
        page.keyboard.press("Tab")
        at, outline, top = page.evaluate(
            "(() => { const e = document.activeElement; return [e.dataset.at ?? '',"
            " getComputedStyle(e).outlineStyle + getComputedStyle(e).boxShadow, e.getBoundingClientRect().top] })()"
        )
        reached.append(at)
        if outline == "nonenone" or top < 50:
            hidden.append(at)
    context.close()
    assert reached == every and hidden == []

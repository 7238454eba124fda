"""The matchable text keeps the place of every character."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from yifa.reader.clean import clean

ALPHABET = st.text(
    alphabet="一二（）()。，,：:;；1２3 \n\r\t\u3000A*%％《》“”年月镇报告\ufeff\u200b", max_size=200
)


@given(ALPHABET)
def test_every_character_has_its_place(text: str) -> None:
    result = clean(text)
    places = list(result.offsets)
    assert len(places) == len(result.text)
    assert all(a < b for a, b in pairwise(places))
    for char, place in zip(result.text, places, strict=True):
        original = text[place] if place < len(text) else ""
        if char != "\n":
            assert unicodedata.normalize("NFKC", char) == unicodedata.normalize("NFKC", original)


@given(ALPHABET)
def test_nothing_but_blanks_and_marks_is_dropped(text: str) -> None:
    kept = set(clean(text).offsets)
    dropped = {text[i] for i in range(len(text)) if i not in kept}
    assert dropped <= set(" \n\r\t\u3000*\ufeff\u200b")


def test_page_breaks_inside_words_close_up() -> None:
    text = "严格履行调研起草、征求意见、咨询论证、合法\n\n性审查和集体研究决定等程序。\n\n二、强化监督\n\n开展检查。"
    assert (
        clean(text).text
        == "严格履行调研起草、征求意见、咨询论证、合法性审查和集体研究决定等程序。\n二、强化监督\n开展检查。"
    )


def test_a_sentence_cut_before_a_new_item_stays_cut() -> None:
    assert (
        clean("推进纠纷调解工作，做好疑难案件处理，成功调处5件\n4.风险防控更加到位。").text.count("\n") == 1
    )


def test_widths_are_unified() -> None:
    assert clean("(一)办结率达９９．３％，发放1,280份:其中").text == "（一）办结率达99.3%，发放1,280份：其中"


def test_markdown_headings_and_numbers_on_lines_of_their_own() -> None:
    assert (
        clean("## 一、主要举措\n（一）\n健全机制\n成立小组。").text
        == "一、主要举措\n（一）健全机制\n成立小组。"
    )

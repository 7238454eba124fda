"""Gets the text out of an HTML page: one line a block, tables by rows, no scripts, styles or navigation."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from yifa.reader.document import Notice, Source

BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "thead",
        "title",
        "tr",
        "ul",
    )
)
SILENT = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "svg",
        "math",
        "select",
        "button",
        "textarea",
    )
)


class _Text(HTMLParser):
    """Collects the visible text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.title: list[str] = []
        self.silent = 0
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a block, a cell or a part that is not shown."""
        if tag in SILENT:
            self.silent += 1
        elif tag == "title":
            self.in_title = True
        elif tag in BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append("  ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag closed at once shows nothing but a break."""
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Ends what the start began."""
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "title":
            self.in_title = False
        elif tag in BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Visible characters; a line break in the source is a blank."""
        if self.in_title:
            self.title.append(data)
        elif not self.silent:
            self.parts.append(re.sub(r"[\r\n\t]+", " " if data.strip() else "", data))


def read_html(text: str, name: str, encoding: str, notices: tuple[Notice, ...]) -> Source:
    """The visible text of a page. Total: broken mark-up is read as far as it goes."""
    parser = _Text()
    parser.feed(text)
    parser.close()
    lines = (re.sub(r"[ \xa0]{3,}", "  ", line).rstrip() for line in "".join(parser.parts).split("\n"))
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    if not body.strip():
        notices = (*notices, Notice("no_text", "网页里没有可见的正文，可能由脚本生成。"))
    return Source(name, body, "html", encoding, (), notices)

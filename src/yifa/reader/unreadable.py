"""The one error of loading: why a file cannot be read, in a sentence for people."""

from __future__ import annotations


class Unreadable(Exception):
    """`code` is stable (ole, image, scan, encrypted, bomb, damaged …), the text is Chinese, `page` from 1."""

    def __init__(self, code: str, text: str, page: int | None = None) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.page = page

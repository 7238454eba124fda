"""What the strict content policy and the closed network ask of every template, style sheet and script."""

import re

from tests.house.source import SOURCE, named

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
LOADS = re.compile(
    r"(?:src|srcset|action|data|poster)\s*=\s*[\"'](?:https?:)?//|<link[^>]+href\s*=\s*[\"'](?:https?:)?//",
    re.I,
)
STYLE_LOADS = re.compile(r"url\(\s*[\"']?(?:https?:)?//|@import")
SCRIPT_LOADS = re.compile(r"https?://(?!www\.w3\.org/)")
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)


def test_templates_have_no_inline_script_or_style() -> None:
    found = [
        f"{named(path)}: {hit[0]}"
        for path in sorted(SOURCE.rglob("templates/**/*.html"))
        if (hit := INLINE.search(COMMENT.sub("", path.read_text(encoding="utf-8"))))
    ]
    assert found == []


def test_nothing_is_loaded_from_outside() -> None:
    found = []
    for pattern, suffix in ((LOADS, "html"), (LOADS, "svg"), (STYLE_LOADS, "css"), (SCRIPT_LOADS, "js")):
        for path in sorted(SOURCE.rglob(f"*.{suffix}")):
            if hit := pattern.search(COMMENT.sub("", path.read_text(encoding="utf-8"))):
                found.append(f"{named(path)}: {hit[0]}")
    assert found == []

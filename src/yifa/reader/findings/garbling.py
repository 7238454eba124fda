"""Finds characters that no author wrote: wrong encodings, foreign tokens, markup, and blanks never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters

from yifa.reader.document import Finding, Span
from yifa.reader.findings.view import View
from yifa.reader.sweep import sweep
from yifa.reader.vocabulary import raw

ENGLISH = re.compile(r"(?<![A-Za-z0-9./@_\-])[A-Za-z]{2,16}(?:[ \u00a0]+[A-Za-z]{2,16})*(?![A-Za-z0-9/@_\-])")
LETTERS = re.compile(r"[A-Za-z](?=[A-Za-z])")
TOKENS, LATIN_WORDS = (frozenset(str(raw("tokens")[name]).split()) for name in ("foreign", "latin"))
TRADITIONAL = frozenset(
    char
    for char in str(raw("tokens")["traditional"])
    if not char.isspace() and not char.encode("gb2312", "ignore")
)
FOREIGN = re.compile("[" + "".join(sorted(TRADITIONAL)) + "]+")
ODD = re.compile(
    "[\ufffd\ue000-\uf8ff\u2e80-\u2fd5\uf900-\ufaff\u25a1\u25af\u3013]+|锟斤拷|烫烫烫|屯屯屯|(?:Ã.|Â.|â€.?|ï¼.|ã€.|å.|æ.|ç.)+"
    r"|？{3,}|(?<=[一-龥])[¤§¶†‡]+(?=[一-龥])|(?<=\d)曰(?!期)|(?<=2[0O])[O](?=\d\d年)|2[O0]2[O](?=年)"
)
ODD_SIGNS = frozenset("\u25a1\u25af\u3013\ufffd锟烫屯ÃÂâïãåæç？?¤§¶†‡曰O")
PRIVATE = "\ue000-\ufaff\u2e80-\u2fd5"
ODD_FIRST = re.compile(f"[{re.escape(''.join(sorted(ODD_SIGNS)))}{PRIVATE}]|2(?=[O0]2O)")
"""How a match of ODD begins."""
LATIN = frozenset(ascii_letters)
ONE_FOR_DASH = re.compile(r"(?<=20\d\d)年?一(?=20\d\d)")
MARKUP_SIGNS = frozenset("*#_`<&{|\\")
PLACE_SIGNS = frozenset("xX×＊*_○〇﹍N")
PLACE_WORDS = ("（待", "(待", "（此处", "(此处", "填写", "TODO", "待补充", "待核实", "（插入")
PLUS = re.compile(r"(?<![0-9A-Za-z+＋])1(?:1)?N(?![0-9A-Za-z])|(?<=[“])\d{1,2}[NXn](?=[”])")
MARKUP = re.compile(
    r"\*\*[^*\n]{1,200}\*\*|\*\*|(?m:^#{1,6}[ \t])|__[^_\n]{1,60}__"
    r"|`{1,3}|</?[A-Za-z][^<>\n]{0,80}>|&[a-z]{2,6};|&#\d{2,5};"
    r"|!?\[[^\]\n]{0,60}\]\([^)\n]{0,200}\)|\{\{[^}\n]*\}\}"
    r"|(?m:^\|.*\|[ \t]*$)|\\[nrt](?![A-Za-z])|(?m:^[-=]{4,}[ \t]*$)"
    r"|(?m:^>[ \t])"
)
UNITS = "名个件次人项号场起月日年家条份期万元%％镇乡县区市村户处批篇"
MARKUP_FIRST = re.compile(r"[*#_`<&!\[{|\\=>\-]")
PLACEHOLDER = re.compile(
    rf"20\d?[xX×＊*_○〇]{{1,2}}年?|(?<![A-Za-z0-9])[xX×]{{1,4}}(?=[{UNITS}])[{UNITS}]"
    r"|(?<![A-Za-z])[xX×]{2,}(?![A-Za-z0-9])"
    rf"|[＊*]{{3,}}|(?<![\w+＋])N[余多]?(?=[名件次人项场起家条份])|_{{2,}}|﹍+|(?<![A-Za-z一二三四五六七八九])[○〇]{{2,}}(?=[{UNITS}])"
    r"|[（(](?:待定|待补充?|待填|此处[^）)]{0,12}|请填写[^）)]{0,10}|填写[^）)]{0,10}|插入[^）)]{0,10})[）)]"
    r"|TODO|(?<![有需尚亟])待补充(?=[。；）)】\n]|\Z)|待核实数据"
)
PLACE_FIRST = re.compile(
    r"[2xX×＊*○〇N_﹍（(T待](?:(?<![2（(])|(?<=2)(?=0\d?[xX×＊*_○〇])|(?<=[（(])(?=[待此请填插]))"
)
"""How a placeholder begins."""
BLANK_FIRST = re.compile(r"[ \u3000\u00a0](?=[ \u3000\u00a0]{2})")
BLANK = re.compile(
    r"(?<=[一-龥])[ \u3000\u00a0]{3,}(?=(?:余)?(?:件|次|名|人次|场次|起|份|%|％)[一-龥，。；、,;])"
)


SIGNS = re.compile(
    f"[{re.escape(''.join(sorted(TRADITIONAL | ODD_SIGNS | LATIN | MARKUP_SIGNS | PLACE_SIGNS)))}{PRIVATE}]"
)
"""Of these the rules need at least one each; most texts hold few, so that they are looked for together."""


def check(view: View) -> Iterator[Finding]:
    """Findings about tokens, markup and placeholders of the whole text."""
    signs = frozenset(SIGNS.findall(view.report.text))
    yield from _tokens(view, signs)
    yield from _markup(view, signs)
    yield from _placeholders(view, signs)


def _tokens(view: View, signs: frozenset[str]) -> Iterator[Finding]:
    """Words and characters that cannot belong to the text; `signs` are those of SIGNS that it holds."""
    latin = not signs.isdisjoint(LATIN)
    for match in sweep(LETTERS, ENGLISH, view.text, view.first, view.last) if latin else ():
        words = match.group().split()
        if view.text[match.start() - 1 : match.start()] in ("<", "&", "/", "\\", "`", "#", "{", "="):
            continue  # markup has its own finding
        lower = [word for word in words if word.islower()]
        known = [word for word in words if word.lower() in LATIN_WORDS]
        foreign = any(word in TOKENS for word in words)
        if foreign or (lower and len(lower) == len(words) and not known and len(match.group()) > 2):
            fix = "和" if words == ["and"] else ""
            said = f"混入外文“{match.group()}”" + ("，应为“和”。" if fix else "。")
            yield view.finding("garbled_token", match.start(), match.end(), said, fix=fix, of_copy=True)
    traditional = list(view.body(FOREIGN)) if not signs.isdisjoint(TRADITIONAL) else []
    if len(traditional) <= 12:
        for match in traditional:
            said = f"混入繁体字“{match.group()}”。"
            yield view.finding("garbled_token", match.start(), match.end(), said, severity="warn")
    odd = any(ODD_FIRST.match(sign) for sign in signs)
    for match in (
        *(sweep(ODD_FIRST, ODD, view.text, view.first, view.last) if odd else ()),
        *(view.body(ONE_FOR_DASH) if "一20" in view.text else ()),
    ):
        said = f"字符“{match.group()}”系乱码或形近误码。"
        yield view.finding("garbled_token", match.start(), match.end(), said, of_copy=True)
    for match in view.body(PLUS) if not signs.isdisjoint("NXn") else ():
        number = match.group()
        fix = "+".join(number) if number in ("1N", "11N") else f"{number[:-1]}+{number[-1]}"
        said = f"“{number}”中的加号丢失，应为“{fix}”。"
        yield view.finding(
            "garbled_token", match.start(), match.end(), said, fix=fix, of_copy=True, severity="warn"
        )


def _markup(view: View, signs: frozenset[str]) -> Iterator[Finding]:
    """Markup of a page or a note left in the original text."""
    text = view.report.text
    if signs.isdisjoint(MARKUP_SIGNS) and not any(sign in text for sign in ("](", "----", "====", "\n> ")):
        return
    for match in sweep(MARKUP_FIRST, MARKUP, text, 0, len(text)):
        if match.group().startswith("[") and "](" not in match.group():
            continue
        if match.group().startswith("|") and match.end() <= view.report.head.end:
            continue  # the page's own table of fields
        inner = match.group().strip("*_#`")
        fix = inner if match.group().startswith("**") and inner else ""
        yield view.original(
            "markup_residue", Span(match.start(), match.end()), "残留网页或排版标记。", fix=fix, of_copy=True
        )


def _placeholders(view: View, signs: frozenset[str]) -> Iterator[Finding]:
    """Blanks of a form that were never filled in."""
    text = view.report.text
    signed = not signs.isdisjoint(PLACE_SIGNS) or any(word in text for word in PLACE_WORDS)
    for match in sweep(PLACE_FIRST, PLACEHOLDER, text, 0, len(text)) if signed else ():
        if "**" in text[match.start() - 1 : match.end() + 1] and "***" not in match.group():
            continue
        span = Span(match.start(), match.end())
        yield view.original("placeholder_left", span, f"“{match.group()}”为占位符，内容未填写。")
    blank = any(three in text for three in ("   ", "\u3000\u3000\u3000", "\u00a0\u00a0\u00a0"))
    for match in sweep(BLANK_FIRST, BLANK, text, 0, len(text)) if blank else ():
        if not "一" <= text[match.start() - 1] <= "龥":
            continue
        yield view.original(
            "placeholder_left", Span(match.start(), match.end() + 1), "数字处空白，内容未填写。"
        )

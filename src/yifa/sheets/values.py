"""Words, names, yes and no, choices and numbers of identity, read from one cell each.

Text is kept as written (NFC, trimmed). A number of identity that a spreadsheet has rounded is refused: fifteen
digits are kept, the rest became zeros, and nothing in the file can bring them back.
"""

import re
import unicodedata
from collections.abc import Mapping

from yifa.sheets.cells import EXACT_DIGITS, Cell, ErrorCell, Uncached, folded, shown
from yifa.sheets.complaint import BLANK, Reading, doubtful, unreadable

STROKES = frozenset({"", "/", "\\", "-", "--", "—", "——"})
YES = frozenset({"是", "有", "√", "✓", "✔", "☑", "对", "已", "y", "yes", "true", "1", "v"})
NO = frozenset({"否", "无", "×", "✗", "✘", "x", "不是", "没有", "未", "n", "no", "false", "0", "☒", "☐"})

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+\d{2,3}")
_BETWEEN_NAMES = re.compile(r"[、,，;；/\n]+|\s{2,}| (?=[^ ])")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def broken(cell: Cell) -> Reading | None:
    """The fault of a cell in which the spreadsheet program itself shows no value; None for all others."""
    if isinstance(cell, ErrorCell):
        return unreadable(
            "error_cell", f"单元格显示错误 {cell.code}", f"the cell shows the error {cell.code}"
        )
    if isinstance(cell, Uncached):
        return unreadable(
            "uncached_formula",
            "公式没有保存计算结果，请在表格软件中打开并另存",
            "the formula has no stored result",
        )
    return None


def _rounded(text: str) -> Reading:
    return unreadable(
        "rounded_number",
        f"号码 {text} 已被表格软件舍入（只保留 15 位），末几位不可信，请改成文本格式重新填写",
        f"{text} was rounded by the spreadsheet to 15 digits; type it again as text",
    )


def read_text(cell: Cell) -> Reading:
    """Words as written; a stroke is blank; a number longer than a spreadsheet keeps is refused."""
    if cell is None:
        return BLANK
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if abs(cell) >= 10**EXACT_DIGITS:
            return _rounded(shown(cell))
        return Reading(shown(cell))
    text = (
        unicodedata.normalize("NFC", shown(cell))
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\x00", "")
        .strip()
    )
    if text in STROKES:
        return BLANK
    if _SCIENTIFIC.fullmatch(text):
        return _rounded(text)
    return Reading(text)


def read_names(cell: Cell) -> Reading:
    """Persons' names in one cell, separated by 、 and in the order written."""
    read = read_text(cell)
    if not isinstance(read.value, str):
        return read
    if re.fullmatch(r"[\d.,%\s]+", unicodedata.normalize("NFKC", read.value)):
        return unreadable("not_a_name", f"“{read.value}”不是姓名", f"{read.value!r} is not a name")
    parts = [part.strip() for part in _BETWEEN_NAMES.split(read.value)]
    # 张 三: a blank inside a two-character name is typography, not a second person.
    if len(parts) == 2 and all(len(part) == 1 for part in parts):
        parts = ["".join(parts)]
    return Reading("、".join(part for part in parts if part))


def read_yesno(cell: Cell) -> Reading:
    """是 / 否 and their usual signs as bool."""
    if cell is None:
        return BLANK
    word = folded(shown(cell))
    if word in STROKES:
        return BLANK
    if word in YES:
        return Reading(True)
    if word in NO:
        return Reading(False)
    return unreadable(
        "not_yes_no", f"“{shown(cell)[:40]}”看不出是或否", f"{shown(cell)[:40]!r} is neither yes nor no"
    )


def bare(text: str) -> str:
    """A word for comparison: folded, without a remark in brackets behind it."""
    word = folded(text).strip("。.;；:：")
    return re.sub(r"[(\[【〔].*?[)\]】〕]$", "", word) or word


def read_choice(cell: Cell, choices: Mapping[str, str], openly: bool = False) -> Reading:
    """One of a closed list of words.

    In: folded word -> the register's word; `openly` keeps an unknown word as written, with a warning.
    Out: the register's word; blank; or a fault that lists what would be right.
    """
    read = read_text(cell)
    if not isinstance(read.value, str):
        return read
    for word in (folded(read.value), bare(read.value)):
        if word in choices:
            return Reading(choices[word])
    right = "、".join(dict.fromkeys(choices.values()))
    if openly:
        return doubtful(
            read.value,
            "new_word",
            f"“{read.value[:40]}”不在常用词（{right}）之中，照原文登记",
            f"{read.value[:40]!r} is not among the usual words; kept as written",
        )
    return unreadable(
        "unknown_choice",
        f"“{read.value[:40]}”不在可填的词（{right}）之中",
        f"{read.value[:40]!r} is none of the words allowed",
    )


def read_certificate(cell: Cell) -> Reading:
    """A certificate, file or case number: full width folded, no white space, letters in capitals."""
    read = read_text(cell)
    if not isinstance(read.value, str):
        return read
    text = "".join(unicodedata.normalize("NFKC", read.value).split()).upper()
    if text in STROKES or text in ("无", "待定"):
        return BLANK
    if not any(char.isdigit() for char in text):
        return unreadable(
            "not_a_number_of", f"“{text[:40]}”不是号码", f"{text[:40]!r} is not a number of anything"
        )
    return Reading(text)


def citizen_check(number: str) -> bool:
    """Whether the last sign of an 18-digit citizen number fits the rest (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return number[17] == "10X98765432"[total % 11]


def credit_check(number: str) -> bool:
    """Whether the last sign of a unified social credit code fits the rest (GB 32100)."""
    if any(char not in _CREDIT for char in number):
        return False
    total = sum(_CREDIT.index(char) * pow(3, place, 31) for place, char in enumerate(number[:17]))
    return number[17] == _CREDIT[(31 - total % 31) % 31]


def read_number_id(cell: Cell) -> Reading:
    """A citizen number or a unified social credit code, with its check digit; a masked one (****) is taken as it is."""
    read = read_certificate(cell)
    if not isinstance(read.value, str):
        return read
    number = read.value
    if "*" in number:
        return read
    if re.fullmatch(r"\d{15}", number) or (re.fullmatch(r"\d{17}[\dX]", number) and citizen_check(number)):
        return read
    # A wrong citizen number may fit the other check by chance; no citizen number begins with 9 or has letters inside.
    if len(number) == 18 and (number[0] == "9" or not number[:17].isdecimal()) and credit_check(number):
        return read
    if re.fullmatch(r"\d{15}0{3}", number):
        return _rounded(number)
    if len(number) == 18 and re.fullmatch(r"[0-9A-Z]{18}", number):
        return doubtful(
            number,
            "check_digit",
            f"号码 {number} 的校验位不符，请核对",
            f"the check digit of {number} is wrong",
        )
    return unreadable(
        "bad_number_id", f"号码 {number[:40]} 不是 18 位", f"{number[:40]} does not have 18 digits"
    )

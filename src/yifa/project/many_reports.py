"""Thousands of invented reports, for the benches: varied as offices vary them, and held by one process.

    python -m yifa.project.many_reports NUMBER

reads so many, sets them into one table, looks for copies and prints the most bytes the process ever had.
"""

import re
import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from yifa.reader.compare import Columns
from yifa.reader.copies import Passages
from yifa.reader.document import Source
from yifa.reader.read import read_many

TEXTS = Path(__file__).with_name("benches")
DENSE = TEXTS.joinpath("dense_report.txt").read_text(encoding="utf-8")
"""A report with a figure in 44 characters, as few offices write."""
USUAL = TEXTS.joinpath("usual_report.txt").read_text(encoding="utf-8")
"""A report with a figure in 196 characters; the genre has one in 180 to 1,040."""
HAN = re.compile("[一-龥]")
LINE = 36
"""Characters of a line; longer ones are paragraphs."""


def main(count: int) -> None:
    """Reads so many reports and prints bytes, lines of the table and copies found."""
    columns, passages = Columns(), Passages()
    for report in read_many(Source("", strange(number)) for number in range(count)):
        columns.add(report)
        passages.add(report)
    table, copied = columns.table(), passages.shared()
    most = getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(most, len(table.lines), len(copied))


def varied(number: int, text: str = DENSE) -> str:
    """A report as another office would send it: a name of its own and other counts."""
    name = "".join(chr(0x6C5F + (number // 29**place) % 29) for place in range(3))
    return re.sub(
        r"(?<=\d)\d(?=[件次场名人份条])",
        lambda match: str((int(match[0]) + number) % 10),
        text.replace("白鹭", name),
    )


def strange(number: int) -> str:
    """The report with most of its sentences in words that no other has, so that thousands are not one text."""
    lines = varied(number).split("\n")
    return "\n".join(
        "。".join(
            said if (place + at) % 3 == number % 3 else HAN.sub(lambda one: _moved(one[0], number), said)
            for at, said in enumerate(line.split("。"))
        )
        if len(line) > LINE
        else line
        for place, line in enumerate(lines)
    )


def _moved(char: str, number: int) -> str:
    """Another character for a character, another one in every report."""
    return chr(0x4E00 + (ord(char) * 31 + number * 977) % 20_000)


if __name__ == "__main__":
    main(int(sys.argv[1]))

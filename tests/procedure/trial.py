"""Small definitions written inside a test."""

from tests.procedure.matters import CAL, Matter
from yifa.procedure import Kernel, parse

HEAD = "程序: 试验\n键: trial\n版: 2021-07-15\n法: {罚: xzcf-2021, 强: xzqz-2011}\n"


def trial(steps: str, rules: str = "", head: str = "", **options) -> Matter:
    """A matter under a definition given as one step and one rule a line; steps get ids and articles."""
    lines = [line.strip() for line in steps.strip().splitlines()]
    text = HEAD + head + "步骤:\n"
    for number, line in enumerate(lines):
        name, _, rest = line.partition(":")
        text += (
            f"  {name}: {{id: s{number}, {rest.strip(' {}')}{', ' if rest.strip(' {}') else ''}依: 罚54}}\n"
        )
    text += "规则:\n" if rules.strip() else ""
    for line in rules.strip().splitlines():
        line = line.strip()
        text += f"  - {{{line}{'' if '依:' in line else ', 依: 罚57'}}}\n"
    return Matter(Kernel(parse(text), CAL, **options))

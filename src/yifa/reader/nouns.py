"""Names the noun behind a number by what tells which ones or by what was done to them."""

from __future__ import annotations

import re

from yifa.reader.behind import elliptic, rest_of_list, which
from yifa.reader.clauses import Clause
from yifa.reader.topics import named_by_deed, split, thing

LONG = 20
LITTLE = 4
"""A noun of so few characters says too little (乡镇, 企业, 公职人员) when a deed tells more."""
GIVEN_TO = re.compile(r"(?:对|向|为|给|组织|安排)$")
"""Words before a list of those to whom one deed was done."""
DONE_TO = re.compile(
    r"(?:均|都|已|全部|分别)*((?:召开|完成|开展|举行|组织|履行|通过|实现|实行)[^，。；、\d]{2,14}?)(?=$|[，。；、])"
)
LONE_DEED = re.compile(r"(?:均|都|已|依法|全部|逐[件份]|予以|给予|进行|开展|作出|了)*[一-龥]{2,5}")
"""A deed without an object names better what it is done to (约谈村) than an attribute does."""


def without_noun(text: str, clause: Clause, previous: Clause, unit: str) -> str:
    """A number told only by the words before it, with the noun of the number before it: 属实线索 for 属实的22条."""
    if not clause.before.endswith("的") or "；" in text[previous.number_end : clause.start]:
        return ""
    return elliptic(clause, thing(previous.subject if unit == "%" else previous.head), unit)


def done_to(clause: Clause, unit: str) -> str:
    """Items told only by what was done to them: 4项召开听证会 counts 召开听证会事项; '' when something else is said."""
    told = DONE_TO.match(clause.after) if unit == "项" and not clause.before.strip("，、；") else None
    return told[1] + "事项" if told else ""


def named(clause: Clause, noun: str, deed: str, found: str) -> str:
    """The noun behind a number, with the words that tell which ones or with the deed done to a bare one."""
    if not deed and GIVEN_TO.search(clause.before) and (rest := rest_of_list(clause.after)):
        noun, deed = re.split("[、和与及]", noun, maxsplit=1)[0], split(rest)[1]
    told = which(clause.before, noun)
    shares = clause.after[len(noun) + len(deed) :][:1].isdigit()
    if told and (shares or len(noun) > LITTLE or not LONE_DEED.fullmatch(deed)):
        return told
    if not deed:
        return found if found and not found.startswith(noun + "的") else noun
    return (len(noun) <= LITTLE and named_by_deed(noun, deed)) or noun

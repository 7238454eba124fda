"""Answers which instruments exist, which version is in force, how an article is cited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from yifa.law.articles import Reference, references
from yifa.law.grades import mark, worst
from yifa.law.panel import Fact, by_id, show
from yifa.law.sources import read
from yifa.law.wording import day_words

NAMED = {"law", "administrative_regulation", "judicial_interpretation", "local", "departmental_rule"}


class UnknownStatute(KeyError):
    """No instrument of this id or short title."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownArticle(KeyError):
    """The instrument is known, the article is in no row about it."""

    def __str__(self) -> str:
        return str(self.args[0])


class NotInForce(LookupError):
    """No version, or not this one, is in force on the day; the message says it in Chinese."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What the instrument itself says about counting its periods (working_days rule, roll-over)."""

    working: str  # listed | up_to | every | written | none | unknown
    days: tuple[int, ...]
    excepted: tuple[str, ...]  # articles whose periods the clause does not reach
    article: str
    verified: str
    rolls: str  # the article that orders a last day on a rest day to move on; "" = none does
    rolls_verified: str
    through: str  # "statute:article" the rolling article refers to


@dataclass(frozen=True, slots=True)
class Statute:
    """One version of one instrument."""

    id: str
    title: str
    short: str
    kind: str
    issuer: str
    number: str
    in_force_from: date
    in_force_to: date | None
    verified: str
    counting: Clause
    adopted: date
    supersedes: str
    superseded_by: str
    note: str

    @property
    def mark(self) -> str:
        return mark(self.verified)

    @property
    def name(self) -> str:
        """行政处罚法 for every version: the short title without （旧）."""
        return self.short.removesuffix("（旧）")

    @property
    def edition(self) -> str:
        """（2017年修正） for a superseded version, "" for one that needs no telling apart."""
        if self.name == self.short:
            return ""
        found = self.title.rpartition("（")[2]
        return f"（{found}" if found.endswith("）") else f"（{self.in_force_from.year}年施行）"

    def in_force(self, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an instrument, ready to be shown; `mark` is 未核 unless its article was read."""

    statute_id: str
    article: str
    label: str  # 《行政处罚法》第六十四条第一项
    short: str  # 行政处罚法第六十四条
    verified: str
    mark: str
    full: str  # title and number in full, for a document


@cache
def every() -> Mapping[str, Statute]:
    """Return all instruments by id, in the order of the data file."""
    return {row["id"]: _statute(row) for row in read("statutes.yaml")["statutes"]}


def _statute(row: Mapping[str, Any]) -> Statute:
    clause = row["counting"]
    return Statute(
        id=row["id"],
        title=row["title_zh"],
        short=row["short_zh"],
        kind=row["kind"],
        issuer=row["issuer"],
        number=row["number"] or "",
        in_force_from=date.fromisoformat(row["in_force_from"]),
        in_force_to=date.fromisoformat(row["in_force_to"]) if row["in_force_to"] else None,
        verified=row["verified"],
        adopted=date.fromisoformat(row["adopted"]),
        supersedes=row["supersedes"] or "",
        superseded_by=row["superseded_by"] or "",
        note=row.get("note", ""),
        counting=Clause(
            working=clause["working"],
            days=tuple(clause.get("days", ())),
            excepted=tuple(clause.get("except", ())),
            article=clause["article"] or "",
            verified=clause["verified"],
            rolls=clause["rolls"] or "",
            rolls_verified=clause.get("rolls_verified", ""),
            through=clause.get("through", ""),
        ),
    )


def get(statute_id: str) -> Statute:
    """Return the instrument of that id; UnknownStatute otherwise."""
    try:
        return every()[statute_id]
    except KeyError:
        raise UnknownStatute(f"yifa.E101: expected the id of an instrument, found {statute_id!r}") from None


def versions(short_or_id: str) -> tuple[Statute, ...]:
    """Return all versions of an instrument, oldest first; an id or any version's short title names it.

    A version may have borne another name (信访条例 became 信访工作条例): the links decide, not the name.
    """
    known = every()
    if short_or_id in known:
        todo = [known[short_or_id]]
    else:
        todo = [s for s in known.values() if s.name == short_or_id.removesuffix("（旧）")]
    if not todo:
        raise UnknownStatute(f"yifa.E101: expected an id or a short title, found {short_or_id!r}")
    chain: dict[str, Statute] = {}
    while todo:
        statute = todo.pop()
        if statute.id not in chain:
            chain[statute.id] = statute
            todo += [get(link) for link in (statute.supersedes, statute.superseded_by) if link]
    return tuple(sorted(chain.values(), key=lambda s: s.in_force_from))


def in_force(short_or_id: str, on: date) -> Statute:
    """Return the version in force on that day; UnknownStatute, or NotInForce when none is."""
    known = versions(short_or_id)
    for statute in known:
        if statute.in_force(on):
            return statute
    raise NotInForce(f"{day_words(on)}没有施行中的《{known[-1].name}》")


def standing(statute_id: str, on: date) -> str:
    """Return "" when this version is in force on that day, else a Chinese sentence that says what is."""
    statute = get(statute_id)
    if statute.in_force(on):
        return ""
    name = f"《{statute.name}》{statute.edition}"
    if on < statute.in_force_from:
        told = f"{name}自{day_words(statute.in_force_from)}起施行，{day_words(on)}尚未施行"
    else:
        ended = (statute.in_force_to or on) + timedelta(1)
        told = f"{name}自{day_words(ended)}起不再施行"
    other = next((s for s in versions(statute_id) if s.in_force(on)), None)
    return told + (f"；当日施行的是{other.title}。" if other else "。")


def cite(statute_id: str, article: str = "", on: date | None = None) -> Citation:
    """Return how to show an article: "64", "64(1)", "64（一）", "57p2", "54、55", "二(三)"; "" is the whole.

    Several articles are as well checked as the worst of them. Raises UnknownStatute, UnknownArticle
    (naming both), MalformedReference, and NotInForce when `on` is given and this version is not.
    """
    if on is not None and (told := standing(statute_id, on)):
        raise NotInForce(told)
    return _cite(statute_id, article)


@cache
def _cite(statute_id: str, article: str) -> Citation:
    statute, places = get(statute_id), references(article)
    checked = [_verified(statute, place) for place in places] or [statute.verified]
    verified = worst(checked)
    where = "、".join(place.label for place in places)
    short = "、".join(dict.fromkeys(place.article_label for place in places))
    name = f"《{statute.name}》{statute.edition}"
    number = f"（{statute.number}）" if statute.number and statute.kind not in NAMED else ""
    return Citation(
        statute_id=statute_id,
        article=article,
        label=name + where,
        short=statute.name + statute.edition + short,
        verified=verified,
        mark=mark(verified),
        full=f"《{statute.title}》{number}{where}",
    )


def _verified(statute: Statute, place: Reference) -> str:
    known = articles(statute.id)
    for key in place.keys:
        if key not in known:
            told = f"yifa.E102: {statute.id} ({statute.title}) has no known article {key!r}"
            raise UnknownArticle(told)
    return worst(known[key] for key in place.keys)


@cache
def articles(statute_id: str) -> Mapping[str, str]:
    """Return the known articles of an instrument and how each was checked (text | excerpt | memory)."""
    get(statute_id)
    return {key: entry["verified"] for key, entry in read("articles.yaml").get(statute_id, {}).items() if key}


def facts(statute_id: str, article: str = "") -> tuple[Fact, ...]:
    """Return the paraphrased rows about the articles, in Chinese and with 未核 where unchecked.

    "" gives the rows that name the instrument and no article. Errors as `cite`.
    """
    _cite(statute_id, article)
    keys = [key for place in references(article) for key in place.keys] or [""]
    entries = read("articles.yaml").get(statute_id, {})
    ids = dict.fromkeys(row for key in keys if key in entries for row in entries[key]["rows"])
    return tuple(show(by_id()[row]) for row in ids)

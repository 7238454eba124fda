"""What a register accepts from a spreadsheet, as plain data read from its room's `sheet.yaml`.

The file's words are closed; an unknown word, a column without a step or two columns that answer to the same heading
stop the program at its start. The grammar is in docs/sheets.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from yifa.sheets.cells import folded

Kind = Literal[
    "date",
    "money",
    "count",
    "number",
    "percent",
    "text",
    "choice",
    "yesno",
    "names",
    "number_id",
    "certificate",
]
KINDS: dict[str, Kind] = {
    "日期": "date",
    "金额": "money",
    "数目": "count",
    "数值": "number",
    "比率": "percent",
    "文字": "text",
    "选项": "choice",
    "是否": "yesno",
    "姓名": "names",
    "身份号": "number_id",
    "证号": "certificate",
}
NUMERIC = frozenset({"money", "count", "number", "percent"})
YEAR_END = "年末"


class TargetError(ValueError):
    """A `sheet.yaml` that does not keep its grammar; the message lists every fault."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register as a spreadsheet may carry it."""

    name: str  # the model's field
    label: str  # the law's word for it
    kind: Kind
    step: str  # English id of the step that writes it
    synonyms: tuple[str, ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    openly: bool = False  # a choice outside the list is kept as written
    pending: tuple[str, ...] = ()  # words that say: this has not happened yet
    unit: str = ""  # taken when neither heading nor cell names one
    required: bool = False
    telling: bool = False  # a heading that hardly any other register has
    fill_down: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The label and every other heading an office writes for it."""
        return (self.label, *self.synonyms)

    def choice_words(self) -> dict[str, str]:
        """Folded word as written -> the register's word."""
        return {folded(word): value for value, words in self.choices for word in (value, *words)}


@dataclass(frozen=True, slots=True)
class Step:
    """A step a row can prove. Its day stands in the first of `dates` that is filled; `year_end`: 31 December."""

    id: str
    dates: tuple[str, ...] = ()
    year_end: bool = False


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The column whose value sends a row to this register; `when_absent`: every row, or those of a fitting title."""

    column: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    when_absent: Literal["all", "title"] = "title"

    def words(self) -> dict[str, str]:
        """Folded word as written -> the register's word, for the words that belong to this register."""
        return {folded(word): value for value, words in self.values for word in (value, *words)}


@dataclass(frozen=True, slots=True)
class Target:
    """Everything the reader must know about one register."""

    key: str
    title: str
    words: tuple[str, ...]
    steps: tuple[Step, ...]
    columns: tuple[Column, ...]
    numbers: tuple[str, ...] = ()  # columns that name a row by themselves, best first
    otherwise: tuple[str, ...] = ()  # columns that name it together, if no number does
    discriminator: Discriminator | None = None
    not_words: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def required(self) -> tuple[Column, ...]:
        """Columns without which a sheet is not this register's."""
        return tuple(column for column in self.columns if column.required)

    def own_dates(self) -> frozenset[str]:
        """Names of the columns that are the day of a step and therefore not written as values."""
        return frozenset(step.dates[0] for step in self.steps if step.dates)


class _Loader(yaml.CSafeLoader):
    """YAML that refuses a key written twice."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if not isinstance(key, str):
            raise yaml.constructor.ConstructorError(
                None, None, f"a key must be a word: {key!r}", key_node.start_mark
            )
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"written twice: {key}", key_node.start_mark)
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


class _Faults:
    """Collects what is wrong with a file, so that all of it is told at once."""

    def __init__(self, path: Path) -> None:
        self.path, self.found = path, list[str]()

    def say(self, sentence: str) -> None:
        self.found.append(sentence)

    def keys(self, where: str, given: Mapping[str, Any], allowed: set[str]) -> None:
        for key in sorted(set(given) - allowed):
            self.say(f"{where}: unknown word {key}")

    def words(self, where: str, given: Any) -> tuple[str, ...]:
        if given is None:
            return ()
        if isinstance(given, str):
            return (given,)
        if isinstance(given, list) and all(isinstance(word, str) for word in given):
            return tuple(given)
        self.say(f"{where}: a list of words is needed (quote numbers)")
        return ()

    def table(self, where: str, given: Any) -> dict[str, Any]:
        if given is None:
            return {}
        if isinstance(given, dict):
            return given
        self.say(f"{where}: a table is needed")
        return {}

    def yes(self, where: str, given: Any) -> bool:
        if given not in (None, "是", "否"):
            self.say(f"{where}: 是 or 否 is needed")
        return bool(given == "是")

    def done(self) -> None:
        if self.found:
            raise TargetError(f"{self.path}: " + "; ".join(self.found))


def _choices(faults: _Faults, where: str, given: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if isinstance(given, list):
        given = dict.fromkeys(faults.words(where, given))
    found = tuple(
        (value, faults.words(f"{where}.{value}", words))
        for value, words in faults.table(where, given).items()
    )
    seen: dict[str, str] = {}
    for value, words in found:
        for word in (value, *words):
            if seen.setdefault(folded(word), value) != value:
                faults.say(f"{where}: {word} means two things")
    return found


_COLUMN_KEYS = {"题", "类", "步", "别名", "选", "余", "待", "缺省单位", "必有", "特征", "下填"}


def _column(faults: _Faults, name: str, raw: Any, steps: set[str]) -> Column:
    where = f"列.{name}"
    given = faults.table(where, raw)
    faults.keys(where, given, _COLUMN_KEYS)
    kind = KINDS.get(str(given.get("类")))
    if kind is None:
        faults.say(f"{where}: 类 must be one of {' '.join(KINDS)}")
    step = given.get("步", next(iter(steps)) if len(steps) == 1 else None)
    if step not in steps:
        faults.say(f"{where}: 步 names no step of this file")
    if not isinstance(given.get("题"), str):
        faults.say(f"{where}: 题 is missing")
    choices = _choices(faults, f"{where}.选", given.get("选"))
    if (kind == "choice") != bool(choices):
        faults.say(f"{where}: 选 goes with 类: 选项, and only with it")
    if given.get("余") not in (None, "照录"):
        faults.say(f"{where}: 余 can only be 照录")
    return Column(
        name,
        str(given.get("题", name)),
        kind or "text",
        str(step),
        faults.words(f"{where}.别名", given.get("别名")),
        choices,
        given.get("余") == "照录",
        faults.words(f"{where}.待", given.get("待")),
        str(given.get("缺省单位", "")),
        faults.yes(f"{where}.必有", given.get("必有")),
        faults.yes(f"{where}.特征", given.get("特征")),
        faults.yes(f"{where}.下填", given.get("下填")),
    )


def _step(faults: _Faults, name: str, raw: Any) -> Step:
    where = f"步.{name}"
    given = faults.table(where, raw)
    faults.keys(where, given, {"日期"})
    dates = faults.words(where, given.get("日期"))
    if dates == (YEAR_END,):
        return Step(name, (), True)
    if not dates or YEAR_END in dates:
        faults.say(f"{where}: 日期 names its date columns, or 年末 alone")
    return Step(name, dates)


def _discriminator(faults: _Faults, raw: Any) -> Discriminator | None:
    if raw is None:
        return None
    given = faults.table("归", raw)
    faults.keys("归", given, {"列", "值", "缺"})
    values = _choices(faults, "归.值", given.get("值"))
    absent = given.get("缺", "看题")
    if absent not in ("都收", "看题"):
        faults.say("归.缺: 都收 or 看题")
    if not values:
        faults.say("归.值: which values belong to this register is missing")
    return Discriminator(str(given.get("列")), values, "all" if absent == "都收" else "title")


def _agreement(faults: _Faults, target: Target) -> None:
    """Names that must refer to each other do."""
    kinds = {column.name: column.kind for column in target.columns}
    for step in target.steps:
        for name in step.dates:
            if kinds.get(name) != "date":
                faults.say(f"步.{step.id}: {name} is no date column of this file")
    for name in (*target.numbers, *target.otherwise):
        if name not in kinds:
            faults.say(f"身份: {name} is no column of this file")
    if target.discriminator and target.discriminator.column not in kinds:
        faults.say(f"归.列: {target.discriminator.column} is no column of this file")
    if not target.required:
        faults.say("列: at least one column must be 必有")
    if not (target.numbers or target.otherwise):
        faults.say("身份: 号 or 否则 is needed")
    seen: dict[str, str] = {}
    for column in target.columns:
        for heading in column.headings:
            if seen.setdefault(folded(heading), column.name) != column.name:
                faults.say(f"列.{column.name}: the heading {heading} already means {seen[folded(heading)]}")


def load(path: Path) -> Target:
    """Read one `sheet.yaml`. Raises TargetError with every fault of the file, OSError if it cannot be opened."""
    faults = _Faults(path)
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except yaml.YAMLError as error:
        raise TargetError(f"{path}: {error}") from error
    given = faults.table("file", raw)
    faults.keys("file", given, {"键", "题", "题词", "非", "归", "步", "身份", "列"})
    for key in ("键", "题"):
        if not isinstance(given.get(key), str):
            faults.say(f"{key} is missing")
    steps = tuple(_step(faults, name, value) for name, value in faults.table("步", given.get("步")).items())
    if not steps:
        faults.say("步 is missing")
    names = {step.id: None for step in steps}
    columns = tuple(
        _column(faults, name, value, set(names))
        for name, value in faults.table("列", given.get("列")).items()
    )
    identity = faults.table("身份", given.get("身份"))
    faults.keys("身份", identity, {"号", "否则"})
    target = Target(
        str(given.get("键")),
        str(given.get("题")),
        faults.words("题词", given.get("题词")),
        steps,
        columns,
        faults.words("身份.号", identity.get("号")),
        faults.words("身份.否则", identity.get("否则")),
        _discriminator(faults, given.get("归")),
        faults.words("非", given.get("非")),
    )
    _agreement(faults, target)
    faults.done()
    return target

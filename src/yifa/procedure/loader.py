"""Reads procedure.yaml strictly: every word known, every rule and step with an article that exists."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from yifa.law import parameters, statutes
from yifa.law.statutes import Citation
from yifa.procedure import citing, guard, source, vocabulary
from yifa.procedure.definition import Definition, Notion, Rule, Step
from yifa.procedure.ruling import read_rule
from yifa.procedure.source import Block, Malformed

LABEL = re.compile(r"[^\s/\[\]{},、，'\"「」][^/\[\]{},、，'\"「」\n]*")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,39}")


def load(path: str | Path) -> Definition:
    """Read a definition file.  Malformed (file, line, what is wrong) for anything outside the grammar."""
    path = Path(path)
    return read(source.load(path), path.name)


def parse(text: str, name: str = "procedure.yaml") -> Definition:
    """Read a definition from text; `name` is what errors call it."""
    return read(source.parse(text, name), name)


def read(doc: Block, name: str) -> Definition:
    """Turn the outermost mapping into a definition."""
    return _Loader(doc, name).definition()


@dataclass
class _Loader:
    doc: Block
    name: str
    laws: dict[str, str] = field(default_factory=dict)
    notions: dict[str, str] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    line: int = 1

    def bad(self, message: str) -> Malformed:
        return Malformed(f"{self.name}:{self.line}：{message}")

    def definition(self) -> Definition:
        doc = self.doc
        self.known(doc, vocabulary.HEADER)
        key = self.words(doc, "键")
        if not IDENTIFIER.fullmatch(key):
            raise self.bad(f"“键”应是小写英文：{key or '（空）'}")
        title = self.words(doc, "程序") or key
        version = self.version()
        self.laws = self.law_prefixes()
        nouns = self.nouns()
        self.read_steps()
        self.check_notion_steps(nouns)
        return Definition(
            key=key,
            title=title,
            version=version,
            hash=digest(doc),
            laws=self.laws,
            steps=self.steps,
            rules=self.rules(),
            nouns=nouns,
            register_roles=self.posts(doc, "录入"),
            may_be_empty=frozenset(self.list(doc, "可空")),
            parameters=self.parameters(),
            note=self.words(doc, "注"),
        )

    # ---------------------------------------------------------------- the head
    def version(self) -> date:
        text = self.words(self.doc, "版")
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.bad(f"“版”应是施行日期，如2021-07-15：{text or '（空）'}") from error

    def law_prefixes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for prefix, statute in self.block(self.doc, "法").items():
            try:
                statutes.get(str(statute))
            except LookupError as error:
                raise self.bad(f"“法”里没有这部依据：{prefix}: {statute}") from error
            if re.search(r"[\d\s（）()、，]", prefix) or not prefix:
                raise self.bad(f"简称不可含数字、括号和空格：{prefix}")
            found[prefix] = str(statute)
        return found

    def parameters(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for label, key in self.block(self.doc, "参数").items():
            if not isinstance(key, str) or not key.strip():
                raise self.bad(f"参数“{label}”应写明参数键")
            try:
                parameters.value(key.strip(), "CN", self.version())
            except LookupError as error:
                raise self.bad(f"参数“{label}”的键查不到：{key}") from error
            found[self.label(label)] = key.strip()
        return found

    def nouns(self) -> dict[str, Notion]:
        rows = self.block(self.doc, "名词")
        for name, row in rows.items():
            self.line = getattr(row, "line", self.line)
            if not isinstance(row, Block):
                raise self.bad(f"名词应写成 {name}: {{若: 条件, 依: 条文}}")
            self.known(row, vocabulary.NOTION)
            self.notions[self.label(name)] = self.words(row, "若")
        found: dict[str, Notion] = {}
        for name, row in rows.items():
            self.line = row.line
            condition = self.notions[name]
            tree = self.tree(condition)
            found[name] = Notion(
                name, condition, tree, self.cites(row), self.words(row, "依"), self.words(row, "注")
            )
        return found

    def check_notion_steps(self, nouns: Mapping[str, Notion]) -> None:
        for name, notion in nouns.items():
            if strange := guard.steps(notion.tree) - self.steps.keys():
                raise self.bad(f"名词“{name}”里没有这个步骤：{'、'.join(sorted(strange))}")
            if any(name in step.supplies for step in self.steps.values()):
                raise self.bad(f"“{name}”既是名词又是列")

    # ---------------------------------------------------------------- steps
    def read_steps(self) -> None:
        rows = self.block(self.doc, "步骤")
        if not rows:
            raise self.bad("没有步骤")
        ids: dict[str, str] = {}
        for name, row in rows.items():
            self.line = getattr(row, "line", self.line)
            if not isinstance(row, Block):
                raise self.bad(f"步骤“{name}”应写成 {{id: …, 依: …}}")
            step = self.step(self.label(name), row)
            if step.id in ids:
                raise self.bad(f"步骤“{name}”与“{ids[step.id]}”的id相同：{step.id}")
            ids[step.id] = name
            self.steps[name] = step
        for step in self.steps.values():
            if step.each and any(s.each and step.each in s.supplies for s in self.steps.values()):
                raise self.bad(f"名单“{step.each}”不可由带“各”的步骤填写")

    def step(self, name: str, row: Block) -> Step:
        self.known(row, vocabulary.STEP)
        id_ = self.words(row, "id")
        if not IDENTIFIER.fullmatch(id_):
            raise self.bad(f"步骤“{name}”的id应是小写英文：{id_ or '（空）'}")
        party = self.words(row, "方")
        if party and party not in vocabulary.PARTIES:
            raise self.bad(f"“方”只能是当事人或外部：{party}")
        fills, may_fill, day = self.labels(row, "填"), self.labels(row, "可填"), self.words(row, "日期")
        columns = fills + may_fill + ((day,) if day else ())
        if double := sorted({x for x in columns if columns.count(x) > 1}):
            raise self.bad(f"步骤“{name}”的列写了两次：{'、'.join(double)}")
        return Step(
            name=name,
            id=id_,
            cites=self.cites(row),
            basis=self.words(row, "依"),
            phase=self.words(row, "阶段"),
            roles=self.list(row, "谁") if party else self.posts(row, "谁"),
            party=party,
            each=self.words(row, "各"),
            fills=fills,
            may_fill=may_fill,
            date=day,
            once=self.yes(row, "一次"),
            off=self.yes(row, "停用"),
            fiction=self.yes(row, "拟制"),
            outcome=self.words(row, "结果"),
            opens=self.yes(row, "开案"),
            paper=self.words(row, "文书"),
            note=self.words(row, "注"),
        )

    # ---------------------------------------------------------------- rules
    def rules(self) -> tuple[Rule, ...]:
        rows = self.doc.get("规则", [])
        if rows == "":
            rows = []
        if not isinstance(rows, list):
            raise self.bad("“规则”应是一条一行的列表")
        groups: dict[str, tuple[str, ...]] = {"/": tuple(self.steps)}
        for step in self.steps.values():
            groups[step.phase + "/"] = (*groups.get(step.phase + "/", ()), step.name)
        groups["/"] = tuple(self.steps)
        found: dict[str, Rule] = {}
        for row in rows:
            self.line = getattr(row, "line", self.line)
            if not isinstance(row, Block):
                raise self.bad(f"规则应写成 {{词: 步骤, …, 依: 条文}}：{row}")
            rule = read_rule(row, self, groups)
            if rule.id in found:
                raise self.bad(f"同一条规则写了两次（第{found[rule.id].line}行）")
            found[rule.id] = rule
        return tuple(found.values())

    # ---------------------------------------------------------------- pieces
    def known(self, row: Block, words: Iterable[str]) -> None:
        if strange := sorted(set(row) - set(words)):
            raise self.bad(f"不认识的写法：{'、'.join(strange)}")

    def block(self, row: Block, key: str) -> Block:
        found = row.get(key, "")
        if found == "":
            return Block()
        if not isinstance(found, Block):
            raise self.bad(f"“{key}”应由“名: 值”组成")
        self.line = found.line
        return found

    def words(self, row: Block, key: str) -> str:
        found = row.get(key, "")
        if not isinstance(found, str):
            raise self.bad(f"“{key}”应是一个词或一句话：{found}")
        return found.strip()

    def list(self, row: Block, key: str) -> tuple[str, ...]:
        found = row.get(key, "")
        items = found if isinstance(found, list) else [found] if found != "" else []
        if not all(isinstance(item, str) and item.strip() for item in items):
            raise self.bad(f"“{key}”应是词的列表：{found}")
        items = [item.strip() for item in items]
        if len(set(items)) < len(items):
            raise self.bad(f"“{key}”里有重复：{'、'.join(items)}")
        return tuple(items)

    def labels(self, row: Block, key: str) -> tuple[str, ...]:
        return tuple(self.label(item) for item in self.list(row, key))

    def label(self, text: str) -> str:
        if not LABEL.fullmatch(text) or len(text) > 60 or text in guard.LITERAL or text in guard.WORDS:
            raise self.bad(f"名称不可用：{text[:60] or '（空）'}")
        return text

    def posts(self, row: Block, key: str) -> tuple[str, ...]:
        found = self.list(row, key)
        if strange := [post for post in found if post not in vocabulary.POSTS]:
            raise self.bad(f"没有这个岗位：{'、'.join(strange)}")
        return found

    def yes(self, row: Block, key: str) -> bool:
        text = self.words(row, key)
        if text not in ("", "是", "否"):
            raise self.bad(f"“{key}”应写“是”或“否”：{text}")
        return text == "是"

    def cites(self, row: Block) -> tuple[Citation, ...]:
        text = self.words(row, "依")
        if not text:
            raise self.bad("没有依据（依）")
        try:
            return citing.resolve(text, self.laws)
        except citing.BadCitation as error:
            raise self.bad(str(error)) from error

    def tree(self, condition: str) -> guard.Tree:
        if not condition:
            raise self.bad("条件是空的")
        try:
            return guard.parse(condition, self.notions)
        except guard.BadGuard as error:
            raise self.bad(str(error)) from error


def digest(doc: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of what the definition says; layout, comments, order within a line do not count."""
    plain = {
        key: [list(item) for item in value.items()] if key == "步骤" else value for key, value in doc.items()
    }
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

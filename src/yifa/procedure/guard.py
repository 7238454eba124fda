"""Reads and answers conditions (若, 要求) in a closed grammar where unknown stays unknown.

    expression := conjunction ("or" conjunction)*
    conjunction := negation ("and" negation)*
    negation := "not" negation | "(" expression ")" | "已" "(" step ")" | "次" "(" step ")" ">=" whole number
              | operand [("<" | "<=" | ">" | ">=" | "==" | "!=" | "in" | "not" "in") operand]
    operand := fact | notion | whole number | decimal | date | 'text' | 是 | 否 | "[" operands "]"

A fact whose label has signs in it is written 「罚款（元）」.  Nothing here is ever handed to the interpreter.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from yifa.procedure.values import Value, compare, member, truthy

LONGEST, DEEPEST = 2000, 40
TOKEN = re.compile(
    r"\s*(?:(?P<date>\d{4}-\d{2}-\d{2})|(?P<number>\d+(?:\.\d+)?)(?![\w.])|(?P<text>'[^'\n]*'|\"[^\"\n]*\")"
    r"|「(?P<quoted>[^「」\n]+)」|(?P<name>[^\W\d]\w*)|(?P<sign><=|>=|==|!=|[<>()\[\],（）]))"
)
WORDS = frozenset({"and", "or", "not", "in"})
SIGNS = frozenset({"<", "<=", ">", ">=", "==", "!="})
LITERAL: Mapping[str, Value] = {"是": True, "否": False, "True": True, "False": False}


class BadGuard(ValueError):
    """A condition outside the closed grammar."""


class Facts(Protocol):
    """Where values come from; None means unknown."""

    def get(self, name: str, /) -> Value: ...


Did = Callable[[str, int], bool]  # was this step done at least so many times?


@dataclass(frozen=True, slots=True)
class Name:
    """The value of a fact."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the definition."""

    value: Value


@dataclass(frozen=True, slots=True)
class Atom:
    """An elementary condition: a comparison, or a fact that must be so; `names` are the facts it reads."""

    left: Name | Literal
    sign: str  # "" for a bare fact
    right: Name | Literal | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """已(step), or 次(step) >= times."""

    step: str
    times: int


@dataclass(frozen=True, slots=True)
class Named:
    """A notion (名词) with the condition it stands for."""

    name: str
    tree: "Tree"


@dataclass(frozen=True, slots=True)
class Not:
    """The denial of a condition."""

    of: "Tree"


@dataclass(frozen=True, slots=True)
class And:
    """All of the conditions."""

    of: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the conditions."""

    of: tuple["Tree", ...]


Tree = Atom | Done | Named | Not | And | Or


def parse(text: str, notions: Mapping[str, str] | None = None) -> Tree:
    """Return the tree of a condition; `notions` maps each notion to its condition.  Raises BadGuard."""
    return _parse(text, notions or {}, ())


def _parse(text: str, notions: Mapping[str, str], inside: tuple[str, ...]) -> Tree:
    if len(text) > LONGEST:
        raise BadGuard(f"条件太长（超过{LONGEST}字）")
    reader = _Reader(text, notions, inside)
    tree = reader.expression(0)
    if reader.here != ("end", ""):
        raise BadGuard(f"条件里多出“{reader.here[1]}”：{text}")
    return tree


class _Reader:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str, notions: Mapping[str, str], inside: tuple[str, ...]) -> None:
        self.text, self.notions, self.inside = text, notions, inside
        self.tokens = list(_tokens(text))
        self.at = 0

    @property
    def here(self) -> tuple[str, str]:
        return self.tokens[self.at]

    def take(self, *words: str) -> str:
        """Step over the next token if it is one of these words or signs; "" otherwise."""
        kind, word = self.here
        if kind in ("word", "sign") and word in words:
            self.at += 1
            return word
        return ""

    def expect(self, word: str) -> None:
        if not self.take(word):
            raise BadGuard(f"条件里应有“{word}”，却是“{self.here[1]}”：{self.text}")

    def expression(self, depth: int) -> Tree:
        parts = [self.conjunction(depth)]
        while self.take("or"):
            parts.append(self.conjunction(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def conjunction(self, depth: int) -> Tree:
        parts = [self.negation(depth)]
        while self.take("and"):
            parts.append(self.negation(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def negation(self, depth: int) -> Tree:
        if depth > DEEPEST:
            raise BadGuard(f"条件嵌套太深：{self.text[:60]}…")
        if self.take("not"):
            return Not(self.negation(depth + 1))
        if self.take("("):
            inner = self.expression(depth + 1)
            self.expect(")")
            return inner
        if (
            self.here[0] == "name"
            and self.here[1] in ("已", "次")
            and self.tokens[self.at + 1] == ("sign", "(")
        ):
            return self.done()
        return self.comparison()

    def done(self) -> Done:
        word = self.here[1]
        self.at += 2
        kind, step = self.here
        if kind not in ("name", "quoted"):
            raise BadGuard(f"“{word}（…）”里应是一个步骤：{self.text}")
        self.at += 1
        self.expect(")")
        if word == "已":
            return Done(step, 1)
        self.expect(">=")
        kind, number = self.here
        if kind != "number" or not number.isdecimal() or int(number) < 1:
            raise BadGuard(f"“次（…）>=”后面应是正整数：{self.text}")
        self.at += 1
        return Done(step, int(number))

    def comparison(self) -> Tree:
        kind, word = self.here
        left = self.operand()
        if sign := self.take(*SIGNS) or self.take("in") or self._not_in():
            right = self.operand()
            names = tuple(dict.fromkeys(x.name for x in (left, right) if isinstance(x, Name)))
            if not names:
                raise BadGuard(f"条件里没有任何事实：{self.text}")
            return Atom(left, sign, right, names)
        if not isinstance(left, Name):
            raise BadGuard(f"“{word}”本身不是条件：{self.text}")
        if kind == "name" and word in self.notions:
            return self.notion(word)
        return Atom(left, "", None, (left.name,))

    def notion(self, name: str) -> Tree:
        if name in self.inside:
            raise BadGuard(f"名词“{name}”的定义里又用到它自己")
        return Named(name, _parse(self.notions[name], self.notions, (*self.inside, name)))

    def _not_in(self) -> str:
        if self.here == ("word", "not") and self.tokens[self.at + 1] == ("word", "in"):
            self.at += 2
            return "not in"
        return ""

    def operand(self) -> Name | Literal:
        if self.take("["):
            return Literal(self.items())
        kind, word = self.here
        if (kind == "name" and word not in LITERAL) or kind == "quoted":
            self.at += 1
            return Name(word)
        return Literal(self.literal())

    def items(self) -> tuple[Value, ...]:
        found: list[Value] = []
        while not self.take("]"):
            if found:
                self.expect(",")
            found.append(self.literal())
        return tuple(found)

    def literal(self) -> Value:
        kind, word = self.here
        self.at += kind != "end"
        if kind == "name" and word in LITERAL:
            return LITERAL[word]
        if kind == "number":
            return int(word) if word.isdecimal() else Decimal(word)
        if kind == "text":
            return word[1:-1]
        if kind == "date":
            try:
                return date.fromisoformat(word)
            except ValueError as error:
                raise BadGuard(f"没有这一天：{word}") from error
        raise BadGuard(f"条件写法不对，“{word or '结尾'}”处：{self.text}")


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        if text[at:].isspace():
            break
        found = TOKEN.match(text, at)
        if found is None:
            raise BadGuard(f"条件里有不认识的写法“{text[at:].strip()[:10]}”：{text}")
        kind, at = found.lastgroup or "", found.end()
        word = found[kind]
        if kind == "name" and word in WORDS:
            kind = "word"
        if kind == "sign":
            word = {"（": "(", "）": ")"}.get(word, word)
        yield kind, word
    yield "end", ""
    yield "end", ""  # a look-ahead of one never falls off


def truth(tree: Tree, facts: Facts, did: Did) -> bool | None:
    """Kleene value of a condition: True, False, or None when the facts that are known do not decide it."""
    if isinstance(tree, Atom):
        return _atom(tree, facts)
    if isinstance(tree, Done):
        return did(tree.step, tree.times)
    if isinstance(tree, Named):
        return truth(tree.tree, facts, did)
    if isinstance(tree, Not):
        inner = truth(tree.of, facts, did)
        return None if inner is None else not inner
    stop = isinstance(tree, Or)
    answer: bool | None = not stop
    for part in tree.of:
        value = truth(part, facts, did)
        if value is stop:
            return stop
        if value is None:
            answer = None
    return answer


def _atom(atom: Atom, facts: Facts) -> bool | None:
    left = facts.get(atom.left.name) if isinstance(atom.left, Name) else atom.left.value
    if left is None:
        return None
    if atom.right is None:
        return truthy(left)
    right = facts.get(atom.right.name) if isinstance(atom.right, Name) else atom.right.value
    if right is None:
        return None
    if atom.sign == "in":
        return member(left, right)
    if atom.sign == "not in":
        inside = member(left, right)
        return None if inside is None else not inside
    return compare(left, atom.sign, right)


def missing(tree: Tree, facts: Facts, did: Did) -> tuple[str, ...]:
    """The facts that leave the condition undecided, each once, in the order written; () if it is decided."""
    return tuple(dict.fromkeys(_missing(tree, facts, did)))


def _missing(tree: Tree, facts: Facts, did: Did) -> Iterator[str]:
    if truth(tree, facts, did) is not None:
        return
    if isinstance(tree, Atom):
        unknown = [name for name in tree.names if facts.get(name) is None]
        yield from unknown or tree.names  # present, but of kinds that cannot be compared
    elif isinstance(tree, Named):
        yield from _missing(tree.tree, facts, did)
    elif isinstance(tree, Not):
        yield from _missing(tree.of, facts, did)
    elif isinstance(tree, And | Or):
        for part in tree.of:
            yield from _missing(part, facts, did)


def leaves(tree: Tree) -> Iterator[Atom | Done]:
    """Every elementary condition, notions opened."""
    if isinstance(tree, Atom | Done):
        yield tree
    elif isinstance(tree, Named):
        yield from leaves(tree.tree)
    elif isinstance(tree, Not):
        yield from leaves(tree.of)
    else:
        for part in tree.of:
            yield from leaves(part)


def names(tree: Tree | None) -> frozenset[str]:
    """Every fact the condition reads."""
    if tree is None:
        return frozenset()
    return frozenset(name for leaf in leaves(tree) if isinstance(leaf, Atom) for name in leaf.names)


def steps(tree: Tree | None) -> frozenset[str]:
    """Every step the condition asks about with 已 or 次."""
    if tree is None:
        return frozenset()
    return frozenset(leaf.step for leaf in leaves(tree) if isinstance(leaf, Done))

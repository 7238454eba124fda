"""Reads the YAML of a definition as plain text with line numbers, and refuses what a lawyer could misread."""

from pathlib import Path
from typing import Any

import yaml

LARGEST, DEEPEST = 400_000, 8
TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


class Malformed(ValueError):
    """A definition that cannot be used; says the file, the line and what is wrong."""


class Block(dict[str, Any]):
    """A mapping of the source, with the line (from 1) it starts on."""

    line: int = 0


def load(path: Path) -> Block:
    """Read the definition file; Malformed if it is no UTF-8 text, no mapping, or not plain YAML."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(f"{path.name}：不是UTF-8文本") from error
    return parse(text, path.name)


def parse(text: str, name: str) -> Block:
    """Return the outermost mapping.

    Every scalar stays the text that was written, so that off, on, yes and no are words and not truth values.
    Doubled keys, aliases, tags, several documents and deep nesting are refused.
    """
    if len(text) > LARGEST:
        raise Malformed(f"{name}：文件太大")
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Malformed(f"{name}：不是规范的YAML：{' '.join(str(error).split())}") from error
    found = _Walk(name).value(root, 0) if root is not None else None
    if not isinstance(found, Block):
        raise Malformed(f"{name}：应由“键: 值”组成")
    return found


class _Walk:
    """Turns nodes into text, lists and blocks."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, depth: int) -> Any:
        where = f"{self.name}:{node.start_mark.line + 1}" if node.start_mark else self.name
        if id(node) in self.seen:
            raise Malformed(f"{where}：不可使用引用（&、*）")
        self.seen.add(id(node))
        if node.tag not in TAGS:
            raise Malformed(f"{where}：不可使用标签{node.tag}")
        if depth > DEEPEST:
            raise Malformed(f"{where}：嵌套太深")
        if isinstance(node, yaml.MappingNode):
            return self.block(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return str(node.value)

    def block(self, node: yaml.MappingNode, depth: int) -> Block:
        found = Block()
        found.line = node.start_mark.line + 1 if node.start_mark else 0
        for key_node, value_node in node.value:
            where = f"{self.name}:{key_node.start_mark.line + 1}"
            if not isinstance(key_node, yaml.ScalarNode):
                raise Malformed(f"{where}：键应是文字")
            key = str(self.value(key_node, depth + 1))
            if key in found:
                raise Malformed(f"{where}：“{key}”写了两次")
            found[key] = self.value(value_node, depth + 1)
        return found

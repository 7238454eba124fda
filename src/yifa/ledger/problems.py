"""Names what does not match: which event, field, row, file or checkpoint, in English and in Chinese."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

_SAYINGS: Final[dict[str, tuple[str, str]]] = {
    "head": ("its head is not the one that was sealed", "事件头与封存时不一致"),
    "commitment": (
        "the commitment of field {field} is not the one that was sealed",
        "字段“{field}”的承诺与封存时不一致",
    ),
    "opening": ("field {field}: {detail}", "字段“{field}”：{detail_zh}"),
    "erasure": ("erasure of {field}: {detail}", "“{field}”的删除记录：{detail_zh}"),
    "leaf": ("its stored leaf is not the hash of its head and commitments", "所存叶值与事件头、承诺不符"),
    "rewritten": ("it was rewritten after it was sealed", "封存后被整体改写"),
    "order": ("it was sealed as number {detail}", "封存时的序号是{detail_zh}"),
    "column": ("column {field} does not repeat the head: {detail}", "列“{field}”与事件头不一致：{detail_zh}"),
    "missing": ("it is missing from the log", "已从日志中消失"),
    "extra": ("it lies beyond the end of the log", "超出日志末尾"),
    "tile": ("stored tree hashes {detail} do not belong to these events", "所存树块{detail_zh}与事件不符"),
    "root": ("the log's stored tree differs: events {detail}", "日志所存的树与事件不符：事件{detail_zh}"),
    "checkpoint": ("checkpoint {detail}", "检查点{detail_zh}"),
    "truncated": ("the log is shorter than it was: {detail}", "日志被截短：{detail_zh}"),
    "file": ("file {file}: {detail}", "文件{file}：{detail_zh}"),
    "row": (
        "row {register}/{matter}, column {field}: {detail}",
        "台账行{register}/{matter}，列“{field}”：{detail_zh}",
    ),
    "guard": ("the trigger {detail} does not stand in the database", "数据库中缺少触发器{detail_zh}"),
}
KINDS: Final = frozenset(_SAYINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that does not match. `event` and `index` name the event where one is concerned."""

    kind: str
    township: str = ""
    event: UUID | None = None
    index: int | None = None
    field: str = ""
    file: str = ""
    register: str = ""
    matter: UUID | None = None
    detail: str = ""
    detail_zh: str = ""

    @property
    def row(self) -> str:
        """The row concerned, as register/matter."""
        return f"{self.register}/{self.matter}" if self.kind == "row" else ""

    @property
    def sentence(self) -> str:
        """The problem in English."""
        return self._said(0, f"event {self.event or '?'} (number {self.index}): ", ".")

    @property
    def chinese(self) -> str:
        """The problem in Chinese."""
        return self._said(1, f"事件{self.event or '（未知）'}（序号{self.index}）：", "。")

    def _said(self, language: int, subject: str, stop: str) -> str:
        said = _SAYINGS[self.kind][language].format(
            field=self.field, file=self.file, register=self.register, matter=self.matter,
            detail=self.detail, detail_zh=self.detail_zh or self.detail,
        )  # fmt: skip
        return (subject if self.index is not None else "") + said + stop

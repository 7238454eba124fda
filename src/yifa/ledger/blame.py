"""Takes a doubtful event apart and names the field, column or file that is not as it was sealed."""

import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from yifa.ledger import seal
from yifa.ledger.models import Entry, Erasure, FileUse, Log, Opening
from yifa.ledger.problems import Problem

FILE = "file:"


def of_events(log: Log, indexes: Iterable[int], authentic: Mapping[int, bytes | None]) -> Iterator[Problem]:
    """What is wrong with the events numbered `indexes`; `authentic` gives the leaves that were sealed,
    None if nobody can tell (then the event lies beyond the end of the log, or its leaf is not known)."""
    for index in indexes:
        entry = Entry.objects.using(log._state.db).filter(log=log, index=index).first()
        leaf = authentic.get(index)
        if entry is None:
            yield Problem(kind="missing", township=log.township, index=index)
        elif leaf is None and index >= log.size:
            yield Problem(kind="extra", township=log.township, event=entry.pk, index=index)
        else:
            yield from _Event(log, entry).problems(leaf, authentic)


class _Event:
    """One event with everything that hangs on it."""

    def __init__(self, log: Log, entry: Entry) -> None:
        using = log._state.db
        self.log, self.entry = log, entry
        openings = Opening.objects.using(using).filter(entry=entry)
        self.openings = {row.name: (row.value, bytes(row.salt)) for row in openings}
        erasures = Erasure.objects.using(using).filter(entry=entry)
        self.erased = set(erasures.values_list("name", flat=True))
        self.uses = set(FileUse.objects.using(using).filter(entry=entry).values_list("digest", flat=True))
        self.commitments: dict[str, str] | None = _commitments(entry.commitments)
        self.head: dict[str, Any] | None = _head(entry.head)

    def problems(self, leaf: bytes | None, authentic: Mapping[int, bytes | None]) -> Iterator[Problem]:
        """Everything wrong with the event, whose sealed leaf is `leaf`."""
        mended = yield from self._leaf(leaf, authentic)
        yield from self._fields(mended)
        if self.head is not None:
            yield from self._columns(self.head)
            yield from self._files(self.head)

    def _problem(
        self, kind: str, *, field: str = "", file: str = "", detail: str = "", detail_zh: str = ""
    ) -> Problem:
        return Problem(
            kind=kind, township=self.log.township, event=self.entry.pk, index=self.entry.index,
            field=field, file=file, detail=detail, detail_zh=detail_zh,
        )  # fmt: skip

    def _leaf(
        self, leaf: bytes | None, authentic: Mapping[int, bytes | None]
    ) -> Generator[Problem, None, frozenset[str]]:
        """Names what changed the leaf; gives the fields whose commitment, not opening, is at fault."""
        entry, stored = self.entry, bytes(self.entry.leaf)
        made = seal.leaf_of_text(entry.head, entry.commitments)
        sealed = stored if leaf is None else leaf
        if made == sealed:
            if stored != made:
                yield self._problem("leaf")
            return frozenset()
        mended = self._mended(sealed)
        if mended:
            for name in sorted(mended):
                yield self._problem("commitment", field=name)
            return mended
        place = next((index for index, other in authentic.items() if other == made), None)
        if place is not None:
            yield self._problem("order", detail=str(place))
        elif stored == made:
            yield self._problem("rewritten")
        else:
            yield self._problem("head")
        return frozenset()

    def _mended(self, sealed: bytes) -> frozenset[str]:
        """The fields whose commitments, recomputed from their openings, make the sealed leaf again."""
        if self.commitments is None:
            return frozenset()
        wrong = {name for name in self.commitments if name in self.openings and not self._opens(name)}
        again = [
            [name, self._made(name) if name in wrong else code]
            for name, code in self.commitments.items()
        ]  # fmt: skip
        if wrong and seal.leaf_of_text(self.entry.head, seal.text(again)) == sealed:
            return frozenset(wrong)
        return frozenset()

    def _made(self, name: str) -> str:
        value, salt = self.openings[name]
        return sha256(salt + f"[{seal.string(name)},{value}]".encode()).hexdigest()

    def _opens(self, name: str) -> bool:
        return self.commitments is not None and self._made(name) == self.commitments.get(name)

    def _fields(self, mended: frozenset[str]) -> Iterator[Problem]:
        sealed = self.commitments
        if sealed is None:
            return
        for name in sealed:
            if name in self.openings:
                if name not in mended and not self._opens(name):
                    yield self._problem(
                        "opening", field=name, detail="its value or salt is not the one that was sealed",
                        detail_zh="值或盐与封存时不一致",
                    )  # fmt: skip
            elif name not in self.erased:
                yield self._problem(
                    "opening", field=name, detail="it is gone and no erasure is recorded",
                    detail_zh="已消失且无删除记录",
                )  # fmt: skip
        for name in self.openings.keys() - sealed.keys():
            yield self._problem(
                "opening", field=name, detail="no such field was sealed", detail_zh="封存时没有该字段"
            )

    def _columns(self, head: dict[str, Any]) -> Iterator[Problem]:
        entry = self.entry
        columns = {
            "township": self.log.township, "id": str(entry.pk), "register": entry.register,
            "matter": str(entry.matter), "step": entry.step, "on": entry.on.isoformat(),
            "recorded": seal.instant(entry.recorded),
        }  # fmt: skip
        for name, value in columns.items():
            if head.get(name) != value or (name == "recorded" and entry.recorded.microsecond):
                yield self._problem("column", field=name, detail=f"{value!r}, not {head.get(name)!r}",
                                    detail_zh=f"为{value!r}，封存的是{head.get(name)!r}")  # fmt: skip

    def _files(self, head: dict[str, Any]) -> Iterator[Problem]:
        for digest in head.get("files", ()):
            if digest not in self.uses:
                yield self._problem(
                    "file", file=str(digest), detail="the event sealed it, its list of files lacks it",
                    detail_zh="事件封存了它，引用表中却没有",
                )  # fmt: skip


def _commitments(text: str) -> dict[str, str] | None:
    try:
        found = {str(name): str(code) for name, code in json.loads(text)}
    except (ValueError, TypeError):
        return None
    return found


def _head(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None

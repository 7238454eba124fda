"""Recomputes a whole log from its rows and names everything that does not match.

It shares no code with the writer but the formats (`seal`, `merkle`, `note`). Memory is constant: events
are read in blocks of whole tiles, and every problem is handed on as soon as it is known.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connections

from yifa.ledger import block, guards
from yifa.ledger.blame import FILE
from yifa.ledger.files import digest_of, place
from yifa.ledger.history import ERASED, Sealed, events_of
from yifa.ledger.merkle import Frontier, joined
from yifa.ledger.models import Checkpoint, Entry, Erasure, FileUse, Log, Opening, StoredFile
from yifa.ledger.note import NoteError, Statement, Verifier, parts, signed_by
from yifa.ledger.problems import Problem
from yifa.ledger.seal import instant, string
from yifa.ledger.tiles import WIDTH

Rows = Callable[[str, UUID], Mapping[str, Any] | None]
Fold = Callable[[Sequence[Sealed]], Mapping[str, Any]]
Listed = Callable[[str], Iterable[tuple[str, UUID]]]


def check_log(
    log: Log,
    *,
    files: Path | None = None,
    keys: Mapping[str, Verifier] | None = None,
    rows: Rows | None = None,
    fold: Fold | None = None,
    listed: Listed | None = None,
) -> Iterator[Problem]:
    """Everything in `log` that does not match what was sealed; nothing when all is well.

    `files` is the folder of stored files, `keys` the public keys that must have signed; either is left
    unchecked when None. With `rows(register, matter)` and `fold(events)` every row is compared with the
    fold of its events; `listed(township)` gives the rows that exist, so that one without history is found.
    """
    yield from _guards(log)
    yield from _events(log, keys)
    yield from _erasures(log)
    yield from _files(log, files)
    if rows is not None and fold is not None:
        yield from _rows(log, rows, fold)
    if listed is not None:
        yield from _without_history(log, listed)


def _guards(log: Log) -> Iterator[Problem]:
    for name in guards.missing(connections[log._state.db or "default"]):
        yield Problem(kind="guard", township=log.township, detail=name)


def _events(log: Log, keys: Mapping[str, Verifier] | None) -> Iterator[Problem]:
    """Events block by block, the tree growing from them, each checkpoint compared as its size is reached."""
    using = log._state.db
    top, tail, sound, good = Frontier(), list[bytes](), True, 0
    signed = Checkpoint.objects.using(using).filter(log=log).order_by("size", "id").iterator(200)
    waiting = next(signed, None)
    for found in block.blocks(log):
        yield from found.problems
        sound = sound and found.whole
        base, tail = top.size * WIDTH, found.leaves
        while waiting is not None and waiting.size < base + WIDTH and waiting.size <= base + len(tail):
            root = joined(top.stack, tail[: waiting.size - base]) if sound else None
            problem = _checkpoint(log, waiting, root, good, keys)
            if problem is not None:
                yield problem
            elif sound:
                good = waiting.size
            waiting = next(signed, None)
        if len(tail) == WIDTH:
            top.append(found.root)
            tail = []
    end = Frontier()
    end.extend(tail)
    yield from _end(log, top, end, sound)
    while waiting is not None:
        yield from _beyond(
            log, waiting, joined(top.stack, tail) if sound else None, block.reach(log), good, keys
        )
        waiting = next(signed, None)


def _end(log: Log, top: Frontier, tail: Frontier, sound: bool) -> Iterator[Problem]:
    """The log's own statement of its size and tree, and events beyond it."""
    extra = Entry.objects.using(log._state.db).filter(log=log, index__gte=block.reach(log)).order_by("index")
    for key, index in extra.values_list("pk", "index").iterator(2000):
        yield Problem(kind="extra", township=log.township, event=key, index=index)
    size = top.size * WIDTH + tail.size
    if sound and (size != log.size or top.state() + tail.state() != log.frontier):
        made = Frontier(size, [*top.stack, *tail.stack])
        yield Problem(kind="root", township=log.township, detail=_damaged(made, log))


def _beyond(
    log: Log, row: Checkpoint, root: bytes | None, size: int, good: int, keys: Mapping[str, Verifier] | None
) -> Iterator[Problem]:
    """A checkpoint at the end of the log or beyond it."""
    problem = _checkpoint(log, row, root if row.size == size else None, good, keys)
    if problem is None and row.size > size:
        problem = Problem(
            kind="truncated",
            township=log.township,
            detail=f"checkpoint {row.pk} signs {row.size} events, the log has {size}",
            detail_zh=f"检查点{row.pk}签有{row.size}个事件，日志只有{size}个",
        )
    if problem is not None:
        yield problem


def _damaged(frontier: Frontier, log: Log) -> str:
    """The ranges of events below the subtree roots that differ from those the log stores."""
    try:
        stored = Frontier.load(log.size, log.frontier).stack
    except ValueError:
        stored = []
    if log.size != frontier.size or len(stored) != len(frontier.stack):
        return f"0-{max(log.size, frontier.size) - 1}"
    pairs = zip(frontier.spans(), frontier.stack, stored, strict=True)
    return ", ".join(f"{lo}-{hi - 1}" for (lo, hi), mine, theirs in pairs if mine != theirs)


def _checkpoint(
    log: Log, row: Checkpoint, root: bytes | None, last_good: int, keys: Mapping[str, Verifier] | None
) -> Problem | None:
    """What is wrong with a checkpoint; `root` is the recomputed one at its size, None where it cannot be
    known."""

    def problem(english: str, chinese: str) -> Problem:
        name = f"{row.pk} ({row.size} events)"
        return Problem(
            kind="checkpoint",
            township=log.township,
            detail=f"{name}: {english}",
            detail_zh=f"{row.pk}（{row.size}个事件）：{chinese}",
        )

    try:
        said = Statement.parse(parts(row.note)[0])
        names = signed_by(row.note, keys)[1] if keys is not None else None
    except NoteError as error:
        return problem(str(error), "签名文本或签名无效")
    if (said.origin, said.size, said.root) != (log.township, row.size, bytes(row.root)):
        return problem("its row does not repeat its signed text", "记录与所签文本不一致")
    if said.recorded != instant(row.recorded):
        return problem("its row does not repeat its signed time", "记录时间与所签时间不一致")
    if names is not None and log.township not in names:
        return problem("it is not signed by the township's key", "没有乡镇密钥的签名")
    if root is not None and root != said.root:
        span = f"{last_good}-{row.size - 1}"
        return problem(
            f"its root is not that of the events; the difference lies in events {span}",
            f"其根与事件不符，差异在事件{span}之中",
        )
    return None


def _erasures(log: Log) -> Iterator[Problem]:
    """Every recorded erasure: of something that was sealed, ordered by an event that exists, and carried
    out."""
    using = log._state.db
    rows = Erasure.objects.using(using).filter(entry__log=log).select_related("entry").order_by("id")
    for row in rows.iterator(500):
        entry, name = row.entry, row.name
        if name.startswith(FILE):
            sealed = f'"{name.removeprefix(FILE)}"' in entry.head
        else:
            sealed = f"[{string(name)}," in entry.commitments
        if Opening.objects.using(using).filter(entry=entry, name=name).exists():
            told = ("the value is still there", "值仍然存在")
        elif not sealed:
            told = ("no such field was sealed", "封存时没有该字段")
        elif row.order is not None and not Entry.objects.using(using).filter(pk=row.order, log=log).exists():
            told = (
                f"the event {row.order} that ordered it is not in the log",
                f"日志中没有决定事件{row.order}",
            )
        else:
            continue
        yield Problem(
            kind="erasure", township=log.township, event=entry.pk, index=entry.index, field=name,
            detail=told[0], detail_zh=told[1],
        )  # fmt: skip


def _files(log: Log, root: Path | None) -> Iterator[Problem]:
    """Every use of a file against the head that sealed it; every file, once, against its digest and size."""
    using = log._state.db
    uses = FileUse.objects.using(using).filter(entry__log=log).order_by("digest", "entry__index")
    before = ""
    for use in uses.select_related("entry").iterator(500):
        told = None
        if f'"{use.digest}"' not in use.entry.head:
            told = ("the event never sealed it", "事件封存时没有它")
        elif root is not None and use.digest != before:
            before = use.digest
            told = _file(root, use, using)
        if told is not None:
            yield Problem(
                kind="file", township=log.township, event=use.entry_id, index=use.entry.index,
                file=use.digest, detail=told[0], detail_zh=told[1],
            )  # fmt: skip


def _file(root: Path, use: FileUse, using: str | None) -> tuple[str, str] | None:
    row = StoredFile.objects.using(using).filter(digest=use.digest).first()
    try:
        found, size = digest_of(place(root, use.digest))
    except (OSError, ValueError):
        if Erasure.objects.using(using).filter(entry=use.entry_id, name=FILE + use.digest).exists():
            return None
        return "it is not on disk", "磁盘上没有该文件"
    if found != use.digest:
        return f"its bytes have the digest {found}", f"内容摘要为{found}"
    if row is None or row.size != size:
        return f"its record does not state {size} bytes", f"登记的字节数不是{size}"
    return None


def _rows(log: Log, rows: Rows, fold: Fold) -> Iterator[Problem]:
    """Each matter's row against the fold of its events, in batches of matters."""
    using = log._state.db or "default"
    matters = Entry.objects.using(using).filter(log=log).values_list("register", "matter").distinct()
    batch: list[UUID] = []
    register = ""
    for name, matter in matters.order_by("register", "matter").iterator(2000):
        if batch and (name != register or len(batch) == 300):
            yield from _batch(log, register, batch, rows, fold)
            batch = []
        register = name
        batch.append(matter)
    if batch:
        yield from _batch(log, register, batch, rows, fold)


def _batch(log: Log, register: str, matters: list[UUID], rows: Rows, fold: Fold) -> Iterator[Problem]:
    for matter, events in events_of(register, matters, using=log._state.db or "default").items():
        yield from _row(log, register, matter, events, rows(register, matter), fold(events))


def _row(
    log: Log, register: str, matter: UUID, events: Sequence[Sealed],
    row: Mapping[str, Any] | None, folded: Mapping[str, Any],
) -> Iterator[Problem]:  # fmt: skip
    for name, value in folded.items():
        shown = None if value is ERASED else value
        if row is not None and name in row and row[name] == shown:
            continue
        writer = next((event for event in reversed(events) if name in event.values), events[-1])
        found = "no row" if row is None else repr(row.get(name))
        yield Problem(
            kind="row", township=log.township, event=writer.id, index=writer.index, field=name,
            register=register, matter=matter, detail=f"the events give {shown!r}, the row has {found}",
            detail_zh=f"按事件应为{shown!r}，台账为{found}",
        )  # fmt: skip
        if row is None:
            return


def _without_history(log: Log, listed: Listed) -> Iterator[Problem]:
    entries = Entry.objects.using(log._state.db).filter(log=log)
    for register, matter in listed(log.township):
        if not entries.filter(register=register, matter=matter).exists():
            yield Problem(
                kind="row", township=log.township, register=register, matter=matter, field="*",
                detail="no event ever wrote it", detail_zh="没有任何事件写过该行",
            )  # fmt: skip

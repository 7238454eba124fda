"""Chosen events with what proves them, in one folder or .zip that a stranger can verify without this program.

Masking is showing some openings: the commitments of the others stay in the proof, their values do not.
"""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from yifa.ledger import offline, seal
from yifa.ledger.files import CHUNK, place
from yifa.ledger.models import Checkpoint, Entry, Erasure, FileUse, Opening, StoredFile
from yifa.ledger.note import SUITE, Verifier
from yifa.ledger.tiles import Tree

Show = Callable[[Entry, str], bool]
README: Final = """\
This bundle proves what it contains. 本证据包可自行验证。

    python3 -I verify.py .

bundle.json  events: head, commitments, openings, proof 事件：事件头、承诺、明文、证明
files/       the files the events carry, by digest 事件所附文件，以摘要命名
verify.py    the verifier; needs Python 3.9 or newer and nothing else 验证程序，只需Python 3.9以上

A field whose opening is absent is hidden or erased; its commitment still takes part in the proof.
未附明文的字段是被遮盖或已依法删除的，其承诺仍参与证明。
Compare the key printed by the verifier with the one the township publishes.
请将验证程序显示的公钥与乡镇公布的公钥核对。
"""


def show_all(entry: Entry, name: str) -> bool:
    """Hides nothing."""
    return True


def export(
    entries: Iterable[Entry],
    target: Path,
    *,
    checkpoint: Checkpoint,
    keys: Iterable[Verifier],
    show: Show = show_all,
    files: Path | None = None,
    rows: Sequence[Mapping[str, Any]] = (),
) -> Path:
    """Writes a bundle of `entries` to `target` (a .zip, or a folder to be made) and gives `target`.

    `show(entry, name)` says which openings go out, and with the name `file:<digest>` which files; files
    go out only when `files` (FILES_ROOT) is given. `rows` are {"register", "matter", "columns"} to be
    shown as folds of the events. Raises ValueError for an event that is not under the checkpoint,
    FileExistsError when `target` is there."""
    log = checkpoint.log
    tree = Tree(log, checkpoint.size)
    events: list[dict[str, Any]] = []
    carried: dict[str, StoredFile] = {}
    stream = iter(entries)
    while batch := list(islice(stream, 500)):
        events += _events(batch, tree, show)
        if files is not None:
            carried |= _files(batch, show)
    told = {
        "format": "yifa-bundle",
        "version": 1,
        "suite": SUITE,
        "township": log.township,
        "checkpoint": checkpoint.note,
        "keys": [str(key) for key in keys],
        "events": sorted(events, key=lambda event: int(event["index"])),
        "files": [
            {"digest": row.digest, "name": row.name, "size": row.size, "kind": row.kind}
            for row in sorted(carried.values(), key=lambda row: row.digest)
        ],
        "rows": [json.loads(seal.text(dict(row))) for row in rows],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    _write(target, text, {digest: place(files, digest) for digest in carried} if files else {})
    return target


def _events(entries: Sequence[Entry], tree: Tree, show: Show) -> list[dict[str, Any]]:
    using = entries[0]._state.db
    keys = [entry.pk for entry in entries]
    openings: dict[Any, list[Opening]] = {key: [] for key in keys}
    for row in Opening.objects.using(using).filter(entry__in=keys).order_by("id"):
        openings[row.entry_id].append(row)
    erased: dict[Any, list[str]] = {key: [] for key in keys}
    for key, name in Erasure.objects.using(using).filter(entry__in=keys).values_list("entry_id", "name"):
        erased[key].append(name)
    made = []
    for entry in entries:
        if entry.log_id != tree.log.pk or entry.index >= tree.size:
            raise ValueError(
                f"event {entry.pk} is not under the checkpoint of {tree.size} events; sign a new one"
            )
        made.append(
            {
                "index": entry.index,
                "head": json.loads(entry.head),
                "commitments": json.loads(entry.commitments),
                "openings": [
                    {"name": row.name, "value": json.loads(row.value), "salt": bytes(row.salt).hex()}
                    for row in openings[entry.pk]
                    if show(entry, row.name)
                ],
                "erased": sorted(erased[entry.pk]),
                "leaf": bytes(entry.leaf).hex(),
                "proof": [part.hex() for part in tree.inclusion(entry.index)],
            }
        )
    return made


def _files(entries: Sequence[Entry], show: Show) -> dict[str, StoredFile]:
    using = entries[0]._state.db
    known = {entry.pk: entry for entry in entries}
    uses = FileUse.objects.using(using).filter(entry__in=list(known))
    shown = {use.digest for use in uses if show(known[use.entry_id], f"file:{use.digest}")}
    gone = Erasure.objects.using(using).filter(name__in=[f"file:{digest}" for digest in shown])
    shown -= {name.removeprefix("file:") for name in gone.values_list("name", flat=True)}
    return {row.digest: row for row in StoredFile.objects.using(using).filter(digest__in=shown)}


def _write(target: Path, text: str, files: Mapping[str, Path]) -> None:
    verifier = Path(offline.__file__).read_text(encoding="utf-8")
    texts = {"bundle.json": text, "verify.py": verifier, "README.txt": README}
    if target.suffix == ".zip":
        with target.open("xb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in texts.items():
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
            for digest, path in sorted(files.items()):
                with path.open("rb") as source, archive.open(zipfile.ZipInfo(f"files/{digest}"), "w") as sink:
                    _copy(source, sink)
        return
    target.mkdir(parents=True)
    for name, content in texts.items():
        (target / name).write_text(content, encoding="utf-8")
    for digest, path in sorted(files.items()):
        (target / "files").mkdir(exist_ok=True)
        shutil.copyfile(path, target / "files" / digest)


def _copy(source: BinaryIO, sink: Any) -> None:
    while piece := source.read(CHUNK):
        sink.write(piece)

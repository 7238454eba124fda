#!/usr/bin/env python3
"""Verifies a bundle of sealed events with the standard library alone: python3 -I verify.py BUNDLE [--key KEY].

BUNDLE is the .zip or the folder. It names which event, field, row or file does not match, in English and in
Chinese. Exit code: 0 everything matches, 1 something does not, 2 this is no bundle. Python 3.9 or newer.
验证证据包，只用标准库；指明哪个事件、字段、台账行或文件不符。退出码：0全部相符，1有不符，2不是证据包。
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import unicodedata
import zipfile
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Callable, Iterator  # noqa: UP035  (3.9 wants them here)

Report = Callable[[str, str], None]
Keys = list[tuple[str, bytes, bytes]]
HIDDEN = object()
_BAD = (ValueError, LookupError, TypeError, AttributeError, OSError, EOFError, RuntimeError, zlib.error)
BAD = (*_BAD, zipfile.BadZipFile)


class NoBundle(Exception):
    """It cannot be read as a bundle."""


def canonical(value: Any) -> str:
    """The canonical JSON of a parsed JSON value. Raises ValueError when it has none."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return json.dumps(unicodedata.normalize("NFC", value), ensure_ascii=False)
    if isinstance(value, int):
        if abs(value) < 2**53:
            return str(value)
        if abs(value) >= 2**1023 or Decimal(number(float(value))) != value:
            raise ValueError("an integer that is no exact number of JSON")
        return number(float(value))
    if isinstance(value, float):
        return number(value)
    if isinstance(value, list):
        return "[" + ",".join([canonical(item) for item in value]) + "]"
    items = {unicodedata.normalize("NFC", key): item for key, item in value.items()}
    if len(items) != len(value):
        raise ValueError("two keys are the same in NFC")
    order = sorted(items, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join([canonical(key) + ":" + canonical(items[key]) for key in order]) + "}"


def number(value: float) -> str:
    """A number as ECMAScript writes it."""
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError("not a JSON number")
    if value == 0:
        return "0"
    sign, figures, exponent = Decimal(repr(value)).normalize().as_tuple()
    digits = "".join(map(str, figures))
    point = len(digits) + int(exponent)
    if len(digits) <= point <= 21:
        body = digits + "0" * (point - len(digits))
    elif 0 < point <= 21:
        body = digits[:point] + "." + digits[point:]
    elif -6 < point <= 0:
        body = "0." + "0" * -point + digits
    else:
        body = digits[0] + ("." + digits[1:] if digits[1:] else "") + f"e{point - 1:+d}"
    return ("-" if sign else "") + body


def digest(prefix: bytes, value: Any) -> bytes:
    """SHA-256(prefix ‖ canonical(value)): a field's commitment (prefix: salt) or an event's leaf (prefix: zero)."""
    try:
        return hashlib.sha256(prefix + canonical(value).encode()).digest()
    except ValueError:
        return b""


def raw(text: str, base: int = 16) -> bytes:
    """The bytes of a hex or base64 text; nothing for a damaged one, so that its owner is named as not matching."""
    try:
        return bytes.fromhex(text) if base == 16 else base64.b64decode(text, validate=True)
    except ValueError:
        return b""


def included(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """RFC 9162, 2.1.3.2: whether `leaf` is number `index` of the `size` leaves under `root`."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for part in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = hashlib.sha256(b"\1" + part + found).digest()
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = hashlib.sha256(b"\1" + found + part).digest()
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


# Ed25519, RFC 8032, verification only.
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)  # noqa: E741  (the RFC's letter)


def _recover(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * I % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def _point(code: bytes) -> Any:
    y = int.from_bytes(code, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = _recover(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def _add(one: Any, two: Any) -> Any:
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(factor: int, point: Any) -> Any:
    found: Any = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            found = _add(found, point)
        point = _add(point, point)
        factor >>= 1
    return found


_Y = 4 * pow(5, P - 2, P) % P
_X = _recover(_Y, 0) or 0
BASE = (_X, _Y, 1, _X * _Y % P)


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` is that of the Ed25519 key `public`."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, start = _point(public), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or start is None or scalar >= Q:
        return False
    factor = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    left, right = _times(scalar, BASE), _add(start, _times(factor, key))
    same: bool = (left[1] * right[2] - right[1] * left[2]) % P == 0
    return bool((left[0] * right[2] - right[0] * left[2]) % P == 0 and same)


# Signed notes: github.com/C2SP/C2SP, signed-note and tlog-checkpoint.
ED25519 = b"\1"


def key_of(line: str) -> tuple[str, bytes, bytes]:
    """Name, id and public key of a verifier key. Raises ValueError."""
    name, identity, coded = [*line.strip().split("+", 2), "", ""][:3]
    key = raw(coded, 64)
    made = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    if key[:1] != ED25519 or len(key) != 33 or made.hex() != identity:
        raise ValueError(f"{line!r} is not an Ed25519 verifier key")
    return name, made, key[1:]


def statement(note: str, keys: Keys, report: Report) -> tuple[str, int, bytes, list[str]]:
    """Origin, size, root and signers of a checkpoint; a known key's bad signature is reported."""
    text, gap, tail = note.rpartition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3 or not lines[1].isdigit():
        report("checkpoint: it is not a signed note", "检查点：不是签名文本")
        return "", 0, b"", []
    names = []
    for line in tail.splitlines():
        name, _, coded = line[2:].partition(" ")
        for public in [key[2] for key in keys if key[:2] == (name, raw(coded, 64)[:4])]:
            if signed(public, (text + "\n").encode(), raw(coded, 64)[4:]):
                names.append(name)
            else:
                report(f"checkpoint: the signature of {name} does not verify", f"检查点：{name}的签名无效")
    return lines[0], int(lines[1]), raw(lines[2], 64), names


class Source:
    """The bundle's files, from a folder or a .zip."""

    def __init__(self, path: Path) -> None:
        self.zip = zipfile.ZipFile(path) if path.is_file() else None
        self.path = path

    def open(self, name: str) -> BinaryIO:
        """A stream of the file `name`. Raises OSError or KeyError."""
        if self.zip is not None:
            return self.zip.open(name)  # type: ignore[return-value]
        return (self.path / name).open("rb")

    def files(self) -> list[str]:
        """The names below files/."""
        if self.zip is not None:
            return [
                name[6:] for name in self.zip.namelist() if name.startswith("files/") and name != "files/"
            ]
        return (
            [path.name for path in (self.path / "files").iterdir()] if (self.path / "files").is_dir() else []
        )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise NoBundle("a JSON object has the same key twice")
    return dict(pairs)


def check_events(events: list[Any], size: int, root: bytes, report: Report) -> dict[str, int]:
    """Every event against its leaf, its openings and the root; gives counts."""
    counts = {"fields": 0, "hidden": 0, "erased": 0}
    for event in events:
        place = event["head"].get("id"), event["index"]
        who, wer = "event {} (number {})".format(*place), "事件{}（序号{}）".format(*place)
        sealed, wrong = {name: code for name, code in event["commitments"]}, {}
        for shown in event["openings"]:
            made = digest(raw(shown["salt"]), [shown["name"], shown["value"]]).hex()
            if made != sealed.get(shown["name"]):
                wrong[shown["name"]] = made
        fault = _leaf_fault(event, wrong, size, root)
        if fault not in (None, COMMITMENT):
            report(f"{who}: {fault[0]}", f"{wer}：{fault[1]}")
        told = COMMITMENT if fault is COMMITMENT else OPENING
        for name in wrong:
            report(f"{who}, field {name}: {told[0]}", f"{wer}，字段“{name}”：{told[1]}")
        gone = len(set(event.get("erased", ())) & set(sealed))
        counts["fields"] += len(event["openings"])
        counts["erased"] += gone
        counts["hidden"] += len(sealed) - len(event["openings"]) - gone
    return counts


OPENING = ("its value or salt is not the one that was sealed", "值或盐与封存时不一致")
COMMITMENT = ("its commitment is not the one that was sealed", "承诺与封存时不一致")


def _leaf_fault(event: Any, wrong: dict[str, str], size: int, root: bytes) -> tuple[str, str] | None:
    """What keeps an event from standing under the root; `wrong` are commitments remade from openings."""
    leaf, stated = digest(b"\0", [event["head"], event["commitments"]]), raw(event["leaf"])
    path = [raw(part) for part in event["proof"]]
    mended = digest(
        b"\0", [event["head"], [[name, wrong.get(name, code)] for name, code in event["commitments"]]]
    )
    if included(leaf, event["index"], size, path, root):
        if leaf == stated:
            return None
        return "the stated leaf is not the hash of the event", "所列叶值与事件不符"
    if wrong and included(mended, event["index"], size, path, root):
        return COMMITMENT
    if included(stated, event["index"], size, path, root):
        return "its head or commitments are not those that were sealed", "事件头或承诺与封存时不一致"
    if leaf == stated:
        return "it does not stand at this place under the signed root", "不在所签的树中该位置"
    return "neither event nor proof leads to the signed root", "事件与证明均不能到达所签的根"


def fold(row: Any, events: list[Any]) -> dict[str, tuple[Any, Any]]:
    """Each column's value and last writer by legal date; corrections stand in the place of what they correct."""
    own = [event for event in events if event["head"]["matter"] == row["matter"]]
    own = sorted(
        (event for event in own if event["head"]["register"] == row["register"]), key=lambda e: e["index"]
    )
    first = {event["head"]["id"]: event for event in own if not event["head"].get("voids")}
    now: dict[str, Any] = dict(first)
    for event in own:
        target = event["head"].get("voids")
        if target in first and event["head"]["step"] == "void":
            now.pop(target, None)
        elif target in first:
            now[target] = event
    written: dict[str, tuple[Any, Any]] = {}
    for key in sorted(now, key=lambda key: (now[key]["head"]["on"], first[key]["index"])):
        for event in (first[key], now[key]):
            written.update({name: (HIDDEN, event["head"]["id"]) for name, _ in event["commitments"]})
            written.update(
                {shown["name"]: (shown["value"], event["head"]["id"]) for shown in event["openings"]}
            )
    return written


def check_rows(rows: list[Any], events: list[Any], report: Report) -> None:
    """Every row against the fold of the events shown."""
    for row in rows:
        written = fold(row, events)
        for name, value in row["columns"].items():
            sealed, event = written.get(name, (HIDDEN, None))
            if sealed is HIDDEN or canonical(sealed) != canonical(value):
                place = f"{row['register']}/{row['matter']}"
                english = f"row {place}, column {name}: it is not what event {event} sealed"
                report(english, f"台账行{place}，列“{name}”：与事件{event}封存的不一致")


def check_files(listed: list[Any], events: list[Any], source: Source, report: Report) -> None:
    """Every file against its digest, and every digest against the event that sealed it."""
    sealed = {digest: event["head"]["id"] for event in events for digest in event["head"].get("files", ())}
    for row in listed:
        event = sealed.get(row["digest"])
        who = f"file {row['name']} ({row['digest']}), event {event}"
        wer = f"文件{row['name']}（{row['digest']}），事件{event}"
        hasher = hashlib.sha256()
        try:
            with source.open("files/" + row["digest"]) as stream:
                for piece in iter(lambda: stream.read(1 << 20), b""):
                    hasher.update(piece)
        except BAD:
            report(who + ": it cannot be read", wer + "：无法读取")
            continue
        if hasher.hexdigest() != row["digest"]:
            report(who + ": its bytes are not those that were sealed", wer + "：内容与封存时不一致")
        if row["digest"] not in sealed:
            report(who + ": no event sealed it", wer + "：没有事件封存过它")
    for name in sorted(set(source.files()) - {row["digest"] for row in listed}):
        report(f"file {name}: no event sealed it", f"文件{name}：没有事件封存过它")


def verify(path: Path, pinned: list[str]) -> Iterator[str]:
    """Checks the bundle; yields the lines to be printed and ends with the verdict. Raises NoBundle."""
    problems: list[tuple[str, str]] = []

    def report(english: str, chinese: str) -> None:
        problems.append((english, chinese))

    try:
        source = Source(path)
        with source.open("bundle.json") as stream:
            told = json.loads(stream.read().decode("utf-8"), object_pairs_hook=_once)
        if told["format"] != "yifa-bundle" or told["version"] != 1:
            raise NoBundle("this verifier reads yifa-bundle version 1 only")
        keys = [key_of(line) for line in pinned or told["keys"]]
        origin, size, root, names = statement(told["checkpoint"], keys, report)
        if not (names if pinned else told["township"] in names):
            report("checkpoint: the key that should have signed it did not", "检查点：没有应有的签名")
        if origin != told["township"] or any(event["head"]["township"] != origin for event in told["events"]):
            report("checkpoint: it is that of another township", "检查点：属于另一乡镇")
        counts = check_events(told["events"], size, root, report)
        check_rows(told["rows"], told["events"], report)
        check_files(told["files"], told["events"], source, report)
    except BAD as error:
        raise NoBundle(f"{type(error).__name__}: {error}") from error
    for name, identity, public in keys:
        if name in names:
            yield f"key 公钥: {name}+{identity.hex()}+{base64.b64encode(ED25519 + public).decode()}"
    if not pinned:
        yield "The keys come from the bundle; compare them with the published ones. 公钥取自本包，请与公布的核对。"
    for english, chinese in problems:
        yield f"MISMATCH {english}. 不符：{chinese}。"
    shown = f"{counts['fields']} fields shown, {counts['hidden']} hidden, {counts['erased']} erased"
    rest = f"{len(told['files'])} files, {len(told['rows'])} rows, tree of {size} events"
    yield f"{len(told['events'])} events, {shown}, {rest}"
    yield f"{len(problems)} MISMATCHES 处不符" if problems else "OK 全部相符"


def main(arguments: list[str]) -> int:
    """Prints the verdict and gives the exit code."""
    if sys.version_info < (3, 9):  # noqa: UP036  (it runs outside this program)
        print("Python 3.9 or newer is needed. 需要Python 3.9以上。")
        return 2
    words, pinned = list(arguments), []
    while "--key" in words[:-1]:
        at = words.index("--key")
        pinned.append(words.pop(at + 1))
        del words[at]
    try:
        lines = list(verify(Path(*words), pinned)) if len(words) == 1 else [str(__doc__)]
    except NoBundle as error:
        lines = [f"NO BUNDLE: {error}. 不是可读的证据包。"]
    print("\n".join(lines))
    return 2 if len(lines) == 1 else 0 if lines[-1].startswith("OK") else 1


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))

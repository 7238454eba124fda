"""One value has one sequence of bytes, and one sequence of bytes has one seal.

Canonical JSON is RFC 8785 (keys by UTF-16 code unit, ECMAScript numbers) over NFC text; dates are ISO,
instants UTC to the second, decimals strings in plain notation with the digits they came with.  No Django
here."""

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final
from unicodedata import is_normalized, normalize
from uuid import UUID

FORMAT: Final = 1
SUITE: Final = "sha256"
SALT_BYTES: Final = 16
SAFE: Final = 2**53 - 1
_quote: Callable[[str], str] = json.encoder.encode_basestring


def canonical(value: Any) -> bytes:
    """The one byte string of a value. Raises ValueError or TypeError for what has none (NaN …)."""
    return text(value).encode("utf-8")


def text(value: Any) -> str:
    """The canonical JSON of a value as text; `canonical` is its UTF-8."""
    kind = type(value)
    if kind is str:
        return string(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return _integer(value)
    if kind is dict:
        return _object(value)
    if kind is list or kind is tuple:
        return "[" + ",".join([text(item) for item in value]) + "]"
    return _rare(value)


def string(value: str) -> str:
    """A JSON string of the NFC form of `value`."""
    if not value.isascii() and not is_normalized("NFC", value):
        value = normalize("NFC", value)
    return _quote(value)


def instant(value: datetime) -> str:
    """An aware instant as UTC seconds, `2026-01-05T08:00:00Z`. Refuses a naive one: it names no instant."""
    if value.tzinfo is None:
        raise ValueError("a datetime without a time zone has no canonical form")
    return value.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


def in_order(names: Iterable[str]) -> list[str]:
    """Names in RFC 8785 order, by UTF-16 code unit."""
    names = list(names)
    if all(map(str.isascii, names)):
        return sorted(names)
    return sorted(names, key=lambda name: name.encode("utf-16-be", "surrogatepass"))


def salts(count: int) -> list[bytes]:
    """Fresh random salts, drawn in one call because the system call costs more than the bytes."""
    pool = os.urandom(SALT_BYTES * count)
    return [pool[at : at + SALT_BYTES] for at in range(0, len(pool), SALT_BYTES)]


def commit(salt: bytes, name: str, value: Any) -> bytes:
    """SHA-256(salt ‖ canonical([name, value])), 32 bytes."""
    return sha256(salt + f"[{string(name)},{text(value)}]".encode()).digest()


def leaf(head: Mapping[str, Any], commitments: Sequence[Sequence[str]]) -> bytes:
    """SHA-256(0x00 ‖ canonical([head, commitments])), an RFC 6962 leaf hash. `commitments`: [name, hex]."""
    return leaf_of_text(text(dict(head)), text(commitments))


def leaf_of_text(head: str, commitments: str) -> bytes:
    """The leaf of a head and commitments that are already canonical."""
    return sha256(f"\0[{head},{commitments}]".encode()).digest()


def _integer(value: int) -> str:
    if -SAFE <= value <= SAFE:
        return str(int(value))
    # RFC 8785 knows doubles only: a larger integer is taken when a double writes it with the same digits.
    if abs(value) < 1 << 1023 and Decimal(made := _float(float(value))) == value:
        return made
    raise ValueError(f"the integer {value} is no exact number of JSON; write it as a string")


def _object(value: Mapping[str, Any]) -> str:
    normal = {normalize("NFC", key): item for key, item in value.items()}
    if len(normal) != len(value):
        raise ValueError("two keys of an object are the same in NFC")
    return "{" + ",".join([f"{_quote(key)}:{text(normal[key])}" for key in in_order(normal)]) + "}"


def _rare(value: Any) -> str:
    if isinstance(value, datetime):
        return _quote(instant(value))
    if isinstance(value, (date, time)):
        return _quote(value.isoformat())
    if isinstance(value, Decimal):
        return _quote(_decimal(value))
    if isinstance(value, UUID):
        return _quote(str(value))
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, str):
        return string(str(value))
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, Mapping):
        return _object(value)
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray, memoryview)):
        return "[" + ",".join([text(item) for item in value]) + "]"
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is not a number that can be sealed")
    return format(abs(value) if value == 0 else value, "f")


def _float(value: float) -> str:
    """ECMAScript Number::toString, as RFC 8785, 3.2.2.3 orders; the shortest digits are `repr`'s."""
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"{value} is not a JSON number")
    if value == 0:
        return "0"
    sign, figures, exponent = Decimal(repr(value)).normalize().as_tuple()
    assert isinstance(exponent, int)
    digits = "".join(map(str, figures))
    point = len(digits) + exponent
    if len(digits) <= point <= 21:
        body = digits + "0" * (point - len(digits))
    elif 0 < point <= 21:
        body = digits[:point] + "." + digits[point:]
    elif -6 < point <= 0:
        body = "0." + "0" * -point + digits
    else:
        body = digits[0] + ("." + digits[1:] if digits[1:] else "") + f"e{point - 1:+d}"
    return ("-" if sign else "") + body

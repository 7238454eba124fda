"""Small benches of single functions: seal, tree, calendar; each with its floor written by hand."""

import json
from datetime import date, timedelta
from hashlib import sha256

from yifa.cli.bench import Bench
from yifa.law import calendars
from yifa.ledger import merkle, seal

HEAD = {
    "format": 1,
    "register": "penalty",
    "step": "decide",
    "on": "2021-07-15",
    "recorded": "2021-07-15T01:02:03Z",
}
FIELDS = {f"栏目{number}": f"某个栏目里的一句话，第{number}项" for number in range(8)}
SALT = bytes(16)


def sealing() -> Bench:
    """One event of eight fields: commitments and leaf, against the bare hashing of texts made beforehand."""
    names = [json.dumps([name, value], ensure_ascii=False).encode() for name, value in FIELDS.items()]
    whole = json.dumps([HEAD, [[name, "0" * 64] for name in FIELDS]], ensure_ascii=False).encode()

    def ours() -> object:
        commitments = [[name, seal.commit(SALT, name, value).hex()] for name, value in FIELDS.items()]
        return seal.leaf(HEAD, commitments)

    def floor() -> object:
        return [sha256(SALT + name).hexdigest() for name in names], sha256(b"\0" + whole).digest()

    return Bench("seal one event of 8 fields", ours, floor, "events")


def growing() -> Bench:
    """A tree that grows by 10,000 leaves, against the bare number of hashes that it cannot do without."""
    leaves = [sha256(bytes([number & 255, number >> 8])).digest() for number in range(10_000)]

    def ours() -> object:
        tree = merkle.Frontier()
        tree.extend(leaves)
        return tree.root()

    def floor() -> object:
        last = leaves[0]
        for leaf in leaves:
            last = sha256(b"\1" + last + leaf).digest()
        return last

    return Bench("append 10,000 leaves to the tree", ours, floor, "leaves", len(leaves))


def counting() -> Bench:
    """Seven working days from each day of a year, against one addition of days each."""
    calendar = calendars.load()
    days = [date(2021, 1, 1) + timedelta(days=number) for number in range(365)]

    def ours() -> object:
        return [calendar.forward(day, 7) for day in days]

    def floor() -> object:
        return [day + timedelta(days=7) for day in days]

    return Bench("count 7 working days, 365 times", ours, floor, "days", len(days))

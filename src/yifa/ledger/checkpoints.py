"""Signs what a log is now, and adds the county's name to it."""

from datetime import UTC, datetime

from yifa.ledger import note
from yifa.ledger.merkle import Frontier
from yifa.ledger.models import Checkpoint, Log
from yifa.ledger.note import NoteError, Signer, Statement, Verifier


def make(log: Log, signer: Signer, now: datetime) -> Checkpoint:
    """The signed checkpoint of `log` as it stands; the newest one again when nothing was added since."""
    using = log._state.db
    root = Frontier.load(log.size, log.frontier).root()
    newest = Checkpoint.objects.using(using).filter(log=log, size=log.size).order_by("-id").first()
    if newest is not None and bytes(newest.root) == root and signed(newest, signer.verifier):
        return newest
    text = note.statement(log.township, log.size, root, now).text()
    return _store(log, note.sign(text, signer))


def signed(checkpoint: Checkpoint, verifier: Verifier) -> bool:
    """Whether the key's holder signed this checkpoint."""
    try:
        return verifier.name in note.signed_by(checkpoint.note, [verifier])[1]
    except NoteError:
        return False


def countersign(checkpoint: Checkpoint, county: Signer) -> Checkpoint:
    """A further row of the same text with the county's signature line; itself if it already signed."""
    if signed(checkpoint, county.verifier):
        return checkpoint
    return _store(checkpoint.log, note.countersign(checkpoint.note, county))


def newest(log: Log) -> Checkpoint | None:
    """The checkpoint of the most events, with the most signatures."""
    return Checkpoint.objects.using(log._state.db).filter(log=log).order_by("-size", "-id").first()


def _store(log: Log, signed_note: str) -> Checkpoint:
    said = Statement.parse(note.parts(signed_note)[0])
    recorded = datetime.strptime(said.recorded, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return Checkpoint.objects.using(log._state.db).create(
        log=log, size=said.size, root=said.root, note=signed_note, recorded=recorded
    )

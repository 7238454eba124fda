"""What the worker does at night for every township: legal fictions, a signed checkpoint, rows against their events."""

import logging

from django.conf import settings

from yifa.jobs.loop import Work
from yifa.ledger import checkpoints, keys
from yifa.ledger.models import Log
from yifa.matter.audit import audit
from yifa.matter.nightly import deem
from yifa.matter.refusal import Refusal
from yifa.matter.register import Register, registers
from yifa.people.models import Organisation
from yifa.people.roles import Level

log = logging.getLogger(__name__)

FICTIONS, SIGN, AUDIT = "night.fictions", "night.checkpoint", "night.audit"


class RowsDiffer(Exception):
    """Some rows are not what their events say; the log lines before it name them."""


def fictions(work: Work) -> None:
    """Records what the law deems to have happened."""
    for township, register in _all():
        for deemed in deem(register, township, work.now()):
            refused = isinstance(deemed.answer, Refusal)
            log.log(
                logging.WARNING if refused else logging.INFO,
                "night.fiction.%s register=%s matter=%s step=%s on=%s",
                "refused" if refused else "recorded",
                deemed.register,
                deemed.matter,
                deemed.step,
                deemed.on,
            )


def sign(work: Work) -> None:
    """Signs a checkpoint of every log that has grown since the last."""
    for number, entry in enumerate(Log.objects.filter(size__gt=0).order_by("pk"), start=1):
        made = checkpoints.make(entry, keys.signer(settings.KEYS_ROOT, entry.township), work.now())
        log.info("night.checkpoint township=%s size=%s", entry.township, made.size)
        work.progress(number, number)


def audit_rows(work: Work) -> None:
    """Compares every row with the fold of its events; raises RowsDiffer, so that the job stands as failed."""
    wrong = rows = 0
    pairs = _all()
    for number, (township, register) in enumerate(pairs, start=1):
        for found in audit(register, township):
            wrong += 1
            mismatch = found.mismatch
            # Ids and the column only: the values may be personal.
            log.error(
                "night.audit.differs register=%s matter=%s column=%s event=%s",
                mismatch.register,
                mismatch.matter,
                mismatch.column or "*",
                found.event,
            )
        rows += register.model._default_manager.filter(township=township).count()
        work.progress(number, len(pairs))
    log.info("night.audit rows=%s wrong=%s", rows, wrong)
    if wrong:
        raise RowsDiffer(f"{wrong} columns of {rows} rows differ; yifa verify names them")


def _all() -> list[tuple[Organisation, Register]]:
    townships = Organisation.objects.filter(level=Level.TOWNSHIP).order_by("name")
    return [(township, register) for township in townships for register in registers()]

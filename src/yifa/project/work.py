"""What the worker does: which handler does which job, and which jobs the calendar asks for."""

from datetime import time

from yifa.desk.intake_job import READ, read_handed_in
from yifa.jobs.loop import Daily, Handler
from yifa.project import night
from yifa.sheets.taking import TAKE, take_upload

HANDLERS: dict[str, Handler] = {
    TAKE: take_upload,
    READ: read_handed_in,
    night.FICTIONS: night.fictions,
    night.SIGN: night.sign,
    night.AUDIT: night.audit_rows,
}

# Fictions first, so that the night's checkpoint covers them.
SCHEDULE: tuple[Daily, ...] = (
    Daily(night.FICTIONS, time(0, 20)),
    Daily(night.SIGN, time(1, 0)),
    Daily(night.AUDIT, time(2, 0)),
)

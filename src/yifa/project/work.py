"""What the worker does: which handler does which job, and which jobs the calendar asks for."""

from yifa.jobs.loop import Daily, Handler
from yifa.sheets.taking import TAKE, take_upload

HANDLERS: dict[str, Handler] = {TAKE: take_upload}

SCHEDULE: tuple[Daily, ...] = ()

"""What the worker does: which handler does which job, and which jobs the calendar asks for."""

from yifa.jobs.loop import Daily, Handler

HANDLERS: dict[str, Handler] = {}

SCHEDULE: tuple[Daily, ...] = ()

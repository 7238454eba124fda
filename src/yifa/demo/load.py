"""Records the invented year through the write door, in order of time; a killed load goes on where it stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

from django.db import transaction

from yifa.demo.acts import Act, Plot, Stage, entered
from yifa.demo.year import year
from yifa.jobs.models import Job
from yifa.jobs.queue import enqueue
from yifa.ledger import files
from yifa.ledger.models import Entry
from yifa.matter.models import Matter
from yifa.matter.record import BEIJING, record
from yifa.matter.refusal import Refusal
from yifa.matter.register import Register, register

JOB = "demo"
BATCH = 40
GAP = timedelta(seconds=37)

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Cue:
    """One act of one plot at its instant; no two cues share one."""

    at: datetime
    plot: Plot
    act: Act


@dataclass
class Loaded:
    """What became of the load: acts done, events sealed, and acts that went against the script."""

    acts: int = 0
    events: int = 0
    missed: int = 0


def note(township: UUID) -> Job | None:
    """The note of the load, which says how far it is; None before the first."""
    return Job.objects.filter(key=f"{JOB}:{township}").first()


def begun() -> bool:
    """Whether a year was ever begun in this database, in whatever township."""
    return Job.objects.filter(name=JOB).exists()


def done(township: UUID) -> bool:
    """Whether the year is loaded to its end."""
    job = note(township)
    return job is not None and job.state == Job.State.DONE


def load(
    rooms: Sequence[Register], stage: Stage, *, now: datetime, folder: Path, told: Told = lambda *_: None
) -> Loaded:
    """Records the year that ends on the day before the load was first begun; nothing when it is there.

    ``folder`` takes the files that come with acts (FILES_ROOT). ``told`` hears how many acts of how many are
    done. Each batch and the note of how far the load is are one transaction, so that a kill loses at most a
    batch and doubles nothing.
    """
    place = stage.township
    job = enqueue(JOB, now=now, key=f"{JOB}:{place.pk}", about=now.astimezone(BEIJING).date().isoformat())
    loaded = Loaded()
    if job.state == Job.State.DONE:
        return loaded
    cues = cued(year(rooms, stage, date.fromisoformat(job.about)))
    rows = _begun(place.pk, cues[: job.done])
    for start in range(job.done, len(cues), BATCH):
        batch = cues[start : start + BATCH]
        with transaction.atomic():
            for cue in batch:
                _take(cue, stage, rows, folder, loaded)
            Job.objects.filter(pk=job.pk).update(done=start + len(batch), total=len(cues))
        told(start + len(batch), len(cues))
    Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, ended=now)
    return loaded


def cued(plots: Sequence[Plot]) -> list[Cue]:
    """All acts in the order in which they are recorded, each at an instant of its own during office hours."""
    waiting: list[tuple[datetime, int, int, Plot, Act]] = []
    for number, plot in enumerate(plots):
        before = datetime.min.replace(tzinfo=BEIJING)
        for turn, act in enumerate(plot.acts):
            before = max(before, _instant(act, number))
            waiting.append((before, number, turn, plot, act))
    cues: list[Cue] = []
    for at, _, _, plot, act in sorted(waiting, key=lambda item: item[:3]):
        cues.append(Cue(max(at, cues[-1].at + GAP) if cues else at, plot, act))
    return cues


def _instant(act: Act, number: int) -> datetime:
    if isinstance(act.on, datetime):
        return act.on.replace(tzinfo=BEIJING)
    return datetime.combine(act.on, time(9 + number % 7, number * 13 % 60), BEIJING)


def _begun(township: UUID, cues: Sequence[Cue]) -> dict[str, UUID]:
    """The matters that an earlier run began, by plot; found by the instants, which are each cue's own."""
    plots = {cue.at: cue.plot for cue in cues}
    entries = Entry.objects.filter(log=str(township)).values_list("recorded", "matter")
    return {_key(plots[at]): matter for at, matter in entries if at in plots}


def _key(plot: Plot) -> str:
    return f"{plot.register}/{plot.name}"


def _take(cue: Cue, stage: Stage, rows: dict[str, UUID], folder: Path, loaded: Loaded) -> None:
    act, room, key = cue.act, register(cue.plot.register), _key(cue.plot)
    row = _row(room, rows, key)
    loaded.acts += 1
    if row is None and act is not cue.plot.acts[0]:
        loaded.missed += 1  # what opens the matter was refused
        return
    answer = record(
        room,
        row,
        act.step,
        entered(room, act, stage.cast),
        on=act.on.replace(tzinfo=BEIJING) if isinstance(act.on, datetime) else act.on,
        now=cue.at,
        by=stage.cast[act.login],
        who=act.who,
        files=_papers(act, folder),
        reason=act.reason,
    )
    if isinstance(answer, Refusal):
        loaded.missed += not act.blocked
        return
    loaded.missed += act.blocked
    loaded.events += 1
    rows[key] = answer.matter


def _row(room: Register, rows: Mapping[str, UUID], key: str) -> Matter | None:
    return room.model._default_manager.get(pk=rows[key]) if key in rows else None


def _papers(act: Act, folder: Path) -> tuple[str, ...]:
    if not act.paper:
        return ()
    title = act.paper.split("\n")[0]
    stored = files.store(folder, BytesIO(act.paper.encode()), name=f"{title}.txt", kind="txt")
    return (stored.digest,)

"""Reads one file that was handed in: by the worker, or at once when it came alone."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from yifa.desk.models import Batch, HandedIn, Intake
from yifa.jobs.loop import Work
from yifa.jobs.models import Job
from yifa.jobs.queue import Effect
from yifa.reader.document import Report, Source
from yifa.reader.load import Unreadable, load_bytes
from yifa.reader.read import read_source

log = logging.getLogger(__name__)

READ = "intake.read"
EMPTY = "里面没有文字。请看看是不是交错了文件。"
LOST = "存下的文件打不开，请再交一次。"
FAULT = "读这份文件时程序出了错，已记下编号{number}，别的文件不受影响。请另存为.docx再交，还不行就把编号告诉管理员。"


def folder_of(batch: Batch) -> Path:
    """Where the files of a batch lie, named by their place: names from outside never become paths."""
    return Path(settings.UPLOADS_ROOT) / "reports" / str(batch.pk)


def path_of(file: HandedIn) -> Path:
    """Where one file lies."""
    return folder_of(file.batch) / f"{file.place:04}"


def read_handed_in(work: Work) -> Effect | None:
    """The worker's handler: reads a file, and keeps the report or the reason together with the note that it is done."""
    file = HandedIn.objects.select_related("batch").get(pk=work.about)
    if file.state != HandedIn.State.WAITING:
        return None
    return settle(file, work.now())


def failed(files: Iterable[HandedIn]) -> QuerySet[Job]:
    """The jobs that were given up: each time they read their file they were cut off."""
    waiting = [f"{READ}:{file.pk}" for file in files if file.state == HandedIn.State.WAITING]
    return Job.objects.filter(key__in=waiting, state=Job.State.FAILED)


def settle(file: HandedIn, now: datetime) -> Effect:
    """Reads a file; what is returned writes down what became of it, and is safe to repeat."""
    told = _judge(file)
    if isinstance(told, str):
        reason = told[:400]
        return lambda: HandedIn.objects.filter(pk=file.pk).update(state=HandedIn.State.REFUSED, reason=reason)
    digest, report = told

    def write() -> None:
        kept = _keep(file, digest, report, now)
        HandedIn.objects.filter(pk=file.pk).update(state=HandedIn.State.READ, reason="", report=kept)

    return write


def _judge(file: HandedIn) -> tuple[str, Report] | str:
    """The digest and the report, or why it cannot be read."""
    try:
        data = path_of(file).read_bytes()
    except OSError:
        return LOST
    try:
        report = read_source(_storable(load_bytes(data, file.name)))
    except Unreadable as refusal:
        return refusal.text
    except Exception:
        # Whatever a strange file brings the reader to raise belongs to that file; the others are read.
        number = str(file.pk)
        log.exception("intake.read.failed file=%s", number)
        return FAULT.format(number=number)
    return EMPTY if report.genre == "empty" else (hashlib.sha256(data).hexdigest(), report)


def _storable(source: Source) -> Source:
    """The source without NUL, which PostgreSQL refuses in a text; every other character keeps its place."""
    text = source.text.replace("\x00", "\ufffd")
    return Source(source.name, text, source.kind, source.encoding, source.pages, source.notices)


def _keep(file: HandedIn, digest: str, report: Report, now: datetime) -> Intake:
    source = report.source
    before = Intake.objects.filter(office_id=file.batch.office_id, digest=digest).first()
    if before is not None and before.text != source.text and _worked_on(before):
        # The places of decisions and stored figures belong to the text as it was loaded then.
        return before
    kept, _ = Intake.objects.update_or_create(
        office_id=file.batch.office_id,
        digest=digest,
        defaults={
            "officer": file.batch.officer,
            "at": now,
            "name": file.name,
            "kind": source.kind,
            "text": source.text,
            "notices": [[notice.code, notice.text, notice.page] for notice in source.notices],
            "title": report.value("title")[:200],
            "body": report.value("issuing_body")[:120],
            "year": report.year,
            "figures": len(report.figures),
            "errors": sum(found.severity == "error" for found in report.findings),
            "warnings": sum(found.severity == "warn" for found in report.findings),
        },
    )
    return kept


def _worked_on(row: Intake) -> bool:
    return row.state != "new" or row.decisions.exists()

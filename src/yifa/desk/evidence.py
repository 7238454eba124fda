"""The files of a matter with their digests, and the door through which a file comes in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase

from yifa.desk.asking import asker, register_for, row_for
from yifa.desk.shown.parts import File
from yifa.ledger.files import digest_of, place, store
from yifa.ledger.models import StoredFile
from yifa.matter.history import Happened, history
from yifa.matter.register import Version

LARGEST = 50 * 1024 * 1024
KINDS = {
    "pdf": b"%PDF",
    "png": b"\x89PNG",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "ofd": b"PK\x03\x04",
    "doc": b"\xd0\xcf\x11\xe0",
    "xls": b"\xd0\xcf\x11\xe0",
    "txt": b"",
}


class BadFile(ValueError):
    """A file that is not taken in; the message says why, in Chinese."""


def take(upload: UploadedFile[Any]) -> StoredFile:
    """Keeps an uploaded file under its digest. Raises BadFile for one that is not what its name says."""
    name = PurePath(upload.name or "").name
    ending = PurePath(name).suffix.lower().lstrip(".")
    if upload.size is None or upload.size == 0:
        raise BadFile(f"“{name}”是空文件，请重新选择")
    if upload.size > LARGEST:
        raise BadFile(f"“{name}”有{upload.size // 1048576}MB，最大50MB。可以先压缩图片再上传")
    if ending not in KINDS:
        raise BadFile(f"“{name}”不是能收的类型，能收{'、'.join(sorted(KINDS))}")
    head = upload.read(8)
    upload.seek(0)
    if not head.startswith(KINDS[ending]) or (ending == "txt" and b"\x00" in head):
        raise BadFile(f"“{name}”的内容不是{ending}文件，请检查是不是改过后缀")
    return store(settings.FILES_ROOT, upload, name=name, kind=ending)  # type: ignore[arg-type]


def files_of(events: Sequence[Happened], version: Version) -> tuple[File, ...]:
    """The matter's files, each checked against its digest."""
    used = [(digest, event) for event in events for digest in event.head.get("files", [])]
    known = StoredFile.objects.in_bulk([digest for digest, _ in used], field_name="digest")
    shown = []
    for digest, event in used:
        stored = known.get(digest)
        step = version.definition.by_id.get(event.step)
        path = place(settings.FILES_ROOT, digest)
        whole = path.exists() and digest_of(path)[0] == digest
        kind = (stored.kind if stored else "").upper() or "—"
        shown.append(
            File(
                kind=kind,
                name=stored.name if stored else digest[:16],
                state="sealed" if whole else "broken",
                state_text=f"{event.recorded.month}月{event.recorded.day}日存证"
                if whole
                else "与存证时不一致",
                url=f"file/{digest}/" if whole else "",
                note=step.name if step else "更正",
                digest=digest,
            )
        )
    return tuple(shown)


@login_required
def download(request: HttpRequest, key: str, pk: str, digest: str) -> HttpResponseBase:
    """A file of a matter that the officer may see; never shown inside the browser's own page."""
    asked = asker(request)
    register = register_for(key, asked)
    row = row_for(register, pk, asked)
    if not any(digest in event.head.get("files", []) for event in history(register.key, row.pk)):
        raise Http404(digest)
    stored = StoredFile.objects.filter(digest=digest).first()
    path = place(settings.FILES_ROOT, digest)
    if stored is None or not path.exists():
        raise Http404(digest)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=stored.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

"""What a sheet brought in, so that the same sheet can be taken again: new, same, corrected, vanished."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from yifa.people.models import Organisation


class SheetRow(models.Model):
    """A row of an office's sheet that stands in a register; file and sheet by their names."""

    township = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=40)
    file = models.CharField(max_length=200)
    sheet = models.CharField(max_length=100)
    identity = models.CharField(max_length=64)
    serial = models.CharField(max_length=40, blank=True)
    row = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "表格行"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["township", "register", "file", "sheet", "identity"], name="sheet_row_once"
            )
        ]


class Upload(models.Model):
    """A file that somebody has laid on the desk: looked through first, taken over when confirmed."""

    id = models.UUIDField(primary_key=True, editable=False)
    township = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    officer = models.UUIDField()
    name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default="new")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.TextField(blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "上传的表格"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["township", "-at"], name="upload_by_time")
        ]

"""Organisations (county → township → office → village), officers, their posts and certificates with dates."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from yifa.people.roles import Level, Role


class Organisation(models.Model):
    """An office of the state or a village. ``region`` names whose dated parameters apply."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("名称", max_length=100)
    level = models.CharField("层级", max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    region = models.CharField("参数地区", max_length=60, blank=True)
    formal_name = models.CharField("机关全称", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="organisation_name_once_under_parent"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(parent__isnull=True), name="organisation_name_once_at_top"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def township(self) -> Organisation | None:
        """The township that this organisation is or belongs to; None for a county."""
        here: Organisation | None = self
        while here is not None and here.level != Level.TOWNSHIP:
            here = here.parent
        return here

    @property
    def title(self) -> str:
        """The full name that papers carry."""
        return self.formal_name or (f"{self.name}人民政府" if self.level == Level.TOWNSHIP else self.name)


class Officer(models.Model):
    """A person who acts in the system."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="officer"
    )
    name = models.CharField("姓名", max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="单位")

    class Meta:
        verbose_name = verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.name

    def roles(self, on: date) -> frozenset[str]:
        """The posts held on that day."""
        return frozenset(post.role for post in self.posts.all() if post.holds(on))

    def certified(self, on: date) -> bool:
        """Whether an enforcement certificate is valid on that day (行政处罚法第四十二条)."""
        return any(card.valid(on) for card in self.certificates.all())


class Post(models.Model):
    """A post that an officer holds in an organisation from one day to another."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="posts")
    role = models.CharField("岗位", max_length=20, choices=Role.choices)
    since = models.DateField("任职日期")
    until = models.DateField("卸任日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        constraints = [
            models.UniqueConstraint(fields=["officer", "role", "since"], name="post_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="post_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer}：{self.role}"

    def holds(self, on: date) -> bool:
        """Whether the post is held on that day; both ends count."""
        return self.since <= on and (self.until is None or on <= self.until)


class Certificate(models.Model):
    """An enforcement certificate (行政执法证)."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="certificates")
    number = models.CharField("执法证号", max_length=40, unique=True)
    issued = models.DateField("发证日期")
    valid_until = models.DateField("有效期至")

    class Meta:
        verbose_name = verbose_name_plural = "执法证"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=models.F("issued")), name="certificate_ends_after_issue"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def valid(self, on: date) -> bool:
        """Whether the certificate is valid on that day; both ends count."""
        return self.issued <= on <= self.valid_until

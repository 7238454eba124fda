"""The tables of the sealed history; rows are added and, but for an erased opening, never changed.

Triggers in the database hold that promise (`guards`); these classes only describe the columns.
"""

from django.db import models


class Log(models.Model):
    """One township's log: how many events it has and the frontier of their tree."""

    township = models.CharField("乡镇", max_length=64, primary_key=True)
    size = models.BigIntegerField("事件数", default=0)
    frontier = models.TextField("树前沿", default="", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "日志"


class Entry(models.Model):
    """One sealed event. `head` and `commitments` are the truth; other columns repeat the head."""

    id = models.UUIDField("事件号", primary_key=True)
    log = models.ForeignKey(Log, models.PROTECT, related_name="entries", db_index=False)
    index = models.BigIntegerField("序号")
    register = models.CharField("台账", max_length=64)
    matter = models.UUIDField("事项")
    step = models.CharField("步骤", max_length=64)
    on = models.DateField("法定日期")
    recorded = models.DateTimeField("登记时间")
    head = models.TextField("事件头")
    commitments = models.TextField("承诺")
    leaf = models.BinaryField("叶", max_length=32)

    class Meta:
        verbose_name = verbose_name_plural = "事件"
        ordering = ["log", "index"]
        constraints = [models.UniqueConstraint(fields=["log", "index"], name="ledger_entry_log_index")]
        indexes = [models.Index(fields=["register", "matter"], name="ledger_entry_matter")]


class Opening(models.Model):
    """The value (canonical JSON) and salt behind one commitment."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="openings", db_index=False)
    name = models.CharField("字段", max_length=100)
    value = models.TextField("值")
    salt = models.BinaryField("盐", max_length=16)

    class Meta:
        verbose_name = verbose_name_plural = "明文"
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="ledger_opening_entry_name")]


class Erasure(models.Model):
    """That a field (or, as `file:<digest>`, a file) of an event was erased: when, by whom, why."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="erasures", db_index=False)
    name = models.CharField("字段", max_length=100)
    recorded = models.DateTimeField("删除时间")
    officer = models.CharField("经办人", max_length=64)
    ground = models.TextField("删除依据")
    order = models.UUIDField("决定删除的事件", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "依法删除"
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="ledger_erasure_entry_name")]


class Checkpoint(models.Model):
    """A signed statement of a log's size and root; a countersigned one is a further row."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="checkpoints", db_index=False)
    size = models.BigIntegerField("事件数")
    root = models.BinaryField("根", max_length=32)
    note = models.TextField("签名文本")
    recorded = models.DateTimeField("签署时间")

    class Meta:
        verbose_name = verbose_name_plural = "检查点"
        ordering = ["log", "size", "id"]
        indexes = [models.Index(fields=["log", "size"], name="ledger_checkpoint_log_size")]


class StoredFile(models.Model):
    """A file kept under its digest."""

    digest = models.CharField("摘要", max_length=64, primary_key=True)
    name = models.CharField("文件名", max_length=255)
    size = models.BigIntegerField("字节数")
    kind = models.CharField("类型", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "文件"


class FileUse(models.Model):
    """That an event carries a file; repeats the head's `files` for lookups."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="file_uses", db_index=False)
    digest = models.CharField("摘要", max_length=64, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "文件引用"
        constraints = [
            models.UniqueConstraint(fields=["entry", "digest"], name="ledger_fileuse_entry_digest")
        ]


class Tile(models.Model):
    """The hashes of 256 leaves (fewer in the last tile) and their root, a second witness of the events."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="tiles", db_index=False)
    index = models.BigIntegerField("序号")
    leaves = models.BinaryField("叶", max_length=8192)
    root = models.BinaryField("根", max_length=32)

    class Meta:
        verbose_name = verbose_name_plural = "树块"
        constraints = [models.UniqueConstraint(fields=["log", "index"], name="ledger_tile_log_index")]

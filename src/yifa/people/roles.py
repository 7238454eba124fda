"""The closed words of the people floor: levels of organisation and posts."""

from django.db import models


class Level(models.TextChoices):
    """Where an organisation stands."""

    COUNTY = "county", "县"
    TOWNSHIP = "township", "乡镇"
    OFFICE = "office", "内设机构"
    VILLAGE = "village", "村（社区）"


class Role(models.TextChoices):
    """Posts that a procedure may name; the closed vocabulary of 谁."""

    CLERK = "法治专干", "法治专干"
    ENFORCER = "执法人员", "执法人员"
    REVIEWER = "法制审核人员", "法制审核人员"
    LEADER = "负责人", "负责人"
    SECRETARY = "书记", "书记"
    PRESIDING = "听证主持人", "听证主持人"
    MEDIATOR = "调解员", "调解员"
    VILLAGE = "村干部", "村干部"
    WINDOW = "窗口人员", "窗口人员"
    COUNSEL = "法律顾问", "法律顾问"
    DISCLOSER = "公开经办人", "公开经办人"
    COUNTY = "县级", "县级"
    ADMIN = "管理员", "管理员"
    SYSTEM = "系统", "系统"

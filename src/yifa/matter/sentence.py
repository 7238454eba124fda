"""Turns the kernel's structured reasons into the fixed sentence of a blocked step."""

from __future__ import annotations

from yifa.matter.refusal import Sentence
from yifa.matter.register import Version
from yifa.procedure import Reason


def sentence(version: Version, step: str, reason: Reason) -> Sentence:
    """暂不能〔动作〕：〔缺什么〕。〔依据，条〕 下一步：〔谁做什么〕。

    A soft rule (一般、原则上) does not forbid: it starts with 请核对 and asks for a reason.
    """
    cite = reason.cite
    opening = f"请核对“{step}”" if reason.kind == "soft" else f"暂不能记录“{step}”"
    return Sentence(
        text=f"{opening}：{reason.text.rstrip('。')}。",
        cite=cite.label if cite else "",
        next=_next(version, step, reason),
        cure=_cure(version, reason),
        statute=cite.statute_id if cite else "",
        article=cite.article if cite else "",
        mark=cite.mark if cite else "",
        soft=reason.kind == "soft",
    )


def _cure(version: Version, reason: Reason) -> str:
    step = version.definition.steps.get(reason.cure or "")
    return step.id if step else ""


def _next(version: Version, step: str, reason: Reason) -> str:
    if reason.kind == "soft":
        return "仍要记录的，写明理由。"
    if reason.earliest is not None:
        return f"等到{reason.earliest.month}月{reason.earliest.day}日。"
    if reason.missing:
        return f"补上“{'”“'.join(reason.missing)}”。"
    cure = version.definition.steps.get(reason.cure or "")
    if cure is not None and cure.name != step:
        actors = "或者".join(cure.roles) if not cure.party else "或者".join(version.definition.register_roles)
        return f"{actors or '承办人'}记录“{cure.name}”。"
    return ""

"""Renders a definition as a Chinese page that a lawyer reads, marks and signs."""

from collections.abc import Iterable, Iterator
from datetime import date

from yifa.law import parameters, statutes
from yifa.procedure.citing import cited
from yifa.procedure.definition import Definition, Rule, Step
from yifa.procedure.words import condition, period, sentence

GROUPS = (
    ("先后与禁止", ("need", "hold", "late", "intime")),
    ("办理要求", ("demand", "apart")),
    ("义务与权利（期限）", ("must", "may", "extend", "pause", "release")),
    ("适用与重做", ("exclude", "include", "redo")),
)
SIGNATURE = """## 审读

| 项目 | 内容 |
|---|---|
| 审读人 |  |
| 执业或者职业资格编号 |  |
| 审读日期 |  |
| 意见（无修改 / 有修改，见批注） |  |
| 签字 |  |

审读范围：步骤、规则与所注条文是否一致；标“未核”的条文须与正式文本核对。
"""


def page(definition: Definition, on: date | None = None, region: str = "CN") -> str:
    """Return the page as Markdown, with the parameters of `region` on the day `on` (default: the version's)."""
    day = on or definition.version
    return "\n".join(
        [
            f"# {definition.title}",
            "",
            f"版本：{definition.version}起施行　键：`{definition.key}`　内容摘要：`{definition.hash[:16]}`",
            *([f"\n{definition.note}"] if definition.note else []),
            "",
            *_statutes(definition),
            *_steps(definition),
            *_rules(definition),
            *_notions(definition),
            *_parameters(definition, region, day),
            *_unverified(definition),
            SIGNATURE,
        ]
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '｜') for cell in row)} |"
    yield ""


def _statutes(definition: Definition) -> Iterator[str]:
    yield "## 依据\n"
    rows = []
    for prefix, statute_id in definition.laws.items():
        law = statutes.get(statute_id)
        to = str(law.in_force_to) if law.in_force_to else "现行"
        rows.append(
            (prefix, f"《{law.title}》", law.number, f"{law.in_force_from}", to, law.mark or "已核文本")
        )
    yield from _table(("简称", "名称", "文号", "施行", "失效", "核对"), rows)


def _steps(definition: Definition) -> Iterator[str]:
    yield "## 步骤\n"
    head = ("序", "步骤", "谁办理", "填写", "期限", "说明", "依据")
    for phase in dict.fromkeys(step.phase for step in definition.steps.values()):
        if phase:
            yield f"### {phase}\n"
        steps = [step for step in definition.steps.values() if step.phase == phase]
        yield from _table(head, (_step(definition, number, step) for number, step in enumerate(steps, 1)))


def _step(definition: Definition, number: int, step: Step) -> tuple[str, ...]:
    who = "、".join(step.roles) or step.party or "不限"
    if step.party:
        who += f"（{step.party}）"
    optional = "".join(f"；{label}（可不填）" for label in step.may_fill)
    fields = ("、".join(step.fills) + optional).removeprefix("；")
    if step.date:
        fields = f"{step.date}（日期）" + (f"；{fields}" if fields else "")
    return (
        str(number),
        step.name,
        who,
        fields,
        _limits(definition, step),
        _remarks(step),
        cited(step.cites, True),
    )


def _limits(definition: Definition, step: Step) -> str:
    rules = (
        r for r in definition.rules if r.kind in ("must", "may") and step.name in r.dst and r.n is not None
    )
    return "；".join(f"{'或'.join(rule.src)}后{period(rule)}" for rule in rules)


def _remarks(step: Step) -> str:
    said = (
        ("开案", step.opens),
        ("只办一次", step.once),
        ("启用后才可办理", step.off),
        ("法律拟制", step.fiction),
        (f"每一{step.each}各办一次", bool(step.each)),
        (f"结果：{step.outcome}", bool(step.outcome)),
        (f"文书：{step.paper}", bool(step.paper)),
        (step.note, bool(step.note)),
    )
    return "；".join(text for text, shown in said if shown)


def _rules(definition: Definition) -> Iterator[str]:
    yield "## 规则\n"
    for title, kinds in GROUPS:
        rules = [rule for rule in definition.rules if rule.kind in kinds]
        if rules:
            yield f"### {title}\n"
            yield from (f"{number}. {_rule(definition, rule)}" for number, rule in enumerate(rules, 1))
            yield ""


def _rule(definition: Definition, rule: Rule) -> str:
    mark = "　**期限的计算未核**" if rule.n is not None and rule.verified != "text" else ""
    return f"{sentence(definition, rule)}{mark}　`{rule.id}`"


def _notions(definition: Definition) -> Iterator[str]:
    if definition.nouns:
        yield "## 名词\n"
        for notion in definition.nouns.values():
            note = f"（注：{notion.note}）" if notion.note else ""
            yield f"- **{notion.name}**：{condition(notion.tree)}。（{cited(notion.cites, True)}）{note}"
        yield ""


def _parameters(definition: Definition, region: str, on: date) -> Iterator[str]:
    if definition.parameters:
        yield f"## 参数（{on}，地区{region}）\n"
        yield from _table(("列", "参数", "值", "依据", "核对"), _values(definition, region, on))


def _values(definition: Definition, region: str, on: date) -> Iterator[tuple[str, ...]]:
    for label, key in definition.parameters.items():
        found = parameters.value(key, region, on)
        if found is None:
            yield label, f"`{key}`", "**未设定**（须由本地设定，未设定时相关步骤不可办理）", "", "未核"
        else:
            basis = found.citation.label
            checked = "已核文本" if found.verified == "text" else "未核"
            yield label, f"`{key}`", f"{found.value}{found.unit}", basis, checked


def _unverified(definition: Definition) -> Iterator[str]:
    found: dict[str, None] = {}
    holders = (definition.steps.values(), definition.rules, definition.nouns.values())
    for cites in (holder.cites for group in holders for holder in group):
        found |= dict.fromkeys(cite.label for cite in cites if cite.mark)
    if found:
        yield "## 未核的条文\n"
        yield "下列条文没有与正式文本核对：\n"
        yield from (f"- {label}" for label in found)
        yield ""

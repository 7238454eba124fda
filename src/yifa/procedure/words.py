"""Says conditions and rules in Chinese, as a lawyer would read them aloud."""

from collections.abc import Iterable, Mapping
from datetime import date

from yifa.procedure.citing import cited
from yifa.procedure.definition import Definition, Rule
from yifa.procedure.guard import And, Atom, Done, Literal, Name, Named, Not, Or, Tree
from yifa.procedure.values import Value

SIGNS = {
    "<": "小于",
    "<=": "不超过",
    ">": "超过",
    ">=": "不少于",
    "==": "为",
    "!=": "不为",
    "in": "在{}之中",
    "not in": "不在{}之中",
}
DAYS = {"<": "早于", "<=": "不晚于", ">": "晚于", ">=": "不早于"}


def condition(tree: Tree | None) -> str:
    """罚款不超过拟罚款，且不属于应告知听证的情形; "" for no condition."""
    if tree is None:
        return ""
    match tree:
        case Atom():
            return _atom(tree)
        case Done(step, times):
            return f"已办理“{step}”" if times == 1 else f"已办理“{step}”{times}次以上"
        case Named(name):
            return f"属于“{name}”"
        case Not(of=Named(name)):
            return f"不属于“{name}”"
        case Not(of=Done(step, 1)):
            return f"尚未办理“{step}”"
        case Not(of=Atom(left=Name(name), sign="")):
            return f"不是“{name}”"
        case Not(of=inner):
            return f"并非（{condition(inner)}）"
        case And(parts):
            return "，且".join(f"（{condition(p)}）" if isinstance(p, Or) else condition(p) for p in parts)
        case Or(parts):
            return "，或者".join(condition(p) for p in parts)


def _atom(atom: Atom) -> str:
    left = _operand(atom.left)
    if atom.right is None:
        return f"“{left}”"
    right = _operand(atom.right)
    if atom.right == Literal("") and atom.sign in ("==", "!="):
        return f"{'没有' if atom.sign == '==' else '有'}{left}"
    if atom.right == Literal(()) and atom.sign in ("==", "!="):
        return f"{'没有' if atom.sign == '==' else '有'}{left}"
    dated = any(isinstance(x, Literal) and isinstance(x.value, date) for x in (atom.left, atom.right))
    sign = DAYS[atom.sign] if dated and atom.sign in DAYS else SIGNS[atom.sign]
    return left + (sign.format(right) if "{}" in sign else sign + right)


def _operand(part: Name | Literal) -> str:
    return part.name if isinstance(part, Name) else _value(part.value)


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(_value(item) for item in value) or "无"
    return f"“{value}”" if isinstance(value, str) else str(value)


def period(rule: Rule) -> str:
    """7日（按工作日计）, 陈述期限（工作日）; "" without one."""
    if rule.n is None:
        return ""
    unit = "个月" if rule.unit == "月" else rule.unit
    if isinstance(rule.n, str):
        return f"“{rule.n}”所定的{unit}数"
    text = f"{rule.n}{'个' if rule.unit == '工作日' else ''}{unit}"
    if rule.unit == "日" and rule.counted == "working_day":
        text += "（依该法按工作日计）"
    return text + ("（末日遇休息日顺延）" if rule.rolls else "")


def steps(names: Iterable[str], joint: str = "、") -> str:
    """“甲”“乙” joined."""
    return joint.join(f"“{name}”" for name in names)


def sentence(definition: Definition, rule: Rule) -> str:
    """The whole rule as one Chinese sentence with its articles."""
    cites = cited(rule.cites, marked=True)
    head = f"{condition(rule.when)}的，" if rule.when and rule.kind != "demand" else ""
    tail = "一般情形如此；记明理由的可以例外。" if rule.soft else ""
    note = f"（注：{rule.note}）" if rule.note else ""
    return f"{head}{_body(definition, rule)}。{tail}（{cites}）{note}"


BODIES: Mapping[str, str] = {
    "need": "须先{either}，才可{target}{all}",
    "满": "{either}之后满{length}，才可{target}",
    "提前": "{either}之后至少提前{length}，才可{target}",
    "hold": "{source}尚未了结的，不可{target}",
    "late": "{either}逾期之后，才可{target}",
    "intime": "在{either}的期限之内，才可{target}",
    "demand": "办理{source}，须符合：{demand}",
    "apart": "办理{source}的人，不可是办理{target}的人",
    "exclude": "{either}之后，{target}不再适用",
    "include": "{either}之后，{target}方才适用",
    "release": "{either}之后，免除{target}的义务",
    "redo": "{either}之后，{target}须重新办理",
    "extend": "{either}之后，{target}的期限延长{length}",
    "pause": "自{either}{until}{most}，{target}的期限停止计算",
    "must": "{either}之后，{should}{any}{again}",
    "may": "{either}之后，{who}有权{within}{any}",
}


def _body(definition: Definition, rule: Rule) -> str:
    length = period(rule)
    party = definition.steps[rule.dst[0]].party if rule.dst else ""
    return BODIES[rule.mode if rule.mode in BODIES else rule.kind].format(
        source=steps(rule.src),
        either=steps(rule.src, "或"),
        target=steps(rule.dst),
        any=steps(rule.dst, "或"),
        length=length,
        all=_all_parties(definition, rule),
        demand=condition(rule.when),
        until=f"至{steps(rule.until, '或')}止" if rule.until else "起",
        most=f"，最长{length}" if length else "",
        should=f"应在{length}之内" if length else "应当",
        within=f"在{length}之内" if length else "",
        again="（重新起算）" if rule.restart else "",
        who=party or "本机关",
    )


def _all_parties(definition: Definition, rule: Rule) -> str:
    if rule.kind != "need":
        return ""
    source, target = definition.steps[rule.src[0]], definition.steps[rule.dst[0]]
    return f"（对每一个{source.each}）" if source.each and source.each != target.each else ""

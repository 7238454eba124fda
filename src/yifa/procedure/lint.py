"""Names what a lawyer should look at in a definition before any state is explored."""

from collections.abc import Iterator

from yifa.procedure import guard
from yifa.procedure.definition import Definition, Rule
from yifa.procedure.words import sentence

LOOK = "注意："  # look at it; everything else is a mistake


def lint(definition: Definition) -> list[str]:
    """Return findings in Chinese, [] if there are none; those that begin with 注意 may be meant."""
    return [*_rules(definition), *_whole(definition)]


def mistakes(definition: Definition) -> list[str]:
    """The findings that are certainly mistakes."""
    return [finding for finding in lint(definition) if not finding.startswith(LOOK)]


def _whole(definition: Definition) -> Iterator[str]:
    steps = definition.steps.values()
    if not any(step.outcome for step in steps):
        yield f"{LOOK}没有任何结果"
    if not definition.opening:
        yield f"{LOOK}没有开案的步骤"
    fed = _fed(definition)
    for step in steps:
        if step.each and step.each not in fed:
            yield f"没有步骤填写名单“{step.each}”：{step.name}"
        if step.fiction and step.roles and "系统" not in step.roles:
            yield f"拟制的步骤应可由系统记录：{step.name}"
    for name, notion in definition.nouns.items():
        if lack := guard.names(notion.tree) - fed:
            yield f"没有步骤填写的事实 {'、'.join(sorted(lack))}：名词“{name}”"
    for label in sorted(definition.may_be_empty - {step.each for step in steps}):
        yield f"“可空”里的名单没有步骤使用：{label}"


def _fed(definition: Definition) -> set[str]:
    return {fact for step in definition.steps.values() for fact in step.supplies} | set(definition.parameters)


def _rules(definition: Definition) -> Iterator[str]:
    fed = _fed(definition)
    targets = {s for r in definition.rules if r.kind in ("must", "may") for s in r.dst}
    for rule in definition.rules:
        said = sentence(definition, rule)
        need = set(guard.names(rule.when)) | ({rule.n} if isinstance(rule.n, str) else set())
        if lack := need - fed:
            yield f"没有步骤填写的事实 {'、'.join(sorted(lack))}：{said}"
        timed = rule.src if rule.kind in ("late", "intime") else rule.dst
        if rule.kind in ("late", "intime", "pause", "extend") and targets.isdisjoint(timed):
            yield f"没有相应的期限：{said}"
        elif rule.kind in ("late", "intime") and not any(_timed(r, rule.src) for r in definition.rules):
            yield f"这项义务没有期限，不会逾期：{said}"
        yield from _of_kind(definition, rule, said)


def _timed(rule: Rule, steps: tuple[str, ...]) -> bool:
    return rule.kind in ("must", "may") and rule.n is not None and not set(rule.dst).isdisjoint(steps)


def _waits(other: Rule, right: Rule) -> bool:
    return other.kind == "hold" and not set(other.src).isdisjoint(right.dst)


def _of_kind(definition: Definition, rule: Rule, said: str) -> Iterator[str]:
    rules, citizen = definition.rules, definition.steps[rule.dst[0]].party == "当事人" if rule.dst else False
    if rule.kind == "extend":
        if any(_timed(other, rule.dst) and other.counted != rule.counted for other in rules):
            yield f"延长的单位与原期限不同：{said}"
    elif rule.kind == "pause":
        if not rule.until and rule.n is None:
            yield f"停计没有终点：{said}"
        if any(_timed(other, rule.dst) and other.counted == "hour" for other in rules):
            yield f"{LOOK}按小时计的期限以整日停计：{said}"
    elif rule.kind == "must":
        repeatable = any(_repeatable(definition, step, ()) for step in rule.src)
        if rule.n is not None and rule.restart is None and not citizen and repeatable:
            yield f"{LOOK}起算步骤可以重复，期限仍从第一次起算：{said}"
    elif rule.kind == "may" and citizen and not any(_waits(other, rule) for other in rules):
        yield f"{LOOK}没有步骤会等待当事人的这项权利：{said}"
    if rule.n is not None and rule.verified != "text":
        yield f"{LOOK}期限怎样计算未核：{said}"


def _repeatable(definition: Definition, name: str, seen: tuple[str, ...]) -> bool:
    rules = definition.rules
    closes_itself = any(r.kind == "exclude" and name in r.src and name in r.dst for r in rules)
    if definition.steps[name].once or name in seen or closes_itself:
        return False
    # A right that is used up comes back only with its source.
    sources = [s for r in rules if r.kind == "may" and name in r.dst for s in r.src]
    return not sources or any(_repeatable(definition, source, (*seen, name)) for source in sources)

"""What stands in a step's form at a moment, and where the form stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from yifa.desk.asking import Asker
from yifa.desk.once import SEEN, TOKEN
from yifa.desk.standing import Standing
from yifa.matter.columns import Officers
from yifa.matter.models import Matter
from yifa.matter.register import Register, Version
from yifa.people.models import Organisation
from yifa.procedure import Step as Lawful

ON, AT, WHO, REASON, FILES, UPLOAD = "_on", "_at", "_who", "_reason", "_files", "_upload"


@dataclass(frozen=True)
class Draft:
    """What stands in the form. ``token`` names this opening of it, ``seen`` the events it was opened on."""

    values: dict[str, Any]
    on: str
    at: str
    who: str
    reason: str
    files: tuple[str, ...]
    token: str = ""
    seen: str = ""

    def fresh(self, seen: str, token: str) -> Draft:
        """The same words on the matter as it stands now."""
        return replace(self, seen=seen, token=token)


@dataclass(frozen=True)
class Desk:
    """Where the form stands: register, step, matter (None for a new one) and who fills it in."""

    asked: Asker
    register: Register
    version: Version
    step: Lawful
    row: Matter | None
    found: Standing | None

    @property
    def url(self) -> str:
        """The form's own address."""
        place = f"{self.row.pk}/step/{self.step.id}/" if self.row else "new/"
        return f"/r/{self.register.key}/{place}"

    @property
    def back(self) -> str:
        """Where one goes without sending it."""
        return f"/r/{self.register.key}/" + (f"{self.row.pk}/" if self.row else "")

    @property
    def township(self) -> Organisation:
        """The township whose matter it is."""
        place = self.row.township if self.row else self.asked.township
        assert place is not None  # the county is refused before
        return place

    @property
    def hours(self) -> bool:
        """Whether a period in hours starts or ends with this step, so that the moment matters."""
        rules = self.version.definition.rules
        return any(rule.unit == "小时" and self.step.name in (*rule.src, *rule.dst) for rule in rules)

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The parties that the step is taken for, one each; () for a step of the whole matter."""
        if self.found is None or not self.step.each:
            return ()
        return self.found.kernel.parties(self.found.state, self.step.name)

    @property
    def parties_left(self) -> tuple[str, ...]:
        """Those for whom it was not taken yet."""
        if self.found is None:
            return ()
        done = self.found.state.done
        return tuple(who for who in self.parties if (self.step.name, who) not in done)


def hidden(desk: Desk, draft: Draft) -> tuple[tuple[str, str], ...]:
    """The whole draft as hidden fields."""
    kept = [(ON, draft.on), (AT, draft.at), (WHO, draft.who), (REASON, draft.reason), *marks(desk, draft)]
    for name, value in draft.values.items():
        if isinstance(value, list):
            officers = isinstance(desk.register.columns[name], Officers)
            kept += [(name, each) for each in value] if officers else [(name, "、".join(value))]
        elif isinstance(value, bool):
            kept.append((name, "是" if value else "否"))
        else:
            kept.append((name, "" if value is None else str(value)))
    return tuple(kept)


def marks(desk: Desk, draft: Draft) -> tuple[tuple[str, str], ...]:
    """What every page of the form carries along unseen."""
    kept = [("step", desk.step.id), (TOKEN, draft.token), (SEEN, draft.seen)]
    return (*kept, *((FILES, digest) for digest in draft.files))

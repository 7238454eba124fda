"""From a definition and a log of events: what may be done, why not, what is owed, what was breached."""

from yifa.procedure.definition import Definition, Notion, Rule, Step
from yifa.procedure.kernel import Kernel
from yifa.procedure.loader import load, parse
from yifa.procedure.source import Malformed
from yifa.procedure.state import Event, OutOfOrder, Owed, Pause, Reason, State, Term, Verdict

__all__ = [
    "Definition",
    "Event",
    "Kernel",
    "Malformed",
    "Notion",
    "OutOfOrder",
    "Owed",
    "Pause",
    "Reason",
    "Rule",
    "State",
    "Step",
    "Term",
    "Verdict",
    "load",
    "parse",
]

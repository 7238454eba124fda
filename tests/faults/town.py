"""One township under faults: what a child process records or imports, and how its installation is looked through after.

Runs as a program, ``python -m tests.faults.town WHAT …``, in the environment of its installation; prints as JSON.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from django.test import Client  # noqa: E402
from openpyxl import Workbook  # noqa: E402

from yifa.cli.prepare import prepared  # noqa: E402
from yifa.ledger.models import Entry, Log, Opening  # noqa: E402
from yifa.ledger.verify import check_log  # noqa: E402
from yifa.matter.models import Breach, Duty, SearchText  # noqa: E402
from yifa.matter.record import record  # noqa: E402
from yifa.matter.refusal import Recorded, Refusal  # noqa: E402
from yifa.matter.register import register  # noqa: E402
from yifa.matter.replayed import check_rows  # noqa: E402
from yifa.people.models import Officer, Organisation, Post  # noqa: E402
from yifa.people.office import open_office, system_officer  # noqa: E402
from yifa.people.roles import Role  # noqa: E402
from yifa.sheets import taking  # noqa: E402
from yifa.sheets.models import SheetRow  # noqa: E402
from yifa.sheets.plan import inspect  # noqa: E402

NOW = datetime(2026, 1, 15, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = date(2026, 1, 12)
CLERK = "沈某"
ACCEPTED = {
    "committee": "白鹭村人民调解委员会", "parties": ["禾某", "田某"], "kind": "邻里纠纷", "narrative": "排水沟清淤费用",
}  # fmt: skip
HEAD = ("序号", "受理日期", "申请人", "被申请人", "纠纷类型", "涉及人数", "结案日期", "调解结果")


class Fuse:
    """Kills the process at its n-th statement or commit: before it, or for a commit just after it as well."""

    def __init__(self, at: int) -> None:
        self.at, self.seen = at, 0
        self.commit = BaseDatabaseWrapper._commit

    def count(self) -> None:
        self.seen += 1
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if not sql.lstrip().upper().startswith("SELECT"):
            self.count()
        return execute(sql, params, many, context)

    def arm(self) -> None:
        """From now on."""
        connection.execute_wrappers.append(self.statement)

        def commit(wrapper: BaseDatabaseWrapper) -> None:
            self.count()
            self.commit(wrapper)
            self.count()

        BaseDatabaseWrapper._commit = commit  # type: ignore[method-assign]


def step(here: Organisation, number: str = "1") -> Recorded | Refusal:
    """Accepts a mediation and gives its answer."""
    by = Officer.objects.get(organisation=here, name=CLERK)
    values = {**ACCEPTED, "number": number}
    return record(register("mediation"), None, "accept", values, on=DAY, now=NOW, by=by)


def bring(here: Organisation, path: str) -> list[list[int]]:
    """Takes a sheet over in batches of two rows: new, same and corrected rows, events."""
    taking.BATCH = 2
    with inspect([Path(path)], taking.targets(), 2025) as found:
        taken = taking.take(found, here, now=NOW, by=system_officer(here))
        return [[each.new, each.same, each.corrected, each.events] for each in taken]


def town(name: str) -> Organisation:
    """A township of that name with a clerk."""
    here, new = open_office("云溪县", name)
    if new:
        clerk = Officer.objects.create(name=CLERK, organisation=here)
        Post.objects.create(officer=clerk, role=Role.CLERK, since=date(2020, 1, 1))
    return here


def sheet(path: str, rows: int) -> None:
    """Writes a sheet of mediations, two events each."""
    book = Workbook(write_only=True)
    page = book.create_sheet("台账")
    page.append(list(HEAD))
    for n in range(1, rows + 1):
        page.append([n, "2025.3.4", f"禾某{n}", f"田某{n}", "邻里纠纷", 2, "2025.3.9", "成功"])
    book.save(path)


def look(here: Organisation) -> dict[str, Any]:
    """Everything that must hold in the township, and how many rows each table has."""
    room, mine = register("mediation"), {"township": here}
    wrong = [str(each) for each in check_rows(room, here)]
    for log in Log.objects.filter(township=str(here.pk)):
        wrong += [str(problem) for problem in check_log(log)]
    matters = set(room.model._default_manager.filter(**mine).values_list("pk", flat=True))
    entries = list(Entry.objects.filter(log=str(here.pk)).values_list("matter", flat=True))
    loose = [model.objects.filter(**mine).exclude(matter__in=matters) for model in (Duty, Breach, SearchText)]
    return {
        "sound": sound(),
        "wrong": wrong,
        "loose": sum(rows.count() for rows in loose) + len(set(entries) - matters),
        "matters": len(matters),
        "events": len(entries),
        "openings": Opening.objects.filter(entry__log=str(here.pk)).count(),
        "words": SearchText.objects.filter(**mine).count(),
        "remembered": SheetRow.objects.filter(**mine).count(),
        "ids": [str(key) for key in Entry.objects.filter(log=str(here.pk)).values_list("pk", flat=True)],
    }


def sound() -> str:
    """The database's own opinion of its pages, keys and search index."""
    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO matter_searchindex(matter_searchindex) VALUES ('integrity-check')")
        cursor.execute("PRAGMA foreign_key_check")
        if cursor.fetchall():
            return "a key points nowhere"
        cursor.execute("PRAGMA integrity_check")
        return str(cursor.fetchone()[0])


def every(work: Callable[[Organisation], object]) -> list[dict[str, Any]]:
    """Kills the work at each of its writes and commits, in a township of its own each time; looks after the kill,
    does the work again to its end and looks again. The last of the list ran through without being killed."""
    seen = []
    for point in range(1, 500):
        here = town(f"第{point}镇")
        connections.close_all()
        if not (child := os.fork()):
            Fuse(point).arm()
            work(here)
            os._exit(0)
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        after = look(here)
        again = work(here) if killed else None
        seen.append({"killed": killed, "after": after, "again": str(again), "end": look(here)})
        if not killed:
            return seen
    raise AssertionError("the work has no end")


def write(here: Organisation, name: str) -> None:
    """Records mediations without end and says each event's id once it is recorded."""
    for number in count():
        answer = step(here, f"{name}-{number}")
        assert isinstance(answer, Recorded), str(answer)
        print(answer.entry, flush=True)


def desk(here: Organisation) -> list[object]:
    """A clerk records in the browser while the database may not grow, and again when it may."""
    prepared()
    clerk = Officer.objects.get(organisation=here, name=CLERK)
    clerk.user = get_user_model().objects.create_user("clerk", password="a password of the tests")
    clerk.save()
    client = Client(raise_request_exception=False)
    client.force_login(clerk.user)
    room = register("mediation")
    # Long enough to need pages that the database does not have yet.
    form = {
        **ACCEPTED,
        "narrative": "沟渠清淤" * 10_000,
        "parties": "禾某、田某",
        "_on": DAY.isoformat(),
        "_confirm": "1",
        "_token": "t" * 32,
    }
    assert client.get("/r/mediation/new/").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    stopped = client.post("/r/mediation/new/", form)
    before = room.model._default_manager.count()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")
    client.post("/r/mediation/new/", form)
    told = [stopped.status_code, str(stopped.exc_info[1]), stopped.content.decode()]
    return [*told, before, room.model._default_manager.count()]


def main(what: str, *words: str) -> object:
    """Does one thing in the installation."""
    if what == "sheet":
        return sheet(words[0], int(words[1]))
    if what == "step":
        return every(step)
    if what == "import":
        return every(lambda here: bring(here, words[0]))
    here = town(words[0])
    if what == "open":
        return None
    if what == "look":
        return look(here)
    if what == "write":
        return write(here, words[1])
    return desk(here)


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))

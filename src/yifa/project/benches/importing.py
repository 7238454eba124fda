"""Importing: 10,000 sheet rows with six dated columns to 60,000 sealed events, against bulk_create of the same rows."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models, transaction
from openpyxl import Workbook

from yifa.cli.bench import Bench
from yifa.ledger.models import Entry, Log
from yifa.matter.register import register
from yifa.people.models import Organisation
from yifa.people.office import open_office, system_officer
from yifa.project.benches.side import Side, restore
from yifa.sheets import target
from yifa.sheets.plan import inspect
from yifa.sheets.taking import take

ROWS = 10_000
NOW = datetime(2026, 1, 15, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
HEAD = (
    "序号", "案件编号", "受理日期", "当事人", "纠纷类型", "涉及人数", "涉及金额（元）", "确定调解员日期", "调解员", "调解日期",
    "调解地点", "书面协议日期", "履行期限（日）", "协议生效日期", "加盖调委会印章", "结案日期", "调解结果",
)  # fmt: skip
KINDS = ("邻里纠纷", "婚姻家庭纠纷", "山林土地纠纷", "合同纠纷", "损害赔偿纠纷")
IMPORTS = "from yifa.project.benches import importing"
MOST = 300_000_000  # bytes


def bench() -> Bench:
    """Reading, judging twice (looking, then taking over) and recording, against inserting alone."""
    return _bench(ROWS, rounds=5)


def large() -> Bench:
    """The same with 200,000 rows, once."""
    return _bench(200_000, rounds=1)


def _bench(rows: int, rounds: int) -> Bench:
    folder = tempfile.TemporaryDirectory(prefix="yifa-bench-")
    path = Path(folder.name) / "人民调解全程台账.xlsx"
    sheet(path, rows)
    ours = Side(IMPORTS, f"importing.ours({str(path)!r}, {rows})")
    floor = Side(IMPORTS, f"importing.floor({str(path)!r}, {rows})")

    def close() -> None:
        ours.close()
        floor.close()
        folder.cleanup()

    return Bench(
        f"import a sheet of {rows:,} rows", ours, floor, "events", rows * 6,
        limit=3.0, rounds=rounds, memory=lambda: ours.memory, most=MOST, close=close,
    )  # fmt: skip


def sheet(path: Path, rows: int) -> None:
    """Writes the sheet; every row its own number, days in the order of the procedure."""
    book = Workbook(write_only=True)
    page = book.create_sheet("台账")
    page.append(["2024年人民调解全程台账"])
    page.append(list(HEAD))
    for row in _lines(rows):
        page.append(row)
    book.save(path)


def _lines(rows: int) -> Iterator[list[Any]]:
    for n in range(1, rows + 1):
        days = [date(2024, 1, 2) + timedelta(days=n % 300 + more) for more in (0, 0, 3, 6, 6, 7)]
        yield [
            n, f"青调〔2024〕{n}号", days[0], f"禾某{n}、田某{n}", KINDS[n % 5], 2 + n % 4, n % 97 * 100, days[1],
            "田穗", days[2], "白鹭村调解室", f"{days[3]:%Y.%m.%d}", 0, days[4], "是", days[5], "成功",
        ]  # fmt: skip


def ours(path: str, rows: int) -> Callable[[], float]:
    """Looks through the sheet and takes it over, into an empty installation each time."""
    wanted = [target.load(Path(__file__).with_name("six_days.yaml"))]

    def work() -> float:
        office, by = _fresh()
        began = time.perf_counter()
        with inspect([Path(path)], wanted, 2024) as found:
            taken = list(take(found, office, now=NOW, by=by))
        seconds = time.perf_counter() - began
        assert [(each.new, each.events, each.whole) for each in taken] == [(rows, rows * 6, True)], taken
        return seconds

    return work


def floor(path: str, rows: int) -> Callable[[], float]:
    """Inserts the matters and events that an import has made, objects ready in memory, in one transaction.

    Nothing is read, judged or hashed; openings, duties, breaches, search words and tiles are left out.
    """
    ours(path, rows)()
    found: list[type[models.Model]] = [register("mediation").model, Entry]
    kept = [list(model._default_manager.order_by("pk").values_list(*_names(model))) for model in found]
    places = sorted(Organisation.objects.values(), key=lambda place: place["parent_id"] is not None)

    def work() -> float:
        restore()
        for place in places:
            Organisation.objects.create(**place)
            Log.objects.create(township=str(place["id"]))
        rows = [
            (model, [model(**dict(zip(_names(model), row, strict=True))) for row in all_])
            for model, all_ in zip(found, kept, strict=True)
        ]
        began = time.perf_counter()
        with transaction.atomic():
            for model, objects in rows:
                model._default_manager.bulk_create(objects, batch_size=500)
        return time.perf_counter() - began

    return work


def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _fresh() -> tuple[Organisation, Any]:
    restore()
    office = open_office("云溪县", "青禾镇")[0]
    return office, system_officer(office)

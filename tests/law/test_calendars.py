"""The calendar agrees with two independent packages on every day of its years."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
import yaml

from yifa.law import calendars
from yifa.law.sources import DATA

ALL_DAYS = [date(2019, 1, 1) + timedelta(n) for n in range((date(2026, 12, 31) - date(2019, 1, 1)).days + 1)]

# From shared/law/working_days.md section 9.
MADE_UP = {
    2019: "02-02, 02-03, 04-28, 05-05, 09-29, 10-12",
    2020: "01-19, 04-26, 05-09, 06-28, 09-27, 10-10",
    2021: "02-07, 02-20, 04-25, 05-08, 09-18, 09-26, 10-09",
    2022: "01-29, 01-30, 04-02, 04-24, 05-07, 10-08, 10-09",
    2023: "01-28, 01-29, 04-23, 05-06, 06-25, 10-07, 10-08",
    2024: "02-04, 02-18, 04-07, 04-28, 05-11, 09-14, 09-29, 10-12",
    2025: "01-26, 02-08, 04-27, 09-28, 10-11",
    2026: "01-04, 02-14, 02-28, 05-09, 09-20, 10-10",
}


@pytest.fixture(scope="module")
def calendar():
    return calendars.load()


def test_agrees_with_chinesecalendar(calendar):
    assert [d for d in ALL_DAYS if calendar.working(d) != chinese_calendar.is_workday(d)] == []


def test_agrees_with_holidays(calendar):
    china = holidays.country_holidays("CN", years=range(2019, 2027))
    assert [d for d in ALL_DAYS if calendar.working(d) != china.is_working_day(d)] == []


@pytest.mark.parametrize("year", MADE_UP)
def test_made_up_days_stand_as_in_the_table(calendar, year):
    found = [d for d in ALL_DAYS if d.year == year and calendar.label(d) == "调休上班"]
    assert ", ".join(f"{d:%m-%d}" for d in found) == MADE_UP[year]
    assert all(d.weekday() >= 5 and calendar.working(d) for d in found)


def test_a_label_says_why_a_day_is_special(calendar):
    assert calendar.label(date(2025, 10, 1)) == "国庆节、中秋节"
    assert calendar.label(date(2025, 10, 11)) == "调休上班"
    assert calendar.label(date(2025, 10, 12)) == "周日"
    assert calendar.label(date(2025, 10, 13)) == ""


def test_every_rest_day_has_a_label_and_no_plain_working_day_has(calendar):
    for day in ALL_DAYS:
        label = calendar.label(day)
        assert bool(label) == (not calendar.working(day) or label == "调休上班")


def test_horizon(calendar):
    assert (calendar.first, calendar.last) == (date(2019, 1, 1), date(2026, 12, 31))
    assert calendar.covers(date(2026, 12, 31)) and not calendar.covers(date(2027, 1, 1))
    assert calendar.working(date(2027, 1, 1))  # a Friday: only the weekly rest is known
    assert not calendar.working(date(2027, 1, 2))


def test_an_unlisted_region_has_the_national_calendar(calendar):
    other = calendars.load("yunxi")
    assert [other.working(d) for d in ALL_DAYS] == [calendar.working(d) for d in ALL_DAYS]


def test_a_local_file_adds_holidays_and_keeps_the_rest(calendar):
    national = yaml.safe_load((DATA / "calendar-CN.yaml").read_text(encoding="utf-8"))
    day = date(2026, 8, 20)
    local = {
        "years": [{"year": 2026, "holidays": [{"name": "演示节", "from": day, "to": day}], "workdays": []}]
    }
    merged = calendars.build([national, local])
    assert merged.label(day) == "演示节" and not merged.working(day)
    assert [d for d in ALL_DAYS if merged.working(d) != calendar.working(d)] == [day]


def test_a_gap_between_years_is_refused():
    year = {"holidays": [], "workdays": []}
    with pytest.raises(ValueError, match="follow each other"):
        calendars.build([{"years": [{"year": 2024, **year}, {"year": 2026, **year}]}])


def test_each_year_says_where_it_is_from():
    document = yaml.safe_load((DATA / "calendar-CN.yaml").read_text(encoding="utf-8"))
    assert document["source"]
    for year in document["years"]:
        assert str(year["year"]) in year["notice"] and year["verified"] in ("text", "excerpt", "memory")
        assert isinstance(year["loaded"], date)
        for run in year["holidays"]:
            assert run["from"] <= run["to"] and run["from"].year == run["to"].year == year["year"]
        assert all(day.year == year["year"] and day.weekday() >= 5 for day in year["workdays"])

"""Writes days and the reasons of a due day in Chinese as an officer reads them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from yifa.law.calendars import WEEKEND

STOPPED = "停计"
MEASURE = {"日": "日", "工作日": "个工作日", "月": "个月", "年": "年", "小时": "小时"}


def day_words(day: date, beside: date | None = None) -> str:
    """Return 2025年5月1日, or 5月1日 beside a day of the same year; a datetime adds 9时05分."""
    words = f"{day.month}月{day.day}日"
    if beside is None or beside.year != day.year:
        words = f"{day.year}年{words}"
    return words + (f"{day.hour}时{day.minute:02d}分" if isinstance(day, datetime) else "")


def run_words(days: Sequence[date], beside: date) -> str:
    """Return 5月1日至5日, 9月29日至10月2日 or 5月1日 for days that follow each other."""
    first, last = days[0], days[-1]
    if first == last:
        return day_words(first, beside)
    if (first.year, first.month) == (last.year, last.month):
        return f"{day_words(first, beside)}至{last.day}日"
    return f"{day_words(first, beside)}至{day_words(last, first)}"


def labelled_words(days: Iterable[tuple[date, str]], beside: date) -> str:
    """Return 5月1日至5日（劳动节）、5月10日至11日（周末）: neighbours with one label become a run."""
    runs: list[tuple[list[date], str]] = []
    for day, label in days:
        kind = "周末" if label in WEEKEND.values() else label
        if runs and runs[-1][1] == kind and (day - runs[-1][0][-1]).days == 1:
            runs[-1][0].append(day)
        else:
            runs.append(([day], kind))
    return "、".join(f"{run_words(run, beside)}（{_kind(run, kind)}）" for run, kind in runs)


def _kind(run: Sequence[date], kind: str) -> str:
    return WEEKEND[run[0].weekday()] if kind == "周末" and len(run) == 1 else kind


def length_words(n: int, unit: str) -> str:
    """Return 5日, 20个工作日, 2个月, 24小时."""
    return f"{n}{MEASURE[unit]}"


def unit_words(label: str, n: int, unit: str, counted: str, clause: str) -> str:
    """Say what the article writes and in what unit that is counted."""
    told = f"{label}规定{length_words(n, unit)}"
    if unit == "日":
        working = f"；依{clause}，这里的日是工作日。"
        return told + (working if counted == "working_day" else "，没有按工作日计算的规定，是自然日。")
    if unit in ("月", "年"):
        return told + "，到期月的对应日为最后一日，没有对应日的，月末日为最后一日。"
    return told + "。"


def skipped_words(
    skipped: Sequence[tuple[date, str]], made_up: Sequence[tuple[date, str]], start: date
) -> list[str]:
    """Say which days do not count and which rest days of the week do."""
    rests = [(day, label) for day, label in skipped if label != STOPPED]
    stops = [(day, label) for day, label in skipped if label == STOPPED]
    told = [part for part in (_not(rests, start), _yes(made_up, start)) if part]
    sentences = ["；".join(told) + "。"] if told else []
    return sentences + ([f"{labelled_words(stops, start)}不计入期间。"] if stops else [])


def _not(rests: Sequence[tuple[date, str]], start: date) -> str:
    return labelled_words(rests, start) + "不计" if rests else ""


def _yes(made_up: Sequence[tuple[date, str]], start: date) -> str:
    return labelled_words(made_up, start) + "是工作日，计入" if made_up else ""

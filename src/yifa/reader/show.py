"""The command `yifa read`: JSON files, or a readable summary with the findings at their place."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from yifa.reader.actors import actor_of
from yifa.reader.document import Finding, Report, Source
from yifa.reader.export import as_json
from yifa.reader.load import Unreadable, load
from yifa.reader.promises import Proposal, propose
from yifa.reader.read import read_many

PARTS = {"measures": "举措和成效", "duties": "第一责任人职责", "problems": "不足和原因", "plan": "下一年安排"}
LABELS = {
    "issuing_body": "报告机关",
    "year": "报告年度",
    "doc_number": "发文字号",
    "index_number": "索引号",
    "theme": "主题分类",
    "publisher": "发布机构",
    "date_written": "成文日期",
    "date_published": "发布日期",
    "addressee": "主送",
}
SEVERITY = {"error": "错误", "warn": "警告", "info": "提示"}
ROLES = {"actual": "", "requirement": "（要求）", "plan": "（目标）", "previous_period": "（上年）"}
PROPOSED = {"rectification": "整改", "task": "任务"}
TELL_EVERY = 200
"""After so many files the command says how far it is."""
CLOSE = {"gt": "超过", "ge": "不少于", "lt": "近", "le": "不超过", "about": "约", "": ""}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments, for the command line's own parser."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="reports (text, HTML, DOCX, PDF), or folders of them",
    )
    parser.add_argument(
        "--json", type=Path, metavar="DIR", help="write one JSON file a report into this folder"
    )


def main(argv: Sequence[str] | None = None, out: TextIO = sys.stdout, err: TextIO = sys.stderr) -> int:
    """Runs the command. 0 when every file was read, 1 when some could not be, with a sentence for each."""
    parser = argparse.ArgumentParser(
        prog="yifa read", description="Read yearly reports that somebody else wrote."
    )
    add_arguments(parser)
    return run(parser.parse_args(argv), out, err)


def run(arguments: argparse.Namespace, out: TextIO = sys.stdout, err: TextIO = sys.stderr) -> int:
    """Runs the command from parsed arguments."""
    folder: Path | None = arguments.json
    paths = list(_found(arguments.files))
    targets = _targets(paths)
    twice = [name for name in dict.fromkeys(targets) if targets.count(name) > 1]
    if folder is not None and twice:
        print(f"{len(twice)} files would be written over one another, nothing was read:", file=err)
        for name in twice:
            same = ", ".join(str(path) for path, target in zip(paths, targets, strict=True) if target == name)
            print(f"  {name} from {same}", file=err)
        print("read them into folders of their own", file=err)
        return 1
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    loaded: deque[str] = deque()
    failures: list[Path] = []

    def sources() -> Iterator[Source]:
        for path, name in zip(paths, targets, strict=True):
            try:
                source = load(path)
            except (Unreadable, OSError) as error:
                failures.append(path)
                said = error.text if isinstance(error, Unreadable) else f"cannot be opened: {error.strerror}"
                print(f"{path}: {said}", file=err)
            else:
                loaded.append(name)
                yield source

    for count, report in enumerate(read_many(sources()), start=1):
        name = loaded.popleft()
        if folder is None:
            out.write(summary(report))
        else:
            content = json.dumps(as_json(report), ensure_ascii=False, indent=1) + "\n"
            (folder / name).write_text(content, encoding="utf-8")
        if count % TELL_EVERY == 0:
            print(f"{count:,} of {len(paths):,} files", file=err, flush=True)
    failed = len(failures)
    if folder is not None:
        print(f"{len(paths) - failed} read, {failed} could not be read", file=out)
    return 1 if failed else 0


def _found(files: Sequence[Path]) -> Iterator[Path]:
    """The files themselves; of a folder every file in it that is not hidden, in the order of their names."""
    for path in files:
        if path.is_dir():
            for one in sorted(path.rglob("*")):
                if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts):
                    yield one
        else:
            yield path


def _targets(paths: Sequence[Path]) -> list[str]:
    """The name of each file's JSON: its own without the ending, or whole where two differ only by that."""
    stems = Counter(path.stem for path in paths)
    return [f"{path.stem if stems[path.stem] == 1 else path.name}.json" for path in paths]


def summary(report: Report) -> str:
    """What is in a report, for a person; Chinese, one thing a line, findings with line and column."""
    lines = [f"# {report.value('title') or report.source.name or '（无标题）'}"]
    lines += [f"! {notice.text}" for notice in report.source.notices]
    if report.genre == "empty":
        return "\n".join([*lines, "没有文字。", ""]) + "\n"
    if report.genre == "other":
        lines.append("! 这不像法治政府建设年度报告，以下结果仅供参考。")
    lines += [f"{label}：{report.value(name)}" for name, label in LABELS.items() if report.value(name)]
    missing = [PARTS[part] for part in report.missing]
    lines.append("缺少部分：" + "、".join(missing) if missing else "")
    lines.append(f"\n## 目录（{len(report.outline)}）")
    headings = (section for section in report.outline if section.level < 5)
    lines += [f"{'  ' * (s.depth - 1)}{s.number}{s.title}　[{PARTS.get(s.part, s.part)}]" for s in headings]
    lines.append(f"\n## 数据（{len(report.figures)}）")
    for figure in report.figures:
        value = f"{CLOSE[figure.approx]}{figure.value.normalize():f}{figure.unit}{ROLES[figure.role]}"
        who = actor_of(report, figure)
        lines.append(
            f"{_place(report, figure.span.start)}  {figure.subject or '？'}：{value}  [{figure.kind}]"
            + (f"  {who}" if who else "")
        )
    lines.append(f"\n## 引用文件（{len(report.instruments)}）")
    lines += [
        f"{_place(report, one.span.start)}  《{one.name}》{one.doc_number}" for one in report.instruments
    ]
    lines.append(f"\n## 问题（{len(report.problems)}）")
    lines += [f"{_place(report, one.span.start)}  {one.summary}" for one in report.problems]
    lines.append(f"\n## 安排（{len(report.plans)}）")
    lines += [f"{_place(report, one.span.start)}  {one.summary}" for one in report.plans]
    proposed = propose(report)
    lines.append(f"\n## 拟转整改与任务（{len(proposed)}）")
    lines += [_proposal(report, one) for one in proposed]
    lines.append(f"\n## 检查结果（{len(report.findings)}）")
    lines += [_finding(report, finding) for finding in report.findings]
    return "\n".join(line for line in lines if line) + "\n\n"


def _place(report: Report, offset: int) -> str:
    """Line and column of an offset, from 1."""
    line = report.text.count("\n", 0, offset) + 1
    return f"{line}:{offset - report.text.rfind(chr(10), 0, offset)}"


def _proposal(report: Report, one: Proposal) -> str:
    """One proposal: what, who, by when, and the sentence it comes from."""
    said = f"{PROPOSED[one.kind]}  {one.what}  谁：{one.who or '未写明'}  期限：{one.due or '未写明'}"
    return f"{_place(report, one.origin.start)}  {said}  出自“{one.sentence[:60]}”"


def _finding(report: Report, finding: Finding) -> str:
    """One finding with its place and the words around it."""
    said = f"{SEVERITY[finding.severity]}  {finding.message}"
    if finding.span is None:
        return f"全文  {said}"
    start, end = max(0, finding.span.start - 8), min(len(report.text), finding.span.end + 8)
    before, after = report.text[start : finding.span.start], report.text[finding.span.end : end]
    quote = " ".join(f"{before}【{report.slice(finding.span)[:60]}】{after}".split())
    return f"{_place(report, finding.span.start)}  {said}  …{quote}…"

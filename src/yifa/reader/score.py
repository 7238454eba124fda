"""Scores the reader with the gold's own scorer: `python -m yifa.reader.score [--gold DIR] [--seeds DIR]`.

With `--leave-one-out` each report is read without the rules and words that only that report shows (`held_out`).

The scorer and the labels are not part of this package. They are looked for in --gold, then in YIFA_SHARED, then
in ../shared beside the checkout; when they are absent the command says so loudly and ends with status 2.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from yifa.reader.clean import clean
from yifa.reader.export import as_json
from yifa.reader.held_out import forget
from yifa.reader.load import load
from yifa.reader.read import read_many

CHECKOUT = Path(__file__).resolve().parents[3]


def shared() -> Path:
    """The folder of the reference material, whether it exists or not."""
    return Path(os.environ.get("YIFA_SHARED") or CHECKOUT.parent / "shared")


def predict(seeds: Path, target: Path) -> int:
    """Reads every text of a folder and writes its prediction; the number of texts."""
    paths = sorted(seeds.glob("*.txt"))
    for path, report in zip(paths, read_many(map(load, paths)), strict=True):
        content = json.dumps(as_json(report), ensure_ascii=False)
        (target / f"{path.stem}.json").write_text(content, encoding="utf-8")
    return len(paths)


def predict_held_out(seeds: Path, target: Path) -> int:
    """The same, each text by a reader that forgot what only this text shows; the number of texts."""
    paths = sorted(seeds.glob("*.txt"))
    texts = {path: clean(load(path).text).text for path in paths}
    for path in paths:
        with tempfile.TemporaryDirectory() as scratch:
            others = [text for other, text in texts.items() if other != path]
            dropped = forget(Path(scratch), texts[path], others)
            single = Path(scratch, "seeds")
            single.mkdir()
            shutil.copy(path, single)
            call = "import sys; from pathlib import Path; from yifa.reader.score import predict; "
            call += "predict(Path(sys.argv[1]), Path(sys.argv[2]))"
            command = [sys.executable, "-c", call, str(single), str(target.resolve())]
            subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": scratch}, cwd=scratch)
            print(f"{path.stem}: {len(dropped)} rules and words held out", flush=True)
    return len(paths)


def main() -> int:
    """Predicts, scores and lists the misses."""
    parser = argparse.ArgumentParser(prog="python -m yifa.reader.score", description=__doc__)
    parser.add_argument("--gold", type=Path, default=shared() / "gold")
    parser.add_argument("--seeds", type=Path, default=shared() / "seeds")
    parser.add_argument("--leave-one-out", action="store_true", help="hold out what only the report shows")
    parser.add_argument("--keep", type=Path, help="keep the predictions in this folder")
    arguments = parser.parse_args()
    scorer = arguments.gold / "score.py"
    if not scorer.is_file() or not arguments.seeds.is_dir():
        print(f"NOT SCORED: {scorer} or {arguments.seeds} is absent; set YIFA_SHARED", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        target = arguments.keep or Path(scratch)
        target.mkdir(parents=True, exist_ok=True)
        reading = predict_held_out if arguments.leave_one_out else predict
        print(f"{reading(arguments.seeds, target)} reports read", flush=True)
        command = [
            sys.executable,
            str(scorer),
            str(target),
            "--gold",
            str(arguments.gold),
            "--by-report",
            "--misses",
        ]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

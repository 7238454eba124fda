"""Workers are killed in the middle of their jobs; then every job is done and every effect there once."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.installation import installed, run

KILLS, JOBS = 4, 12

WORKER = """
import sys, time
from datetime import UTC, datetime, timedelta
import django
django.setup()
from yifa.jobs.loop import run_once
from yifa.jobs.queue import enqueue

# Every worker starts an hour later than the one before, so that leases left behind have run out.
start = datetime(2021, 7, 15, tzinfo=UTC) + timedelta(hours=int(sys.argv[1]))
now = lambda: start + timedelta(seconds=time.monotonic() - began)
began = time.monotonic()

def handle(work):
    for step in range(5):
        time.sleep(0.01)
        work.progress(step + 1, 5)
    return lambda: enqueue("effect", now=now(), about=work.about)

while (job := run_once({"count": handle}, now=now)) is not None:
    print("finished", job.about, flush=True)
"""

FILL = """
import django
django.setup()
from datetime import UTC, datetime
from yifa.jobs.queue import enqueue
for number in range(%d):
    enqueue("count", now=datetime(2021, 7, 15, tzinfo=UTC), about=str(number))
"""

LOOK = """
import django
django.setup()
from yifa.jobs.models import Job
for job in Job.objects.order_by("id"):
    print(job.name, job.about, job.state)
"""


@pytest.mark.fault
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost_and_nothing_happens_twice_when_workers_are_killed(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    with installed(tmp_path) as environment:
        run(environment, "-c", FILL % JOBS)
        for hour in range(KILLS):
            worker = subprocess.Popen(
                [sys.executable, "-c", WORKER, str(hour)], env=environment, stdout=subprocess.PIPE, text=True
            )
            assert worker.stdout is not None
            # Wait for its first words, so that the kill lands inside the work and not inside the start.
            acknowledged.add(worker.stdout.readline().strip())
            time.sleep(chance.uniform(0.01, 0.1))
            worker.send_signal(signal.SIGKILL)
            acknowledged.update(line.strip() for line in worker.stdout)
            worker.stdout.close()
            assert worker.wait() == -signal.SIGKILL
        before_the_last = set(run(environment, "-c", LOOK).splitlines())
        for word in acknowledged:
            assert f"count {word.removeprefix('finished ')} done" in before_the_last
        assert len(before_the_last & {f"count {number} done" for number in range(JOBS)}) < JOBS
        run(environment, "-c", WORKER, str(KILLS))
        rows = run(environment, "-c", LOOK).splitlines()
    assert sorted(row for row in rows if row.startswith("count")) == sorted(
        f"count {n} done" for n in range(JOBS)
    )
    effects = [row.split()[1] for row in rows if row.startswith("effect")]
    assert sorted(effects, key=int) == [str(number) for number in range(JOBS)]


@pytest.mark.fault
def test_workers_side_by_side_never_do_the_same_job(tmp_path: Path) -> None:
    with installed(tmp_path) as environment:
        run(environment, "-c", FILL % JOBS)
        workers = [
            subprocess.Popen(
                [sys.executable, "-c", WORKER, "0"], env=environment, stdout=subprocess.PIPE, text=True
            )
            for _ in range(3)
        ]
        said = [worker.communicate()[0].split() for worker in workers]
        assert [worker.returncode for worker in workers] == [0, 0, 0]
        rows = run(environment, "-c", LOOK).splitlines()
    done = [word for words in said for word in words if word != "finished"]
    assert sorted(done, key=int) == [str(number) for number in range(JOBS)]
    assert len([row for row in rows if row.startswith("effect")]) == JOBS

"""Writers are killed with -9 twenty times while they record; every event that was acknowledged is there afterwards."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.installation import installed, run

ROUNDS, WRITERS = 7, 3
pytestmark = pytest.mark.fault


def test_no_acknowledged_event_is_lost(tmp_path: Path) -> None:
    """Three writers at a time, each killed at a moment of its own; looked through after every round."""
    chance = random.Random(4)
    acknowledged: set[str] = set()
    kills = 0
    with installed(tmp_path) as environment:
        run(environment, "-m", "tests.faults.town", "open", "青禾镇")
        for turn in range(ROUNDS):
            writers = [writer(environment, f"{turn}-{number}") for number in range(WRITERS)]
            # The first words are waited for, so that every kill lands among writes and not in the start.
            acknowledged |= {first(each) for each in writers}
            for each in writers:
                time.sleep(chance.uniform(0.02, 0.3))
                each.send_signal(signal.SIGKILL)
                kills += 1
                acknowledged |= rest(each)
            check(environment, acknowledged)
    assert kills >= 20 and len(acknowledged) > kills


def writer(environment, name):
    """A process that records mediations one after the other and says the event's id after each."""
    command = [sys.executable, "-m", "tests.faults.town", "write", "青禾镇", name]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def first(process):
    """The first event that it acknowledges."""
    line = process.stdout.readline()
    assert line.endswith("\n"), "the writer ended before its first event"
    return line.strip()


def rest(process):
    """What it acknowledged before it died; a word that was cut off acknowledges nothing."""
    if process.stdout.closed:
        return set()
    said = {line.strip() for line in process.stdout if line.endswith("\n")}
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    return said


def check(environment, acknowledged):
    """Everything acknowledged stands, and the township is sound."""
    seen = json.loads(run(environment, "-m", "tests.faults.town", "look", "青禾镇"))
    assert (seen["sound"], seen["wrong"], seen["loose"]) == ("ok", [], 0)
    assert seen["matters"] == seen["events"] == seen["words"]
    assert acknowledged <= set(seen["ids"])

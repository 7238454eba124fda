"""``yifa test``: runs the chosen parts and fails when any failed or could not run.

usage: yifa test [--all | --checks --sqlite --postgres --browser --office --fault] [pytest arguments]

Without a part: the tests on the embedded database, under two minutes on two cores.
  --all       every part below; installs what it needs (root on Debian)
  --checks    linter, format, strict types, import contracts
  --sqlite    all tests on the embedded database, the slow ones too
  --postgres  the same on a private PostgreSQL server, started as an unprivileged user and removed afterwards;
              walks of a definition's states, which know no database, are not done twice
  --browser   pages in Chromium
  --office    documents through LibreOffice
  --fault     processes are killed; what was acknowledged must survive (on both databases)
Everything else is passed to pytest: a path, -k WORD, -x …
"""

import sys
from collections.abc import Sequence

from tests.runner import install, parts, postgres

NAMES = ("checks", "sqlite", "postgres", "browser", "office", "fault")
SPECIAL = "not browser and not office and not fault"
DEFAULT = f"not slow and not postgres and {SPECIAL}"


def main(arguments: Sequence[str]) -> int:
    """Runs the chosen parts and returns 0 only if every one ran and nothing failed."""
    if any(word in ("-h", "--help") for word in arguments):
        print(__doc__)
        return 0
    chosen = [name for name in NAMES if f"--{name}" in arguments]
    if "--all" in arguments:
        chosen = list(NAMES)
    words = [word for word in arguments if word.removeprefix("--") not in (*NAMES, "all")]
    if not chosen:
        return close([parts.pytest("default", DEFAULT, words)])
    install.install(name for name in chosen if name in install.PROGRAMS)
    return close(run(chosen, words))


def run(chosen: Sequence[str], words: Sequence[str]) -> list[parts.Outcome]:
    """The outcomes of these parts, in order."""
    outcomes = []
    if "checks" in chosen:
        outcomes.append(parts.checks())
    if "sqlite" in chosen:
        outcomes.append(parts.pytest("sqlite", f"not postgres and {SPECIAL}", words))
    for name in ("browser", "office"):
        if name in chosen:
            lack = install.missing(name)
            outcomes.append(
                parts.Outcome(name, why=lack) if lack else parts.pytest(name, name, words, workers=1)
            )
    if "fault" in chosen:
        outcomes.append(parts.pytest("fault", "fault and not postgres", words, workers=1))
    if "postgres" in chosen:
        outcomes += on_postgres(words, fault="fault" in chosen)
    return outcomes


def on_postgres(words: Sequence[str], *, fault: bool) -> list[parts.Outcome]:
    """The whole suite, and the fault tests if asked for, on a private server."""
    programs = install.postgres_programs()
    if programs is None:
        return [parts.Outcome("postgres", why=install.missing("postgres"))]
    with postgres.server(programs) as address:
        outcomes = [parts.pytest("postgres", f"{SPECIAL} and not walk", words, database=address)]
        if fault:
            outcomes.append(parts.pytest("postgres-fault", "fault", words, database=address, workers=1))
    return outcomes


def close(outcomes: Sequence[parts.Outcome]) -> int:
    """Prints what came out, the total last, and returns the exit code."""
    print()
    for outcome in outcomes:
        for note in outcome.notes:
            print(f"{outcome.part}: {note}")
        print(f"{outcome.line}")
    idle = [outcome.part for outcome in outcomes if outcome.why]
    if idle:
        print(f"runner: NOT EVERYTHING RAN: {', '.join(idle)}")
    print(f"runner: {sum(outcome.seconds for outcome in outcomes):.0f} s")
    passed, failed, skipped = (
        sum(getattr(outcome, name) for outcome in outcomes) for name in ("passed", "failed", "skipped")
    )
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed or idle else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

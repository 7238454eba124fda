"""``yifa demo``: settles the invented township, loads its year, serves it and says who may log in how."""

import argparse
import os
import socket
import sys
from collections.abc import Callable, Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.module_loading import import_string

from yifa.cli.prepare import prepared
from yifa.cli.serve import HOST, PORT, serve
from yifa.demo.acts import Stage
from yifa.demo.load import begun, done, load, note
from yifa.ledger import checkpoints, keys
from yifa.ledger.models import Log
from yifa.matter.register import registers
from yifa.people.cast import script, settle
from yifa.people.models import Officer, Organisation
from yifa.people.office import office

Enrol = Callable[..., str]
Code = Callable[..., str]
Needs = Callable[..., bool]


class Occupied(Exception):
    """The database holds an office of its own, in which invented staff must not appear."""


def add(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    parser.add_argument(
        "--host", default=HOST, help=f"address to listen on (default: {HOST}, this machine only)"
    )
    parser.add_argument("--port", type=int, default=PORT, help=f"port to listen on (default: {PORT})")
    parser.add_argument("--processes", type=int, default=2, help="server processes (default: 2)")
    parser.add_argument("--no-serve", action="store_true", help="load the township, print the accounts, end")


def run(args: argparse.Namespace) -> int:
    """Serves the demo until it is stopped; 1 when the port is taken or the database is somebody's own."""
    if not args.no_serve and (fault := taken(args.host, args.port)):
        print(f"yifa demo: {fault}", file=sys.stderr)
        return 1
    prepared()
    try:
        stage = settled()
    except Occupied:
        where = os.environ.get("YIFA_DATABASE") or os.environ.get("YIFA_DATA", "var")
        print(
            f"yifa demo: {where} already holds an office; the invented township needs a folder of its own,"
            " such as: YIFA_DATA=demo ./yifa demo",
            file=sys.stderr,
        )
        return 1
    loaded(stage)
    print("\n".join(welcome(stage, f"http://{args.host}:{args.port}/", timezone.now())), flush=True)
    if args.no_serve:
        return 0
    serve(args.host, args.port, processes=args.processes)
    return 0


def taken(host: str, port: int) -> str:
    """Why nobody can listen at that address, in one sentence; empty when one can."""
    if not 0 < port < 65536:
        return f"--port {port}: expected a number from 1 to 65535"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            return f"cannot listen on {host}:{port} ({fault.strerror}); --port takes another, such as --port {port + 1}"
    return ""


def settled() -> Stage:
    """The cast with accounts, passwords and second factors; safe to repeat. Raises Occupied."""
    if not _ours():
        raise Occupied
    settle(settings.DEMO_PASSWORD)
    invented = script()
    logins = [person["login"] for person in invented["people"]]
    people = Officer.objects.filter(user__username__in=logins)
    people = people.select_related("user", "organisation__parent__parent")
    cast = {
        officer.user.get_username(): officer
        for officer in people.prefetch_related("posts", "certificates")
        if officer.user is not None
    }
    for officer in cast.values():
        _arm(officer)
    _keep_word(list(cast.values()))
    return Stage(office(invented["townships"][0]["name"], county=invented["county"]["name"]), cast)


def _ours() -> bool:
    """Whether the database is empty, or an earlier start of the demo began to fill it."""
    if begun():
        return True
    invented = script()
    names = {town["name"] for town in invented["townships"]} | {invented["county"]["name"]}
    logins = {person["login"] for person in invented["people"]}
    strangers = Organisation.objects.filter(level__in=("county", "township")).exclude(name__in=names)
    return not strangers.exists() and not get_user_model().objects.exclude(username__in=logins).exists()


def _arm(officer: Officer) -> None:
    # The settings name the door's own functions, so that this face need not know another face.
    needs: Needs = import_string(settings.SECOND_FACTOR_NEEDED)
    enrol: Enrol = import_string(settings.SECOND_FACTOR_ENROL)
    if needs(officer.user, timezone.localdate()):
        enrol(officer.user)


def _keep_word(staff: Sequence[Officer]) -> None:
    """Gives everybody the password that is about to be printed, where an earlier start gave another."""
    users = [officer.user for officer in staff if officer.user is not None]
    if users and not users[0].check_password(settings.DEMO_PASSWORD):
        for user in users:
            user.set_password(settings.DEMO_PASSWORD)
            user.save()


def loaded(stage: Stage) -> None:
    """Loads the year where it is not loaded yet, and signs the log as it stands."""
    if not done(stage.township.pk):
        begun = note(stage.township.pk)
        print(
            f"{'going on with' if begun and begun.done else 'loading'} a year of {stage.township}", flush=True
        )
        told = load(list(registers()), stage, now=timezone.now(), folder=settings.FILES_ROOT, told=_progress)
        print(f"{told.acts:,} acts, {told.events:,} events sealed", flush=True)
    log = Log.objects.get(pk=str(stage.township.pk))
    checkpoints.make(log, keys.signer(settings.KEYS_ROOT, log.township), timezone.now())


def _progress(count: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if count == total else ""
        print(f"\r{count:,} / {total:,}\033[K", end=end, file=sys.stderr, flush=True)
    elif count == total or count % 200 == 0:
        print(f"{count:,} / {total:,}", file=sys.stderr, flush=True)


def welcome(stage: Stage, address: str, now: datetime) -> list[str]:
    """The address and the accounts, with the codes that approvers must type at ``now``."""
    code: Code = import_string(settings.SECOND_FACTOR_CODE)
    lines = [
        "",
        f"Yifa 依法: {stage.township} of {stage.township.parent}; people, places and cases are invented",
        "",
        f"    {address}",
        "",
        f"password of every account: {settings.DEMO_PASSWORD}",
        "",
        f"{'login':<11}{'code':<9}name and posts",
    ]
    for person in script()["people"]:
        officer = stage.cast[person["login"]]
        posts = "、".join(person["posts"]) or "no post"
        place = officer.organisation
        lines.append(f"{person['login']:<11}{code(officer.user, now):<9}{officer.name}  {posts}  {place}")
    year = note(stage.township.pk)
    if year is not None:
        lines += ["", f"The year ends on the day before {year.about}; an empty YIFA_DATA begins a new one."]
    lines += ["", "A code changes every 30 seconds; the login page shows the present one.", ""]
    return lines

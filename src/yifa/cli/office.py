"""``yifa office``: opens the office of a township, names its staff, lists what there is."""

import argparse
import getpass
import sys
from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction

from yifa.cli.prepare import prepared
from yifa.law import parameters
from yifa.people.models import Officer, Organisation, Post
from yifa.people.office import UnknownOffice, office, open_office
from yifa.people.roles import Role


def add(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    actions = parser.add_subparsers(dest="action", required=True)
    new = actions.add_parser("new", help="open a township's office")
    new.add_argument("--county", required=True)
    new.add_argument("--township", required=True)
    new.add_argument(
        "--region", default="", help="key of the region whose dated parameters apply (default: CN)"
    )
    staff = actions.add_parser("staff", help="add an officer with an account; asks for the password")
    staff.add_argument("--office", required=True)
    staff.add_argument("--login", required=True)
    staff.add_argument("--name", required=True)
    staff.add_argument("--post", action="append", required=True, choices=[role.value for role in Role])
    staff.add_argument("--since", type=date.fromisoformat, required=True)
    actions.add_parser("list", help="list offices and staff")


def run(args: argparse.Namespace) -> int:
    """Does what was asked; 2 when the call does not fit."""
    prepared()
    if args.action == "new":
        return _new(args)
    return _staff(args) if args.action == "staff" else _list()


def _new(args: argparse.Namespace) -> int:
    if not args.county.strip() or not args.township.strip():
        print("yifa office new: --county and --township must not be empty", file=sys.stderr)
        return 2
    if args.region and args.region not in parameters.shipped().regions:
        known = ", ".join(sorted(parameters.shipped().regions))
        print(f"yifa office new: unknown region {args.region!r}; known: {known}", file=sys.stderr)
        return 2
    here, new = open_office(args.county, args.township, region=args.region)
    print(f"{'opened' if new else 'already open'}: {here.name} ({here.parent}), id {here.pk}")
    return 0


def _staff(args: argparse.Namespace) -> int:
    try:
        here = office(args.office)
    except UnknownOffice:
        print(f"yifa office staff: no township {args.office!r}; yifa office list shows them", file=sys.stderr)
        return 2
    users = get_user_model().objects
    if users.filter(username=args.login).exists():
        print(f"yifa office staff: the login {args.login!r} is taken", file=sys.stderr)
        return 2
    password = getpass.getpass("password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < 10:
        print("yifa office staff: the password needs at least 10 characters", file=sys.stderr)
        return 2
    with transaction.atomic():
        user = users.create_user(args.login, password=password)
        officer = Officer.objects.create(user=user, name=args.name, organisation=here)
        for role in args.post:
            Post.objects.create(officer=officer, role=role, since=args.since)
    print(f"added: {args.name} ({args.login}) at {here.name}: {', '.join(args.post)}")
    return 0


def _list() -> int:
    for place in Organisation.objects.filter(level="township").select_related("parent").order_by("name"):
        print(f"{place.name} ({place.parent})")
        for officer in Officer.objects.select_related("organisation__parent", "user").order_by("name"):
            home = officer.organisation.township
            if home is not None and home.pk == place.pk and officer.user is not None:
                posts = ", ".join(officer.posts.values_list("role", flat=True))
                print(f"  {officer.user.username}: {officer.name}: {posts or 'no post'}")
    return 0

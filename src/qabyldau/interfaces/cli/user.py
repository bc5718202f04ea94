"""``qabyldau user add|password|end|list``: members of staff, their passwords and their roles."""

import argparse
import getpass
import re
import sys
from pathlib import Path

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Role, machine
from qabyldau.accounts.services import password_change, user_end
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.interfaces.cli.offices import office_coded
from qabyldau.offices.models import STAFF_ROLES, Staff
from qabyldau.offices.services.staff import staff_end, staff_grant

USERNAME = re.compile(r"[\w.@+-]{1,60}")
"""How somebody may be called at the desk."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say who, where and as what."""
    deeds = parser.add_subparsers(dest="deed", required=True)
    adding = deeds.add_parser("add", help="add somebody, or give them one more role")
    adding.add_argument("username")
    adding.add_argument("--name", default="", help="surname, name, patronymic: as the coupon prints them")
    adding.add_argument("--office", help="code of the office")
    adding.add_argument("--role", choices=[role.value for role in (*STAFF_ROLES, Role.OPERATOR)])
    adding.add_argument("--position", default="", help="position in Kazakh, as the coupon prints it")
    adding.add_argument("--reads-confidential", action="store_true")
    adding.add_argument(
        "--password-file", type=Path, help="a file whose first line is the password; else you are asked"
    )
    changing = deeds.add_parser(
        "password", help="give somebody a new password; whoever is signed in as them is not any more"
    )
    changing.add_argument("username")
    changing.add_argument("--password-file", type=Path, help="as for add")
    ending = deeds.add_parser("end", help="end a role, or all of somebody's roles and their sign-in")
    ending.add_argument("username")
    ending.add_argument("--office", help="code of the office; with --role ends only that role")
    ending.add_argument("--role", choices=[role.value for role in STAFF_ROLES])
    deeds.add_parser("list", help="who works where")


def run(options: argparse.Namespace) -> int:
    """Do the deed that was named."""
    deeds = {"list": _list, "add": _add, "password": _change, "end": _end}
    return deeds[options.deed](options)


def _list(_options: argparse.Namespace) -> int:
    for row in Staff.objects.select_related("user", "office").order_by(
        "office__code", "role", "user__username"
    ):
        state = "" if row.is_active and row.user.is_active else "  (ended)"
        print(f"{row.office.code:<6} {row.role:<13} {row.user.username}{state}")
    for user in User.objects.filter(is_operator=True).order_by("username"):
        print(f"{'–':<6} {'operator':<13} {user.username}")
    return 0


def _add(options: argparse.Namespace) -> int:
    is_operator = options.role == Role.OPERATOR
    if not is_operator and not (options.office and options.role):
        raise InputError("role", "name --office and --role, or --role operator")
    if not USERNAME.fullmatch(options.username):
        raise InputError(
            "username", "1 to 60 letters, digits and . @ + - _, so that it can be typed to sign in"
        )
    office = None if is_operator else office_coded(options.office)
    user = User.objects.filter(username=options.username).first() or _new(options, is_operator=is_operator)
    if is_operator and not user.is_operator:
        raise InputError(
            "username", f"{user.username} works in an office; give the operator a name of its own"
        )
    if office is not None:
        staff_grant(
            actor=machine("cli", str(office.uuid)),
            office=office,
            user=user,
            role=Role(options.role),
            at=clock.now(),
            position_kk=options.position,
            reads_confidential=options.reads_confidential,
        )
    print(f"{user.username}: {options.role}{' in ' + office.code if office else ''}")
    return 0


def _change(options: argparse.Namespace) -> int:
    user = _known(options.username)
    password_change(actor=machine("cli"), user=user, password=_valid(options, user), at=clock.now())
    print(f"{user.username}: the password is changed")
    return 0


def _end(options: argparse.Namespace) -> int:
    user = _known(options.username)
    if bool(options.office) != bool(options.role):
        raise InputError("role", "name both --office and --role to end one role, or neither to end all")
    office = office_coded(options.office) if options.office else None
    ended = staff_end(actor=machine("cli"), user=user, office=office, role=options.role or "", at=clock.now())
    if not options.role:
        user_end(actor=machine("cli"), user=user, at=clock.now())
    print(f"{user.username}: roles ended: {ended}" + ("" if options.role else "; cannot sign in any more"))
    return 0


def _known(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise InputError("username", f"nobody is called {username!r}; see: qabyldau user list")
    return user


def _new(options: argparse.Namespace, *, is_operator: bool) -> User:
    password = _valid(options, User(username=options.username))
    return User.objects.create_user(
        options.username, password, full_name=options.name or options.username, is_operator=is_operator
    )


def _valid(options: argparse.Namespace, user: User) -> str:
    password = _password(options.password_file)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InputError("password", " ".join(error.messages)) from error
    return password


def _password(path: Path | None) -> str:
    if path is not None:
        try:
            return path.read_text(encoding="utf-8").splitlines()[0]
        except (IndexError, UnicodeDecodeError) as error:
            raise InputError(
                "password", f"write the password in the first line of {path}, in UTF-8"
            ) from error
    if not sys.stdin.isatty():
        raise InputError("password", "name --password-file where nobody can be asked")
    return getpass.getpass("Password: ")

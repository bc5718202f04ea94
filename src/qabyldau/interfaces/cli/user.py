"""``qabyldau user add|list``: members of staff and their roles."""

import argparse
import getpass
import sys
from pathlib import Path

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Role, machine
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.interfaces.cli.office import office_coded
from qabyldau.offices.models import STAFF_ROLES, Staff
from qabyldau.offices.services import staff_grant


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
    deeds.add_parser("list", help="who works where")


def run(options: argparse.Namespace) -> int:
    """Add or list."""
    return _list() if options.deed == "list" else _add(options)


def _list() -> int:
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
    office = None if is_operator else office_coded(options.office)
    user = User.objects.filter(username=options.username).first() or _new(options, is_operator=is_operator)
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


def _new(options: argparse.Namespace, *, is_operator: bool) -> User:
    password = _password(options.password_file)
    try:
        validate_password(password, User(username=options.username))
    except ValidationError as error:
        raise InputError("password", " ".join(error.messages)) from error
    return User.objects.create_user(
        options.username, password, full_name=options.name or options.username, is_operator=is_operator
    )


def _password(path: Path | None) -> str:
    if path is not None:
        return path.read_text(encoding="utf-8").splitlines()[0]
    if not sys.stdin.isatty():
        raise InputError("password", "name --password-file where nobody can be asked")
    return getpass.getpass("Password: ")

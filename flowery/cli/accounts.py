"""`user add` and `user erase`: the owner of the machine makes accounts and takes them away."""

from __future__ import annotations

from argparse import ArgumentParser

from flowery.cli.call import Call, user_named
from flowery.cli.command import Command
from flowery.cli.lines import standard_input
from flowery.cli.shapes import receipt_shape, receipt_words


def _takes_account(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the name to sign in with")
    parser.add_argument("--admin", action="store_true", help="make them an administrator")
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="read the password from the first line of stdin; without one, nobody signs in "
        "to this account in a browser",
    )


def _add(call: Call) -> int:
    from flowery.people import People

    options = call.options
    password = standard_input().split("\n")[0].rstrip("\r") if options.password_stdin else None
    with call.tables() as tables:
        people = People(tables.accounts, call.settings())
        user = people.add(options.name, password, is_admin=options.admin)
    kind = "an administrator" if user.is_admin else "a person"
    call.say({"user": user.name, "admin": user.is_admin}, f"{user.name} is {kind} here now.")
    return 0


def _takes_name(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="whose account")


def _erase(call: Call) -> int:
    from flowery.storage.upkeep.erase import erase_user

    with call.flowery() as flowery:
        receipt = erase_user(flowery, user_named(flowery.tables, call.options.name))
    call.say(receipt_shape(receipt), receipt_words(receipt))
    return 0


COMMANDS = (
    Command("user add", "make an account", _add, _takes_account),
    Command("user erase", "forget a person: everything, with a receipt", _erase, _takes_name),
)

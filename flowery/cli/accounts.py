"""`user …` and `taste …`: the owner of the machine makes accounts and takes them away, says who
administers, and looks after the tastes that somebody keeps.
"""

from __future__ import annotations

from argparse import ArgumentParser

from flowery.cli.call import Call, user_named
from flowery.cli.command import Command
from flowery.cli.lines import standard_input
from flowery.cli.shapes import counted, receipt_shape, receipt_words


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


def _takes_admin(parser: ArgumentParser) -> None:
    _takes_name(parser)
    choice = parser.add_mutually_exclusive_group(required=True)
    for flag, is_admin in (("--on", True), ("--off", False)):
        choice.add_argument(flag, dest="is_admin", action="store_const", const=is_admin)


def _make_admin(call: Call) -> int:
    options = call.options
    with call.tables() as tables:
        user_id = user_named(tables, options.name)
        user = tables.accounts.make_admin(user_id, options.is_admin)
    kind = "an administrator" if user.is_admin else "a person like any other"
    call.say({"user": user.name, "admin": user.is_admin}, f"{user.name} is {kind} now.")
    return 0


def _erase(call: Call) -> int:
    from flowery.storage.upkeep.erase import erase_user

    with call.flowery() as flowery:
        receipt = erase_user(flowery, user_named(flowery.tables, call.options.name))
    call.say(receipt_shape(receipt), receipt_words(receipt))
    return 0


def _account(parser: ArgumentParser) -> None:
    parser.add_argument("--user", metavar="NAME", required=True, help="whose account")


def _takes_taste(parser: ArgumentParser) -> None:
    parser.add_argument("taste", metavar="TASTE", help='what it is called, such as "For Mum"')
    _account(parser)


def _tastes(call: Call) -> int:
    with call.tables() as tables:
        for taste in tables.accounts.wards(user_named(tables, call.options.user)).list():
            memories = len(tables.of(taste.id).diary.list())
            shape = {"taste": taste.name, "taste_id": taste.id, "memories": memories}
            kept = counted(memories, "memory", "memories")
            call.say(shape, f"{taste.created_at:%Y-%m-%d}  {taste.name}  ({kept})")
    return 0


def _add_taste(call: Call) -> int:
    from flowery.people import People

    with call.tables() as tables:
        guardian = tables.accounts.get(user_named(tables, call.options.user))
        people = People(tables.accounts, call.settings())
        taste = people.add_taste(guardian, call.options.taste)
    said = f'{guardian.name} keeps {taste.name} now: name it with --taste "{taste.name}".'
    call.say({"taste": taste.name, "taste_id": taste.id}, said)
    return 0


def _forget_taste(call: Call) -> int:
    from flowery.storage.upkeep.erase import erase_taste

    with call.flowery() as flowery:
        accounts = flowery.tables.accounts
        guardian = accounts.get(user_named(flowery.tables, call.options.user))
        taste = accounts.wards(guardian.id).named(call.options.taste)
        receipt = erase_taste(flowery, guardian, taste.id)
    call.say(receipt_shape(receipt), receipt_words(receipt))
    return 0


COMMANDS = (
    Command("user add", "make an account", _add, _takes_account),
    Command("user admin", "make somebody an administrator, or a person", _make_admin, _takes_admin),
    Command("user erase", "forget a person: everything, with a receipt", _erase, _takes_name),
    Command("taste list", "the tastes a person keeps for others", _tastes, _account),
    Command("taste add", "begin a taste for somebody else, kept apart", _add_taste, _takes_taste),
    Command("taste forget", "forget a taste for good, with a receipt", _forget_taste, _takes_taste),
)

"""What a command is: its words, what it takes, and the function that runs it."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass

from flowery.cli.call import Call

Takes = Callable[[ArgumentParser], None]


def nothing(_parser: ArgumentParser) -> None:
    """For a command that takes no arguments of its own."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command, such as `memory add`. `run` returns the exit status."""

    words: str
    help: str
    run: Callable[[Call], int]
    takes: Takes = nothing


def everywhere(parser: ArgumentParser) -> None:
    """The two options that are taken before and after the words of a command."""
    parser.add_argument(
        "--home",
        metavar="DIR",
        default=SUPPRESS,
        help="the folder that holds everything (default: $FLOWERY_HOME, else ~/.flowery)",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=SUPPRESS,
        help="print JSON: one object, or one a line where it lists",
    )


def of_user(parser: ArgumentParser) -> None:
    """`--user NAME` and `--taste NAME`: whose diary it is about."""
    parser.add_argument("--user", metavar="NAME", required=True, help="whose diary")
    parser.add_argument(
        "--taste", metavar="NAME", help="of a taste they keep for somebody, not of their own"
    )

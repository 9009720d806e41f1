"""The commands there are: read from the command line, shown by `--help`, printed into the README.

It knows how commands are listed and parsed; what they do stands in the modules it lists.
"""

from __future__ import annotations

from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from typing import NoReturn

from flowery.cli import (
    accounts,
    catalogue,
    collecting,
    diary,
    evaluating,
    graph,
    models,
    questions,
    smelling,
    spending,
    tasting,
    teaching,
    training,
    tuning,
    upkeep,
)
from flowery.cli.command import Command, everywhere

COMMANDS: tuple[Command, ...] = (
    *accounts.COMMANDS,
    *diary.COMMANDS,
    *smelling.COMMANDS,
    *tasting.COMMANDS,
    *teaching.COMMANDS,
    *questions.COMMANDS,
    *catalogue.COMMANDS,
    *collecting.COMMANDS,
    *graph.COMMANDS,
    *evaluating.COMMANDS,
    *models.COMMANDS,
    *tuning.COMMANDS,
    *spending.COMMANDS,
    *training.COMMANDS,
    *upkeep.COMMANDS,
)

_PROGRAM = "python -m flowery"
_INTRODUCTION = """\
Flowery from a shell: what the pages do in a browser, through the same functions.
Exit status: 0 done, 1 refused with a sentence that says why, 2 wrong usage."""
_EVERYWHERE = """\
Every command takes --home DIR (default: $FLOWERY_HOME, else ~/.flowery) and --json
(one JSON object, or one a line where it lists). Settings are FLOWERY_… variables of
the environment: docs/settings.md. `COMMAND --help` tells more about one command."""


class Parser(ArgumentParser):
    """An argument parser whose refusal is short, and whose help can be an index."""

    index = False

    def format_help(self) -> str:
        """The index of all commands, or the usual help of one."""
        return index() if self.index else super().format_help()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one sentence and where to read on; exit status 2."""
        self.exit(2, f"{message}; see `{self.prog} --help`.\n")


def parser() -> Parser:
    """The parser of the whole command line."""
    top = Parser(prog=_PROGRAM, allow_abbrev=False)
    top.index = True
    top.set_defaults(shows=top)
    everywhere(top)
    groups: dict[str, _SubParsersAction[Parser]] = {"": top.add_subparsers(metavar="COMMAND")}
    for command in COMMANDS:
        group, _, word = command.words.rpartition(" ")
        if group not in groups:
            groups[group] = _group(groups[""], group)
        _add(groups[group], word, command)
    return top


def index() -> str:
    """Every command with what it takes and does, as `--help` shows it."""
    lines = [f"usage: {_PROGRAM} [--home DIR] [--json] COMMAND …", "", _INTRODUCTION, ""]
    for usage, words in usages():
        lines += [f"  {usage}", f"      {words}"]
    return "\n".join([*lines, "", _EVERYWHERE, ""])


def usages() -> Iterator[tuple[str, str]]:
    """(usage, what it does) of every command, in the order of the index."""
    for command in COMMANDS:
        alone = Parser(prog=command.words, add_help=False)
        command.takes(alone)
        yield " ".join([command.words, *_taken(alone)]), command.help


def _group(top: _SubParsersAction[Parser], word: str) -> _SubParsersAction[Parser]:
    group = top.add_parser(word, allow_abbrev=False)
    group.set_defaults(shows=group)
    everywhere(group)
    return group.add_subparsers(metavar="COMMAND")


def _add(group: _SubParsersAction[Parser], word: str, command: Command) -> None:
    made = group.add_parser(word, description=command.help, allow_abbrev=False)
    everywhere(made)
    command.takes(made)
    made.set_defaults(run=command.run)


def _taken(parser: ArgumentParser) -> Iterator[str]:
    """What a command takes, as its usage line says it; argparse tells it by version and width."""
    exclusive = {id(a): g for g in parser._mutually_exclusive_groups for a in g._group_actions}
    shown: set[int] = set()
    for action in parser._actions:
        group = exclusive.get(id(action))
        if group is None:
            yield _one(action)
        elif id(group) not in shown:
            shown.add(id(group))
            choice = " | ".join(_bare(a) for a in group._group_actions)
            yield f"({choice})" if group.required else f"[{choice}]"


def _one(action: Action) -> str:
    said = _bare(action)
    is_list = action.__class__.__name__ == "_AppendAction"
    needed = action.required if action.option_strings else action.nargs != "?"
    return (said if needed else f"[{said}]") + ("…" if is_list else "")


def _bare(action: Action) -> str:
    name = str(action.metavar or action.dest.upper())
    if not action.option_strings:
        return name
    flag = action.option_strings[-1]
    return flag if action.nargs == 0 else f"{flag} {name}"

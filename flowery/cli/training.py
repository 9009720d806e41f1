"""`train examples|review|freeze|sets|export`: what people taught with consent, from a shell. The
owner of the machine acts as one of its administrators.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowery.cli.call import Call
from flowery.cli.command import Command
from flowery.cli.shapes import counted
from flowery.words.errors import Refused

if TYPE_CHECKING:
    from flowery.storage.tables import Tables
    from flowery.words.vocabulary import TrainingExample, TrainingSet, User

_STATES = ("waiting", "accepted", "flagged", "discarded")
_VERDICTS = {"accept": "accepted", "discard": "discarded", "flag": "flagged"}


def administrator(tables: Tables, named: str | None) -> User:
    """Who acts: the administrator of that name, else the first. Raises NotFound, Refused."""
    if named is not None:
        return tables.accounts.named(named)
    for user in tables.accounts.list():
        if user.is_admin:
            return user
    raise Refused("There is no administrator yet; `user add NAME --admin` makes one.")


def _takes_admin(parser: ArgumentParser) -> None:
    parser.add_argument("--admin", metavar="NAME", help="who acts; by default the first one")


def _takes_filter(parser: ArgumentParser) -> None:
    parser.add_argument("--state", choices=_STATES, help="only those that stand so")
    parser.add_argument("--source", choices=("answer", "correction"), help="only those made of it")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="at most so many")
    _takes_admin(parser)


def _examples(call: Call) -> int:
    from flowery.learning.examples import Wanted

    options = call.options
    with call.flowery() as flowery:
        user = administrator(flowery.tables, options.admin)
        new = flowery.examples.gather()
        wanted = Wanted(state=options.state, source=options.source)
        found = flowery.examples.review.queue(user, wanted, options.limit)
    for one in found.examples:
        call.say(example_shape(one), _example_words(one))
    if not call.wants_json:
        said = counted(found.count, "example", "examples")
        call.say({}, f"{said} in all; {new} new or changed since the last look.")
    return 0


def example_shape(one: TrainingExample) -> Mapping[str, Any]:
    """An example in a list; names in it are replaced."""
    said = one.reread
    return {
        "example_id": one.id,
        "source": one.source,
        "state": one.state,
        "quality": one.quality.value,
        "language": one.language,
        "disagrees": one.disagrees,
        "wants_second": one.wants_second,
        "question": one.question,
        "answer": one.answer,
        "stars": one.stars,
        "words": said.words if said else None,
        "read": said.read_note if said else None,
        "said": said.note if said else None,
        "created_at": one.created_at.isoformat(),
    }


def _example_words(one: TrainingExample) -> str:
    said = one.reread
    text = one.question
    if said is not None:
        text = f"“{said.words}” read as {said.read_note}, said to be {said.note}"
    return f"{one.id}  {one.state:<9}  {one.quality.value:.2f}  {text}"


def _takes_verdict(parser: ArgumentParser) -> None:
    parser.add_argument("example", metavar="EXAMPLE", help="the id of an example")
    parser.add_argument("verdict", choices=tuple(_VERDICTS), help="what you say of it")
    _takes_admin(parser)


def _review(call: Call) -> int:
    options = call.options
    with call.flowery() as flowery:
        user = administrator(flowery.tables, options.admin)
        verdict: Any = _VERDICTS[options.verdict]
        example = flowery.examples.review.say(user, options.example, verdict)
    call.say(example_shape(example), f"It is {example.state} now.")
    return 0


def _freeze(call: Call) -> int:
    with call.flowery() as flowery:
        user = administrator(flowery.tables, call.options.admin)
        made = flowery.examples.sets.freeze(user)
    call.say(set_shape(made), _set_words(made))
    return 0


def _sets(call: Call) -> int:
    with call.flowery() as flowery:
        user = administrator(flowery.tables, call.options.admin)
        found = flowery.examples.sets.every(user)
    for one in found:
        call.say(set_shape(one), _set_words(one))
    if not found and not call.wants_json:
        call.say({}, "No set is frozen yet.")
    return 0


def set_shape(one: TrainingSet) -> Mapping[str, Any]:
    """A frozen set."""
    return {
        "set": one.number,
        "id": one.id,
        "frozen_at": one.frozen_at.isoformat(),
        "content_hash": one.content_hash,
        **{str(split): count for split, count in one.counts.items()},
        "withdrawn": one.withdrawn,
    }


def _set_words(one: TrainingSet) -> str:
    parts = ", ".join(f"{count} {split}" for split, count in one.counts.items())
    gone = f"; {counted(one.withdrawn, 'was', 'were')} withdrawn" if one.withdrawn else ""
    return f"Set {one.number}: {parts}{gone}."


def _takes_export(parser: ArgumentParser) -> None:
    parser.add_argument("set", metavar="SET", help="the number of a set")
    parser.add_argument("file", metavar="FILE", help="the file to write; none is overwritten")
    parser.add_argument("--format", choices=("sft", "dpo", "csv"), default="sft", help="as what")
    parser.add_argument(
        "--part", choices=("train", "validation", "test"), help="only this part of the set"
    )
    parser.add_argument("--epochs", type=int, default=3, metavar="N", help="for the cost")
    _takes_admin(parser)


def _export(call: Call) -> int:
    options = call.options
    with call.flowery() as flowery:
        user = administrator(flowery.tables, options.admin)
        made = flowery.examples.exports.export(user, options.set, options.format, options.part)
        price = flowery.connections.now().prices.trained
    _write(Path(options.file), made.content)
    cost = made.cost(options.epochs, price)
    shape = {"file": options.file, "lines": made.lines, "about_tokens": made.tokens}
    shape |= {"left_out": made.left_out, "epochs": options.epochs, "about_usd": round(cost, 4)}
    money = f"; training would cost about {cost:,.2f} US dollars" if price else ""
    lines = counted(made.lines, "line", "lines")
    call.say(shape, f"Wrote {lines}, about {made.tokens:,} tokens{money}.")
    return 0


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise Refused(f"{path} is there already; choose another name.") from error
    except OSError as error:
        raise Refused(f"{path} could not be written ({error.strerror}).") from error


COMMANDS = (
    Command(
        "train examples",
        "list what people taught with consent, names replaced",
        _examples,
        _takes_filter,
    ),
    Command("train review", "accept, discard or flag an example", _review, _takes_verdict),
    Command("train freeze", "freeze accepted examples into a set", _freeze, _takes_admin),
    Command("train sets", "list the frozen sets", _sets, _takes_admin),
    Command("train export", "write a set as a file for fine-tuning", _export, _takes_export),
)

"""`memory …`: keep memories, list them, show one, forget one."""

from __future__ import annotations

from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from flowery.cli.call import Call
from flowery.cli.command import Command, of_user
from flowery.cli.lines import standard_input
from flowery.cli.shapes import (
    Shape,
    memory_shape,
    receipt_shape,
    receipt_words,
    smell_shape,
    whole_memory_shape,
)
from flowery.words.errors import NotFound, Refused, StorageFailed
from flowery.words.vocabulary import ExtractedScent, ScentMemory

if TYPE_CHECKING:
    from flowery.memories.intake import Draft, Upload
    from flowery.wiring import Flowery
    from flowery.words.settings import Settings

_NEEDED = {
    "caption": "it waits for a line about what the photo shows",
    "voice": "it waits for the words of the voice note",
    "pages": "its pages are pictures: it waits for their words, or for a model that sees",
}


def _takes_memory(parser: ArgumentParser) -> None:
    of_user(parser)
    parser.add_argument("--title", metavar="T", default="", help="a title")
    parser.add_argument("--text", metavar="T", default="", help="the memory; - reads it from stdin")
    parser.add_argument(
        "--file",
        metavar="F",
        dest="files",
        action="append",
        default=[],
        help="a photo, a PDF or a voice note; may be repeated",
    )
    parser.add_argument("--emotion", metavar="E", default="", help="what was felt")
    parser.add_argument("--occasion", metavar="O", default="", help="what it was for")
    parser.add_argument("--happened", metavar="WHEN", default="", help="a date or a time of life")
    parser.add_argument("--place", metavar="P", default="", help="where it was")
    parser.add_argument(
        "--person", metavar="P", action="append", default=[], help="who was there; may be repeated"
    )
    parser.add_argument("--caption", metavar="C", default="", help="what the photo shows")
    parser.add_argument(
        "--pass-through", action="store_true", help="let the files go once they were read"
    )
    parser.add_argument(
        "--wait", action="store_true", help="read its smells now, not when the server next does"
    )


def _add(call: Call) -> int:
    draft = _draft(call)
    with call.flowery() as flowery:
        user_id = call.user_id(flowery.tables)
        kept = flowery.remember.keep(user_id, draft)
        memory = _settled(flowery, kept.memory) if call.options.wait else kept.memory
        smells = flowery.remember.smells(user_id, memory.id)
    said = {"memory_id": memory.id, "state": memory.state, "reason": memory.reason}
    shape = said | {"is_new": kept.is_new, "smells": [smell_shape(smell) for smell in smells]}
    call.say(shape, _kept_words(memory, kept.is_new, smells))
    if memory.state == "refused":
        raise Refused(memory.reason)
    return 0


def _draft(call: Call) -> Draft:
    from flowery.memories.intake import Draft

    options = call.options
    return Draft(
        title=options.title,
        text=standard_input() if options.text == "-" else options.text,
        happened=options.happened,
        place=options.place,
        people=tuple(options.person),
        emotion=options.emotion,
        occasion=options.occasion,
        caption=options.caption,
        files=tuple(_upload(Path(name), call.settings()) for name in options.files),
        keeps_original=call.settings().keep_originals and not options.pass_through,
    )


def _upload(path: Path, settings: Settings) -> Upload:
    """A file as it would arrive from a browser. Raises Refused when it cannot be read."""
    from flowery.memories.intake import Upload

    limit = settings.upload_megabytes * 1_000_000
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)  # one byte more tells that it is too large
    except OSError as error:
        raise Refused(f"{path} cannot be read ({error.strerror}); nothing was kept.") from error
    if len(content) > limit:
        raise Refused(
            f"{path.name} is larger than {settings.upload_megabytes} MB, which is what is taken; "
            "make it smaller first."
        )
    return Upload(path.name, content)


def _settled(flowery: Flowery, memory: ScentMemory) -> ScentMemory:
    """Read a memory now, and before it what else of this person still waits."""
    for user_id, memory_id in flowery.tables.unsettled():
        if user_id == memory.user_id and memory_id != memory.id:
            with suppress(NotFound):  # forgotten in the browser in this very moment
                flowery.remember.settle(user_id, memory_id)
    with suppress(StorageFailed):  # it is kept, and read when there is room again
        return flowery.remember.settle(memory.user_id, memory.id)
    return flowery.tables.of(memory.user_id).diary.get(memory.id)


def _kept_words(memory: ScentMemory, is_new: bool, smells: tuple[ExtractedScent, ...]) -> str:
    kept = "Kept" if is_new else "Already kept"
    lines = [f"{kept} as {memory.id} ({_state_words(memory)})."]
    return "\n".join([*lines, *(smell_words(smell) for smell in smells)])


def smell_words(smell: ExtractedScent) -> str:
    """A smell for a person, indented."""
    note = smell.note or "no known note"
    place = "" if smell.start is None else f" at {smell.start}"
    return f"  {note}: {smell.source!r}{place}, {smell.status}, {smell.valence}"


def _state_words(memory: ScentMemory) -> str:
    if memory.state == "needs_words":
        return _NEEDED.get(memory.reason, "it waits for words")
    return f"{memory.state}: {memory.reason}" if memory.reason else memory.state


def _list(call: Call) -> int:
    with call.tables() as tables:
        memories = tables.of(call.user_id(tables)).diary.list()
    for memory in memories:
        title = memory.title or memory.text[:60].replace("\n", " ") or "(no words)"
        told = f"{memory.id}  {memory.created_at:%Y-%m-%d}  {_state_words(memory)}  {title}"
        call.say(memory_shape(memory), told)
    return 0


def _takes_id(parser: ArgumentParser) -> None:
    parser.add_argument("memory_id", metavar="ID", help="the memory's id, as `memory list` says it")


def _show(call: Call) -> int:
    memory_id = call.options.memory_id
    with call.tables() as tables:
        own = tables.of(tables.owner_of("memory", memory_id))
        memory = own.diary.get(memory_id)
        smells = tuple(smell for _, smell in own.readings.standing(memory_id))
        steps: list[Shape] = [
            {"step": s.step, "outcome": s.outcome, "milliseconds": s.milliseconds}
            for s in own.readings.steps(memory_id)
        ]
    shape = whole_memory_shape(memory) | {"smells": [smell_shape(s) for s in smells]}
    call.say(shape | {"steps": steps}, _memory_words(memory, smells))
    return 0


def _memory_words(memory: ScentMemory, smells: tuple[ExtractedScent, ...]) -> str:
    head = [memory.title or "(no title)", f"{memory.id}, {_state_words(memory)}", ""]
    return "\n".join([*head, memory.words, "", *(smell_words(smell) for smell in smells)])


def _forget(call: Call) -> int:
    memory_id = call.options.memory_id
    with call.flowery() as flowery:
        user_id = flowery.tables.owner_of("memory", memory_id)
        receipt = flowery.remember.forget(user_id, memory_id)
    call.say(receipt_shape(receipt), receipt_words(receipt))
    return 0


COMMANDS = (
    Command("memory add", "keep a memory: words, files or both", _add, _takes_memory),
    Command("memory list", "the memories of a person, newest first", _list, of_user),
    Command("memory show", "a memory with its words and smells", _show, _takes_id),
    Command("memory forget", "forget a memory for good, with a receipt", _forget, _takes_id),
)

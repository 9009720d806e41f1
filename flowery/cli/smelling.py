"""`smells`: reads the smells of texts and keeps nothing. No home is opened for it."""

from __future__ import annotations

from argparse import ArgumentParser

from flowery.cli.call import Call
from flowery.cli.command import Command
from flowery.cli.diary import smell_words
from flowery.cli.lines import gathered
from flowery.cli.progress import shown
from flowery.cli.shapes import smell_shape


def _takes_text(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", nargs="?", help="the text to read")
    parser.add_argument(
        "--stdin", action="store_true", help='read JSON lines {"id", "text"} from stdin'
    )


def _smells(call: Call) -> int:
    texts = gathered(call.options.text, call.options.stdin, "text")
    from flowery.memories.reading.extraction import SmellReader
    from flowery.perfumery.notes import load_taxonomy
    from flowery.perfumery.words import load_lexicon

    reader = SmellReader(load_taxonomy(), load_lexicon())
    for line in shown(texts, "texts"):
        found = reader.read(line.words)
        shape = {"id": line.id, "smells": [smell_shape(smell) for smell in found]}
        heading = [] if line.id is None else [f"{line.id}:"]
        words = [smell_words(smell) for smell in found] or ["  no smell"]
        call.say(shape, "\n".join([*heading, *words]))
    return 0


COMMANDS = (Command("smells", "read the smells of a text; nothing is kept", _smells, _takes_text),)

"""`ask`, `rate` and `react`: a question, and what the person thinks of the answer."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, get_args

from flowery.cli.call import Call
from flowery.cli.catalogue import positive
from flowery.cli.command import Command, of_user
from flowery.cli.lines import Line, gathered, one_by_one
from flowery.words.vocabulary import Answer, ReactionKind, Recommendation

if TYPE_CHECKING:
    from flowery.cli.shapes import Shape
    from flowery.wiring import Flowery


def _takes_question(parser: ArgumentParser) -> None:
    of_user(parser)
    parser.add_argument("question", metavar="QUESTION", nargs="?", help="in plain words")
    parser.add_argument("--limit", metavar="N", type=positive, default=5, help="how many (5)")
    parser.add_argument(
        "--stdin", action="store_true", help='read JSON lines {"id", "question"} from stdin'
    )
    parser.add_argument(
        "--without", metavar="MEMORY_ID", help="only look: how it would be without a memory"
    )
    parser.add_argument(
        "--relax", metavar="SUBJECT", help='only look: without a stated dislike ("note:rose")'
    )


def _ask(call: Call) -> int:
    questions = gathered(call.options.question, call.options.stdin, "question")
    with call.flowery() as flowery:
        user_id = call.user_id(flowery.tables)
        one_by_one(questions, lambda line: _answer(call, flowery, user_id, line))
    return 0


def _answer(call: Call, flowery: Flowery, user_id: str, line: Line) -> None:
    from flowery.advice.written import answer_to_json

    if call.options.without or call.options.relax:
        _look(call, flowery, user_id, line)
        return
    given = flowery.advice.ask(user_id, line.words, limit=call.options.limit)
    answer = flowery.advice.finish(user_id, given.question_id) if given.awaits else given
    asked: Shape = {"id": line.id} if line.is_one_of_many else {}
    call.say(asked | answer_to_json(answer), answer_words(answer))


def _look(call: Call, flowery: Flowery, user_id: str, line: Line) -> None:
    """The list as it is and as it would be; nothing is kept of it."""
    from flowery.advice.written import look_to_json

    options = call.options
    without, relaxed = options.without, _subject(options.relax)
    look = flowery.advice.look(user_id, line.words, options.limit, without=without, relaxed=relaxed)
    asked: Shape = {"id": line.id} if line.is_one_of_many else {}
    moved = [f"  {now} -> {then}. {one.title}" for one, now, then in look.moved]
    came, went = ([one.title for one in some] for some in (look.came, look.went))
    words = [*(f"  + {title}" for title in came), *(f"  - {title}" for title in went), *moved]
    call.say(asked | look_to_json(look), "\n".join(words) or "Nothing in the list would change.")


def _subject(named: str | None) -> str | None:
    return named if named is None or ":" in named else f"note:{named}"


def answer_words(answer: Answer) -> str:
    """An answer for a person."""
    perfumes = [_perfume_words(place, r) for place, r in enumerate(answer.recommendations, 1)]
    found = [f"  {memory.memory_id}: {memory.quote}" for memory in answer.memories]
    return "\n".join([answer.answer, *perfumes, *found, f"({answer.question_id})"])


def _perfume_words(place: int, found: Recommendation) -> str:
    said = f"  {place}. {found.title}  {found.score:.3f}  [{found.fragrance_id}]"
    return f"{said}\n     {found.sentence}" if found.sentence else said


def _takes_stars(parser: ArgumentParser) -> None:
    parser.add_argument("question_id", metavar="QUESTION_ID", help="as the answer says it")
    parser.add_argument(
        *("--stars",), metavar="1..5", type=int, choices=range(1, 6), required=True, help="1 to 5"
    )
    parser.add_argument("--dislikes", metavar="NOTE,…", default="", help="notes disliked in it")
    parser.add_argument("--text", metavar="T", default="", help="in your own words")


def _rate(call: Call) -> int:
    options = call.options
    disliked = tuple(note.strip() for note in options.dislikes.split(",") if note.strip())
    with call.flowery() as flowery:
        user_id = flowery.tables.owner_of("question", options.question_id)
        flowery.learning.rate(user_id, options.question_id, options.stars, disliked, options.text)
    call.say({"ok": True}, f"Rated with {options.stars} of 5 stars.")
    return 0


def _takes_reaction(parser: ArgumentParser) -> None:
    parser.add_argument("fragrance_id", metavar="FRAGRANCE_ID", help="as answers and searches say")
    of_user(parser)
    choice = parser.add_mutually_exclusive_group(required=True)
    for reaction in get_args(ReactionKind):
        choice.add_argument(
            f"--{reaction}", dest="reaction", action="store_const", const=reaction, help=reaction
        )
    parser.add_argument("--reason", metavar="TEXT", default="", help="why, in your own words")


def _react(call: Call) -> int:
    options = call.options
    with call.flowery() as flowery:
        user_id = call.user_id(flowery.tables)
        said = (options.fragrance_id, options.reaction, options.reason)
        flowery.learning.react(user_id, *said)
    call.say({"ok": True}, f"Noted: {options.reaction} {options.fragrance_id}.")
    return 0


def _takes_critique(parser: ArgumentParser) -> None:
    parser.add_argument("words", metavar="WORDS", help='such as "less sweet, more smoke"')
    of_user(parser)
    parser.add_argument("--of", metavar="FRAGRANCE_ID", help="in this perfume; else in general")


def _critique(call: Call) -> int:
    options = call.options
    with call.flowery() as flowery:
        user_id = call.user_id(flowery.tables)
        changes = flowery.advice.critique(options.words)
        kept = flowery.learning.criticise(user_id, changes, options.of)
    told = ", ".join(f"{'more' if one.answer > 0 else 'less'} {one.subject}" for one in kept)
    call.say({"ok": True, "changes": {one.subject: one.answer for one in kept}}, f"Kept: {told}.")
    return 0


COMMANDS = (
    Command("ask", "ask for perfumes, for memories, or for a comparison", _ask, _takes_question),
    Command("rate", "give stars to an answer", _rate, _takes_stars),
    Command("react", "say what a perfume is to a person", _react, _takes_reaction),
    Command("critique", "say what a person would change", _critique, _takes_critique),
)

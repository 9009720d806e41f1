"""`teach`: the question that would teach most, an answer to it, and what that changed."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict
from typing import TYPE_CHECKING

from flowery.cli.call import Call
from flowery.cli.catalogue import positive
from flowery.cli.command import Command, of_user

if TYPE_CHECKING:
    from flowery.cli.shapes import Shape
    from flowery.taste.changes import Change
    from flowery.taste.lessons import Posed
    from flowery.wiring import Flowery
    from flowery.words.vocabulary import Teaching


def _takes(parser: ArgumentParser) -> None:
    of_user(parser)
    parser.add_argument("--sort", choices=("side", "pair", "sample"), help="what to ask about")
    parser.add_argument("--under", metavar="EUROS", type=positive, help="of a sample's full bottle")
    parser.add_argument("--question", metavar="ID", help="which is answered (the one asked now)")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--answer", metavar="-1..1", type=float, help="-1 not at all (or the other), 1 very much"
    )
    choice.add_argument("--skip", action="store_true", help="leave it open")
    choice.add_argument("--undo", metavar="TEACHING_ID", help="take an answer back")


def _teach(call: Call) -> int:
    options = call.options
    with call.flowery() as flowery:
        user_id = call.user_id(flowery.tables)
        if options.undo:
            flowery.lessons.take_back(user_id, options.undo)
            call.say({"ok": True}, "Taken back.")
        elif options.answer is not None or options.skip:
            _answer(call, flowery, user_id)
        else:
            posed = _posed(call, flowery, user_id)
            call.say(_question(posed), _words(posed))
    return 0


def _answer(call: Call, flowery: Flowery, user_id: str) -> None:
    options, lessons = call.options, flowery.lessons
    question_id = options.question or str(_question(_posed(call, flowery, user_id))["question_id"])
    if options.skip:
        teaching = lessons.skip(user_id, question_id)
    else:
        teaching = lessons.answer(user_id, question_id, options.answer)
    change = lessons.change(user_id, teaching.id)
    shape = _answered(question_id, teaching, change)
    said = (
        f"Kept ({teaching.id}). {change.moved:,} perfumes moved by five points or more, "
        f"{len(change.came)} of the first {len(change.after)} are new."
    )
    call.say(shape, said)


def _posed(call: Call, flowery: Flowery, user_id: str) -> Posed | None:
    return flowery.lessons.next(user_id, call.options.sort, call.options.under)


def _question(posed: Posed | None) -> Shape:
    if posed is None:
        return {"question_id": None, "enough": True}
    question = posed.question
    return {
        "question_id": question.id,
        "kind": question.kind,
        "subject": question.subject,
        "over": question.over,
        "asked_because": asdict(posed.because),
        "enough": posed.is_enough,
    }


def _words(posed: Posed | None) -> str:
    if posed is None:
        return "There is nothing left to ask."
    why = posed.because
    said = (
        f"{posed.question.id}\n  An answer settles {why.settled:.1%} of what is open; "
        f"{why.moved:,} perfumes and {why.others} of the first 24 depend on it."
    )
    return f"{said}\n  That is little: enough was asked for now." if posed.is_enough else said


def _answered(question_id: str, teaching: Teaching, change: Change) -> Shape:
    return {
        "teaching_id": teaching.id,
        "question_id": question_id,
        "answer": None if teaching.skipped else teaching.answer,
        "moved": change.moved,
        "crossed": change.crossed,
        "came": list(change.came),
        "went": list(change.went),
        "sides": [asdict(side) for side in change.sides],
    }


COMMANDS = (Command("teach", "the question that teaches most, or an answer to it", _teach, _takes),)

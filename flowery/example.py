"""The example person, whose diary strangers look around in: written once, through the same doors as
anybody's, from `data/example`.

Read-only is not decided here: the pages ask `session.writing()`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

from flowery.collection import BottleFacts, WearFacts
from flowery.memories.intake import Draft, Upload
from flowery.wiring import Flowery
from flowery.words.vocabulary import RatingScale, User

FIRST_NAME = "Hana"
NAME = f"{FIRST_NAME} (example)"  # in brackets, so that a real Hana may have her name
_FOLDER = Path(__file__).parents[1] / "data" / "example"
_LIVED = "example.lived"  # how many acts of life.jsonl are done
_DAYS_BETWEEN = 17  # the diary was kept over some months, so that its timeline has a shape

_writing = threading.Lock()

Tell = Callable[[float], None]
Act = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Page:
    """One memory of the diary, with how long ago it was written down."""

    draft: Draft
    age: timedelta


def settled(flowery: Flowery, tell: Tell = lambda _part: None) -> User:
    """The example person with everything written; `tell` hears how much of it is done, 0 to 1.

    What an interrupted writing left behind is taken up where it was.
    """
    with _writing:
        person = _person(flowery)
        acts = tuple(_rows("life.jsonl"))
        lived = int(flowery.tables.state(_LIVED) or 0)
        if lived < len(acts):
            _write(flowery, person.id, acts, lived, tell)
    return person


def _person(flowery: Flowery) -> User:
    accounts = flowery.tables.accounts
    known = accounts.example()
    if known is not None:
        return known
    made = accounts.add(NAME, None, is_example=True)
    return accounts.change(made.id, memories_per_day=0)


def _write(flowery: Flowery, user_id: str, acts: tuple[Act, ...], lived: int, tell: Tell) -> None:
    pages = tuple(_pages())
    for number, page in enumerate(pages, start=1):
        _keep(flowery, user_id, page)
        tell(number / (len(pages) + len(acts)))
    for number, act in enumerate(acts[lived:], start=lived + 1):
        _live(flowery, user_id, act)
        flowery.tables.set_state(_LIVED, str(number))
        tell((len(pages) + number) / (len(pages) + len(acts)))


def _keep(flowery: Flowery, user_id: str, page: _Page) -> None:
    kept = flowery.remember.keep(user_id, page.draft, at=datetime.now(UTC) - page.age)
    flowery.remember.settle(user_id, kept.memory.id)


def _live(flowery: Flowery, user_id: str, act: Act) -> None:
    """One act: a question with its stars, a stated dislike, or something about a perfume."""
    if act["kind"] == "question":
        answer = flowery.advice.ask(user_id, act["text"])
        flowery.learning.rate(user_id, answer.question_id, act["stars"])
    elif act["kind"] == "dislike":
        flowery.learning.dislike(user_id, act["note"], act["level"])
    else:
        fragrance = flowery.search.find(f"{act['brand']} {act['name']}")
        if fragrance is not None:  # another catalogue than the built-in one may lack it
            _ABOUT_A_PERFUME[act["kind"]](flowery, user_id, fragrance.id, act)


def _react(flowery: Flowery, user_id: str, fragrance_id: str, act: Act) -> None:
    flowery.learning.react(user_id, fragrance_id, act["reaction"])


def _own(flowery: Flowery, user_id: str, fragrance_id: str, act: Act) -> None:
    said = {name: act[name] for name in ("form", "millilitres", "price", "currency")}
    bought_on = _day(flowery, user_id, act["bought"])
    flowery.collection.add(user_id, fragrance_id, BottleFacts(bought_on=bought_on, **said))


def _wear(flowery: Flowery, user_id: str, fragrance_id: str, act: Act) -> None:
    said = {name: act[name] for name in ("occasion", "weather", "sprays")}
    for ago in act["ago"]:
        facts = WearFacts(_day(flowery, user_id, ago), **said)
        flowery.collection.wear(user_id, fragrance_id, facts)


def _rate(flowery: Flowery, user_id: str, fragrance_id: str, act: Act) -> None:
    for scale in get_args(RatingScale):
        flowery.collection.rate(user_id, fragrance_id, scale, act[scale])


_ABOUT_A_PERFUME = {"reaction": _react, "bottle": _own, "wears": _wear, "perfume": _rate}


def _day(flowery: Flowery, user_id: str, ago: int) -> str:
    return (flowery.collection.today(user_id) - timedelta(days=ago)).isoformat()


def _pages() -> Iterator[_Page]:
    rows = list(_rows("diary.jsonl"))
    for number, row in enumerate(rows):
        age = timedelta(days=_DAYS_BETWEEN * (len(rows) - number))
        yield _Page(_draft(row), age)


def _draft(row: Act) -> Draft:
    picture = row["picture"]
    return Draft(
        title=row["title"],
        text=row["text"],
        happened=row["happened"],
        place=row["place"],
        people=tuple(row["people"]),
        emotion=row["emotion"],
        occasion=row["occasion"],
        caption=row["caption"] or "",
        files=(Upload(picture, (_FOLDER / picture).read_bytes()),) if picture else (),
    )


def _rows(name: str) -> Iterator[Act]:
    with (_FOLDER / name).open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)

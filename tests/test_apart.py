"""Nothing leaks across people: whatever the others do, what Flowery makes of one stays as it is.

Iris keeps a taste for her mother, Sage is another person. One of the three does everything there is
to do, in an order that chance finds; then the other two are looked at whole, by a Flowery that
remembers nothing of anybody.
"""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from io import BytesIO

import numpy as np
import pytest

from flowery import wiring
from flowery.collection import BottleFacts
from flowery.memories.intake import Draft
from flowery.storage.upkeep.erase import erase_taste, erase_user
from flowery.ui.account import takeaway
from flowery.wiring import Flowery
from flowery.words.vocabulary import User

QUESTIONS = ("a rainy library, nothing sweet", "which of my memories smell of cedar?")
PERFUMES = ("guerlain-shalimar", "mugler-angel", "elorea-fire", "4711-original-eau-de-cologne")
TEXTS = (
    "My father laid the orange peel on the stove. I loved that smell more than the fruit.",
    "It smelled of old books and cedar. I loved the cedar. I hated the vanilla candle.",
    "비 온 뒤 젖은 흙 냄새가 정말 좋았다. 할머니의 장미 비누 냄새도 났다.",
    "Her coat smelled of tuberose and smoke, and I could not stand it.",
)


def write(flowery: Flowery, who: User, number: int) -> None:
    draft = Draft(text=f"{TEXTS[number % len(TEXTS)]} ({number})", emotion="love")
    kept = flowery.remember.keep(who.id, draft)
    flowery.remember.settle(who.id, kept.memory.id)


def forget(flowery: Flowery, who: User, number: int) -> None:
    memories = flowery.tables.of(who.id).diary.list()
    if memories:
        flowery.remember.forget(who.id, memories[number % len(memories)].id)


def rewrite(flowery: Flowery, who: User, number: int) -> None:
    memories = flowery.tables.of(who.id).diary.list()
    if memories:
        chosen = memories[number % len(memories)]
        flowery.remember.edit(who.id, chosen.id, text=f"Only pines and tar, {number}.")
        flowery.remember.settle(who.id, chosen.id)


def ask(flowery: Flowery, who: User, number: int) -> None:
    answer = flowery.advice.ask(who.id, f"{QUESTIONS[0]}, number {number}")
    flowery.learning.rate(who.id, answer.question_id, 1 + number % 5)


def react(flowery: Flowery, who: User, number: int) -> None:
    kind = ("like", "dislike", "wish", "declined")[number % 4]
    flowery.learning.react(who.id, PERFUMES[number % len(PERFUMES)], kind)


def rule_out(flowery: Flowery, who: User, number: int) -> None:
    level = ("veto", "avoid", "allergy")[number % 3]
    flowery.learning.dislike(who.id, ("vanilla", "cedar", "rose")[number % 3], level)


def relent(flowery: Flowery, who: User, number: int) -> None:
    for dislike in flowery.tables.of(who.id).tastes.dislikes():
        flowery.learning.relent(who.id, dislike.id)


def own(flowery: Flowery, who: User, number: int) -> None:
    perfume = PERFUMES[number % len(PERFUMES)]
    flowery.collection.add(who.id, perfume, BottleFacts("bottle", 50.0))
    flowery.collection.wear(who.id, perfume)
    flowery.collection.rate(who.id, perfume, "would_wear", 1 + number % 5)


def be_taught(flowery: Flowery, who: User, number: int) -> None:
    posed = flowery.lessons.next(who.id)
    if posed is not None:
        flowery.lessons.answer(who.id, posed.question.id, (-1.0, 0.5, 1.0)[number % 3])


def criticise(flowery: Flowery, who: User, number: int) -> None:
    flowery.learning.criticise(who.id, {"axis:woody": -1.0 if number % 2 else 1.0})


def strike(flowery: Flowery, who: User, number: int) -> None:
    flowery.striking.note_of_accord(who.id, "cedar", "woody")


def share(flowery: Flowery, who: User, number: int) -> None:
    flowery.people.share_examples(who, bool(number % 2))
    flowery.examples.gather()


def prefer(flowery: Flowery, who: User, number: int) -> None:
    flowery.tables.accounts.change(who.id, budget_max=10.0 * number + 10, intensity="light")


def begin_and_forget_a_taste(flowery: Flowery, who: User, number: int) -> None:
    made = flowery.people.add_taste(who, f"For {number}")
    write(flowery, made, number)
    erase_taste(flowery, who, made.id)


ACTS: Mapping[str, Callable[[Flowery, User, int], None]] = {
    act.__name__: act
    for act in (
        *(write, write, forget, rewrite, ask, react, rule_out, relent, own, be_taught, criticise),
        *(strike, share, prefer, begin_and_forget_a_taste),
    )
}


def uncached(flowery: Flowery) -> Flowery:
    """The same home and catalogue, with nothing remembered of anybody."""
    kept = (flowery.lock, flowery.models, flowery.vectors, flowery.catalogue, flowery.seen)
    return wiring._furnished(flowery.settings, flowery.tables, *kept)


def seen(flowery: Flowery, who: User) -> dict[str, bytes]:
    """All that Flowery makes of one, as bytes."""
    fresh = uncached(flowery)
    made = {
        "taken along": taken_along(fresh, who),
        "profile": fresh.taste.profile(who.id),
        "would wear": fresh.foretelling.foretold(who.id, "would_wear"),
        "takes back": fresh.foretelling.foretold(who.id, "takes_back"),
        "belief": fresh.foretelling.belief(who.id),
        "answers": [answered(fresh, who, question) for question in QUESTIONS],
        "suggested": fresh.advice.suggest(who.id, fresh.advice.read(who.id, QUESTIONS[0])),
        "next lesson": fresh.lessons.next(who.id),
        "known": fresh.lessons.known(who.id),
        "graph": fresh.graph(fresh.life(who.id)),
        "collection": fresh.collection.of(who.id),
        "gaps": fresh.collection.gaps(who.id),
        "examples": fresh.examples.previews(who.id),
        "tastes": [taste.name for taste in fresh.people.tastes(who) if who.guardian_id is None],
    }
    return {name: sha256("".join(told(value)).encode()).digest() for name, value in made.items()}


def taken_along(flowery: Flowery, who: User) -> object:
    packed = takeaway.packed(flowery, flowery.tables.accounts.get(who.id))
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        return json.loads(archive.read("flowery.json"))


def answered(flowery: Flowery, who: User, question: str) -> object:
    """An answer, of which nothing is kept, without what every answer has anew."""
    answer = flowery.advice.ask(who.id, question)
    flowery.tables.of(who.id).questions.forget(answer.question_id)
    return replace(answer, question_id="", created_at=None, milliseconds=0)


def told(value: object) -> Iterator[str]:
    """A value in letters, numbers to the last bit."""
    if isinstance(value, np.ndarray):
        yield sha256(value.tobytes()).hexdigest()
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield f"{field.name}="
            yield from told(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key in sorted(value, key=repr):
            yield repr(key)
            yield from told(value[key])
    elif isinstance(value, list | tuple):
        for one in value:
            yield from told(one)
            yield ";"
    elif isinstance(value, set | frozenset):
        yield repr(sorted(value, key=repr))
    else:
        yield repr(value)


@pytest.fixture
def cast(flowery: Flowery, iris: User, sage: User) -> tuple[User, ...]:
    """Three diaries that are as like as can be, so that a mistaken one would be found."""
    people = (iris, flowery.people.add_taste(iris, "For Mum"), sage)
    for number, who in enumerate(people):
        flowery.tables.accounts.change(who.id, memories_per_day=0)
        for act in (write, write, ask, react, own, be_taught):
            act(flowery, who, number)
    return people


def test_what_is_seen_changes_with_ones_own_acts(flowery: Flowery, cast: tuple[User, ...]) -> None:
    """Otherwise the test below would hold for a picture of nothing."""
    iris, *_others = cast
    before = seen(flowery, iris)
    assert seen(flowery, iris) == before
    for number, name in enumerate(("write", "rule_out", "own", "be_taught", "strike")):
        ACTS[name](flowery, iris, number + 5)
    changed = {name for name, made in seen(flowery, iris).items() if made != before[name]}
    assert changed >= {
        *("taken along", "profile", "would wear", "takes back", "belief", "answers", "suggested"),
        *("next lesson", "known", "graph", "collection"),
    }


def test_what_others_do_changes_nothing_of_ones_own(
    flowery: Flowery, cast: tuple[User, ...]
) -> None:
    """Every act there is, in some order, by one of the three; the other two stay as they were."""
    chance = random.Random(4)
    for actor in cast:
        others = [who for who in cast if who is not actor]
        before = [seen(flowery, who) for who in others]
        for name in chance.sample(list(ACTS), len(ACTS)):
            ACTS[name](flowery, actor, chance.randrange(100))
        for who, then in zip(others, before, strict=True):
            now = seen(flowery, who)
            changed = {part for part in then if now[part] != then[part]}
            assert changed == set(), f"{actor.name} changed what is seen of {who.name}"


def test_whoever_is_forgotten_changes_nothing_of_the_others(
    flowery: Flowery, cast: tuple[User, ...]
) -> None:
    iris, mum, sage = cast
    before = seen(flowery, iris), seen(flowery, mum)
    assert erase_user(flowery, sage.id).traces_found == 0
    assert (seen(flowery, iris), seen(flowery, mum)) == before
    assert erase_taste(flowery, iris, mum.id).traces_found == 0
    now = seen(flowery, iris)
    assert {part for part in now if now[part] != before[0][part]} == {"tastes"}

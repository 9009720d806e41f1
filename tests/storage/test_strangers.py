"""Nothing of a person is reached with another person's id."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from flowery.storage.personal.bound import new_id, now
from flowery.storage.tables import PersonalTables, Tables
from flowery.words.errors import NotFound
from flowery.words.vocabulary import Bottle, Correction, Photo, User, Wear
from tests.storage.cast import DAY, memory, photo, smell


@pytest.fixture
def hers(tables: Tables, iris: User) -> PersonalTables:
    """Iris's tables with one row of everything."""
    made = memory("a cedar chest", id="m_hers")
    own = tables.of(iris.id)
    made = replace(made, attachments=(photo("m_hers", "a" * 64, id="a_hers"),))
    own.diary.keep(made, "h" * 64, DAY, 0)
    own.readings.replace_smells("m_hers", [smell("cedar")])
    own.readings.journal("m_hers", "read", "done", "", 1)
    own.readings.correct(correction("m_hers"))
    own.questions.save("q_hers", "chests?", "search", "key", {"answer": "cedar"}, ["m_hers"])
    own.questions.rate("q_hers", 5, [], "")
    own.tastes.react("guerlain-shalimar", "own")
    own.tastes.dislike("note:tuberose", "veto")
    bottle = Bottle("", "guerlain-shalimar", "bottle", now(), photo=Photo("c" * 64, "image/jpeg"))
    own.wardrobe.add(bottle)
    own.wardrobe.rate("guerlain-shalimar", "takes_back", 5)
    own.wears.add(Wear("", "guerlain-shalimar", "2026-11-20", now(), note="for the opera"))
    own.teachings.add("axis", "axis:woody", 1.0)
    return own


def correction(memory_id: str) -> Correction:
    return Correction(new_id("k"), memory_id, "cedar", 0, 5, "cedar", "confirm", None, None, now())


def test_a_stranger_sees_nothing(tables: Tables, sage: User, hers: PersonalTables) -> None:
    own = tables.of(sage.id)
    seen = (
        own.diary.list(),
        own.diary.find("h" * 64) or (),
        own.readings.smells(),
        own.readings.smells("m_hers"),
        own.readings.standing("m_hers"),
        own.readings.corrections(),
        own.readings.steps("m_hers"),
        own.tastes.reactions(),
        own.tastes.dislikes(),
        own.questions.list(),
        own.questions.feedback(),
        own.questions.cached("key") or (),
        own.wardrobe.bottles(),
        own.wardrobe.ratings(),
        own.wears.list(),
        own.teachings.list(),
    )
    assert seen == ((),) * len(seen)


ACTS: dict[str, Callable[[PersonalTables], object]] = {
    "get a memory": lambda own: own.diary.get("m_hers"),
    "edit it": lambda own: own.diary.edit("m_hers", "x" * 64, 0, text="mine now"),
    "move it": lambda own: own.diary.set_state("m_hers", "done"),
    "forget it": lambda own: own.diary.forget("m_hers"),
    "get a question": lambda own: own.questions.get("q_hers"),
    "rate it": lambda own: own.questions.rate("q_hers", 1, [], "bad"),
}


@pytest.mark.parametrize("act", ["bottle", "change", "remove", "get", "change wear", "take out"])
def test_a_stranger_reaches_no_bottle_and_no_wear(
    tables: Tables, sage: User, hers: PersonalTables, act: str
) -> None:
    (bottle,), (wear,) = hers.wardrobe.bottles(), hers.wears.list()
    own = tables.of(sage.id)
    acts: dict[str, Callable[[], object]] = {
        "bottle": lambda: own.wardrobe.bottle(bottle.id),
        "change": lambda: own.wardrobe.change(bottle.id, note="mine now"),
        "remove": lambda: own.wardrobe.remove(bottle.id),
        "get": lambda: own.wears.get(wear.id),
        "change wear": lambda: own.wears.change(wear.id, note="mine now"),
        "take out": lambda: own.wears.remove(wear.id),
    }
    before = everything(hers)
    with pytest.raises(NotFound):
        acts[act]()
    assert everything(hers) == before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_stranger_is_told_there_is_no_such_thing(
    tables: Tables, sage: User, hers: PersonalTables, act: Callable[[PersonalTables], object]
) -> None:
    with pytest.raises(NotFound):
        act(tables.of(sage.id))


def test_a_stranger_changes_nothing(
    tables: Tables, iris: User, sage: User, hers: PersonalTables
) -> None:
    before = everything(hers)
    own = tables.of(sage.id)
    own.diary.set_attachment(photo("m_hers", "b" * 64, id="a_hers"))
    own.diary.drop_attachment("a_hers")
    own.readings.replace_smells("m_none", [])
    own.tastes.unreact("guerlain-shalimar", "own")
    own.tastes.react("guerlain-shalimar", "dislike")
    own.tastes.relent(hers.tastes.dislikes()[0].id)
    own.questions.forget("q_hers")
    own.questions.drop_answers()
    own.wardrobe.unrate("guerlain-shalimar", "takes_back")
    own.wardrobe.rate("guerlain-shalimar", "would_wear", 1)
    own.teachings.take_back(hers.teachings.list()[0].id)
    own.teachings.add("axis", "axis:woody", -1.0)
    assert everything(hers) == before


def everything(own: PersonalTables) -> tuple[object, ...]:
    return (
        own.diary.list(),
        own.readings.smells(),
        own.readings.corrections(),
        own.tastes.reactions(),
        own.tastes.dislikes(),
        own.questions.list(),
        own.questions.cached("key"),
        own.questions.feedback(),
        own.wardrobe.bottles(),
        own.wardrobe.ratings(),
        own.wears.list(),
        own.teachings.list(),
        own.version(),
    )


def test_a_stranger_cannot_hang_rows_on_her_memory(
    tables: Tables, sage: User, hers: PersonalTables
) -> None:
    """What a stranger says about her memory is a row of the stranger's, and she never sees it."""
    before = everything(hers)
    own = tables.of(sage.id)
    own.readings.correct(correction("m_hers"))
    own.readings.journal("m_hers", "read", "failed", "", 1)
    assert everything(hers) == before
    assert [step.outcome for step in hers.readings.steps("m_hers")] == ["done"]


def test_the_command_line_finds_the_owner_by_id(
    tables: Tables, iris: User, hers: PersonalTables
) -> None:
    assert tables.owner_of("memory", "m_hers") == iris.id
    assert tables.owner_of("question", "q_hers") == iris.id
    with pytest.raises(NotFound):
        tables.owner_of("memory", "q_hers")

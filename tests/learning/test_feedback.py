"""Stars, reactions and dislikes: one row each, checked at the door, and taken back whole."""

from __future__ import annotations

import numpy as np
import pytest

from flowery.learning.feedback import Learning
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy
from flowery.storage.tables import Tables
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import Fragrance, User

PERFUMES = (
    Fragrance("house-one", "House", "One", heart=("rose", "moon_dust")),
    Fragrance("house-two", "House", "Two", base=("cedar",)),
)


@pytest.fixture
def learning(tables: Tables, taxonomy: Taxonomy) -> Learning:
    catalogue = Catalogue(PERFUMES, taxonomy, np.ones((2, 2), np.float32))
    return Learning(tables, taxonomy, catalogue)


@pytest.fixture
def question(tables: Tables, iris: User) -> str:
    tables.of(iris.id).questions.save("q1", "roses?", "recommendation", "key", {}, ())
    return "q1"


def test_stars_are_kept_and_replaced(
    learning: Learning, tables: Tables, iris: User, question: str
) -> None:
    learning.rate(iris.id, question, 2, ["Rose"], "too loud")
    learning.rate(iris.id, question, 4, ["장미", " "])
    (kept,) = tables.of(iris.id).questions.feedback()
    assert (kept.stars, kept.dislikes, kept.text) == (4, ("rose",), "")


def test_what_is_said_of_an_answer_is_no_diary(
    learning: Learning, tables: Tables, iris: User, question: str
) -> None:
    with pytest.raises(Refused, match="2,000"):
        learning.rate(iris.id, question, 3, text="x" * 2_001)
    assert tables.of(iris.id).questions.feedback() == ()


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_there_are_one_to_five_stars(
    learning: Learning, iris: User, question: str, stars: int
) -> None:
    with pytest.raises(Refused, match="1 to 5"):
        learning.rate(iris.id, question, stars)


def test_nobody_rates_the_answers_of_another(learning: Learning, sage: User, question: str) -> None:
    with pytest.raises(NotFound):
        learning.rate(sage.id, question, 5)


def test_like_and_dislike_take_each_other_back(
    learning: Learning, tables: Tables, iris: User
) -> None:
    learning.react(iris.id, "house-one", "like")
    learning.react(iris.id, "house-one", "own")
    learning.react(iris.id, "house-one", "dislike")
    kept = {r.reaction for r in tables.of(iris.id).tastes.reactions()}
    assert kept == {"own", "dislike"}
    assert learning.unreact(iris.id, "house-one", "own") == 1
    assert learning.unreact(iris.id, "house-one", "own") == 0


def test_every_wear_counts(learning: Learning, tables: Tables, iris: User) -> None:
    for _ in range(3):
        learning.react(iris.id, "house-two", "wore")
    assert len(tables.of(iris.id).tastes.reactions()) == 3


def test_only_real_perfumes_are_reacted_to(learning: Learning, iris: User) -> None:
    with pytest.raises(NotFound):
        learning.react(iris.id, "house-three", "like")
    with pytest.raises(Refused, match="reaction is one of"):
        learning.react(iris.id, "house-one", "adore")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("named", "subject"),
    [
        ("Rose", "note:rose"),
        ("장미", "note:rose"),
        ("note:rose", "note:rose"),
        ("axis:gourmand", "axis:gourmand"),
        ("accord:smoky", "accord:smoky"),
        ("moon dust", "note:moon_dust"),
    ],
)
def test_a_dislike_is_stated_by_any_name(
    learning: Learning, tables: Tables, iris: User, named: str, subject: str
) -> None:
    learning.dislike(iris.id, named, "veto")
    made = learning.dislike(iris.id, named, "avoid")
    (kept,) = tables.of(iris.id).tastes.dislikes()
    assert (kept.subject, kept.level, kept.id) == (subject, "avoid", made.id)
    assert learning.relent(iris.id, made.id) == 1
    assert tables.of(iris.id).tastes.dislikes() == ()


@pytest.mark.parametrize(
    ("subject", "level", "layer"),
    [("unicorn", "veto", None), ("rose", "maybe", None), ("rose", "veto", "middle")],
)
def test_what_nobody_knows_is_refused(
    learning: Learning, iris: User, subject: str, level: str, layer: str | None
) -> None:
    with pytest.raises(Refused):
        learning.dislike(iris.id, subject, level, layer=layer)  # type: ignore[arg-type]


def test_every_change_moves_the_version_on(
    learning: Learning, tables: Tables, iris: User, question: str
) -> None:
    own, seen = tables.of(iris.id), []
    for act in (
        lambda: learning.rate(iris.id, question, 5),
        lambda: learning.react(iris.id, "house-one", "like"),
        lambda: learning.unreact(iris.id, "house-one", "like"),
        lambda: learning.dislike(iris.id, "rose", "veto"),
    ):
        seen.append(own.version())
        act()
    assert seen == sorted(set(seen))
    assert own.version() > seen[-1]

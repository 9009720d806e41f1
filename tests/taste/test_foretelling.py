"""Foretelling for real rows: it learns from one person alone, says how sure it is, and adds up."""

from __future__ import annotations

import random
from datetime import timedelta

import numpy as np
import pytest

from flowery.learning.feedback import Learning
from flowery.learning.striking import Striking
from flowery.perfumery.catalogue import Catalogue
from flowery.storage.tables import Tables
from flowery.taste.foretelling import Foretelling
from flowery.taste.preference import learned
from flowery.taste.prior import load_priors
from flowery.taste.profile import Taste
from flowery.words.vocabulary import User
from tests.taste.test_profile import START, catalogue, learning, remembered, smell, taste

__all__ = ["catalogue", "learning", "taste"]

NAHEMA, ANGEL, TAM_DAO = "guerlain-nahema", "mugler-angel", "diptyque-tam-dao"


@pytest.fixture
def foretelling(tables: Tables, taste: Taste, catalogue: Catalogue) -> Foretelling:
    return Foretelling(tables, taste, catalogue)


def chance(foretelling: Foretelling, user: User, fragrance_id: str) -> float:
    row = foretelling.columns.catalogue.row(fragrance_id)
    return float(foretelling.foretold(user.id).chances[row])


def test_of_a_stranger_nothing_is_told(foretelling: Foretelling, sage: User) -> None:
    outlook = foretelling.outlook(sage.id)
    assert foretelling.foretold(sage.id).told == 0
    assert not outlook.leaning.any()
    assert outlook.chance(0) is None
    assert np.isfinite(outlook.foretold.chances).all()


def test_what_was_liked_and_hated_moves_chances_and_leaves_less_doubt(
    foretelling: Foretelling, learning: Learning, iris: User
) -> None:
    before = {one: chance(foretelling, iris, one) for one in (TAM_DAO, ANGEL)}
    wide = foretelling.foretold(iris.id)
    learning.react(iris.id, TAM_DAO, "own")
    learning.react(iris.id, ANGEL, "dislike")
    narrow = foretelling.foretold(iris.id)
    assert chance(foretelling, iris, TAM_DAO) > before[TAM_DAO]
    assert chance(foretelling, iris, ANGEL) < before[ANGEL]
    row = foretelling.columns.catalogue.row(TAM_DAO)
    assert narrow.high[row] - narrow.low[row] < wide.high[row] - wide.low[row]
    assert (narrow.low <= narrow.chances).all()
    assert (narrow.chances <= narrow.high).all()


def test_a_memory_counts_before_the_first_rating(
    foretelling: Foretelling, tables: Tables, iris: User, catalogue: Catalogue
) -> None:
    remembered(tables, iris, 1, smell("rose"), smell("vanilla", "hated"))
    leaning = foretelling.outlook(iris.id).leaning
    roses = catalogue.rows_with_any(["rose"]) & ~catalogue.rows_with_any(["vanilla"])
    vanillas = catalogue.rows_with_any(["vanilla"]) & ~catalogue.rows_with_any(["rose"])
    assert leaning[roses].mean() > 0 > leaning[vanillas].mean()


def test_a_leaning_is_a_sum_over_smells_and_over_evidence(
    foretelling: Foretelling, tables: Tables, learning: Learning, iris: User
) -> None:
    remembered(tables, iris, 1, smell("rose"), smell("cedar"))
    learning.react(iris.id, ANGEL, "dislike")
    learning.react(iris.id, TAM_DAO, "own")
    outlook = foretelling.outlook(iris.id)
    for fragrance_id in (NAHEMA, ANGEL, TAM_DAO):
        leaning = outlook.leaning[foretelling.columns.catalogue.row(fragrance_id)]
        shares = sum(amount for _, amount in outlook.shares(fragrance_id))
        assert sum(outlook.contributions(fragrance_id).values()) == pytest.approx(leaning, abs=1e-6)
        assert shares == pytest.approx(leaning, abs=1e-6)
    speaker = outlook.speaker(TAM_DAO, "axis:woody")
    assert speaker is not None
    assert speaker.subject in ("note:cedar", f"fragrance:{TAM_DAO}")


def test_without_is_what_forgetting_would_give(
    foretelling: Foretelling, tables: Tables, learning: Learning, iris: User
) -> None:
    memory = remembered(tables, iris, 1, smell("rose"))
    learning.react(iris.id, TAM_DAO, "own")
    without = foretelling.foretold(iris.id, without=frozenset((memory,)))
    tables.of(iris.id).diary.forget(memory)
    assert np.array_equal(foretelling.foretold(iris.id).chances, without.chances)


def test_a_step_tells_nearly_what_forgetting_would_give(
    foretelling: Foretelling, tables: Tables, learning: Learning, iris: User
) -> None:
    loved = [remembered(tables, iris, n, smell("rose"), smell("cedar")) for n in range(1, 8)]
    other = remembered(tables, iris, 9, smell("vanilla", "hated"), smell("leather"))
    learning.react(iris.id, TAM_DAO, "own")
    outlook = foretelling.outlook(iris.id)
    rows = np.arange(len(outlook.leaning))[1::2]
    for memory_id in (loved[0], other):
        exact = foretelling.outlook(iris.id, without=frozenset((memory_id,))).leaning[rows]
        near = outlook.leaning_without((memory_id,), rows)
        apart = np.abs(exact - outlook.leaning[rows]).max()
        assert apart > 0
        assert np.abs(near - exact).max() < 0.25 * apart
    nobodys = outlook.leaning_without(("m_of_nobody",), rows)
    np.testing.assert_array_equal(nobodys, outlook.leaning[rows])


def test_a_smell_that_is_named_often_is_learned_as_one_row(
    foretelling: Foretelling, tables: Tables, iris: User
) -> None:
    for number in range(1, 12):
        remembered(tables, iris, number, smell("rose"), smell("vanilla", "hated"))
    remembered(tables, iris, 12, smell("rose", "hated"))
    seen = foretelling.outlook(iris.id).seen
    merged = seen.merged
    assert len(merged[1]) == 2 < len(seen.liked)
    (prior,) = load_priors()[2:3]
    one, all_of_them = (
        learned(prior, *rows)
        for rows in (merged, (seen.things[seen.about], seen.liked, seen.worth))
    )
    np.testing.assert_allclose(one.mean, all_of_them.mean, atol=1e-6)
    np.testing.assert_allclose(one.covariance, all_of_them.covariance, atol=1e-6)


def test_until_is_what_was_believed_then(
    foretelling: Foretelling, tables: Tables, iris: User
) -> None:
    remembered(tables, iris, 1, smell("rose"))
    then = foretelling.belief(iris.id)
    remembered(tables, iris, 9, smell("cedar", "hated"))
    until = START + timedelta(days=2)
    assert np.array_equal(foretelling.belief(iris.id, until=until).mean, then.mean)
    assert not np.array_equal(foretelling.belief(iris.id).mean, then.mean)


def test_a_struck_memory_does_not_speak_for_that_perfume_alone(
    foretelling: Foretelling, tables: Tables, catalogue: Catalogue, iris: User
) -> None:
    memory = remembered(tables, iris, 1, smell("rose"))
    before = foretelling.outlook(iris.id).leaning.copy()
    Striking(tables, catalogue).memory_for_perfume(iris.id, memory, NAHEMA)
    after = foretelling.outlook(iris.id).leaning
    row = catalogue.row(NAHEMA)
    assert after[row] == pytest.approx(0, abs=1e-6)
    assert before[row] > 0.01
    assert np.array_equal(np.delete(after, row), np.delete(before, row))


def test_a_struck_note_speaks_for_that_perfume_no_more(
    foretelling: Foretelling, tables: Tables, catalogue: Catalogue, iris: User
) -> None:
    remembered(tables, iris, 1, smell("rose"))
    row, before = catalogue.row(NAHEMA), foretelling.outlook(iris.id).leaning.copy()
    Striking(tables, catalogue).note_in_perfume(iris.id, "rose", NAHEMA)
    outlook = foretelling.outlook(iris.id)
    assert outlook.leaning[row] < before[row]
    assert "note:rose" not in outlook.contributions(NAHEMA)
    told = sum(outlook.contributions(NAHEMA).values())
    assert told == pytest.approx(outlook.leaning[row], abs=1e-6)


@pytest.mark.parametrize("stars", [1, 5])
def test_a_thousand_ratings_of_the_same_star(
    foretelling: Foretelling, tables: Tables, catalogue: Catalogue, iris: User, stars: int
) -> None:
    rate = tables.of(iris.id).wardrobe.rate
    for fragrance in catalogue.fragrances[:1000]:
        rate(fragrance.id, "would_wear", stars)
    foretold = foretelling.foretold(iris.id)
    assert np.isfinite(foretold.chances).all()
    assert (np.median(foretold.chances) > 0.8) == (stars == 5)
    assert (foretold.low <= foretold.high).all()


def test_the_belief_about_one_is_unchanged_by_any_act_of_another(
    foretelling: Foretelling,
    tables: Tables,
    learning: Learning,
    catalogue: Catalogue,
    iris: User,
    sage: User,
) -> None:
    remembered(tables, iris, 1, smell("rose"), smell("cedar", "hated"))
    learning.react(iris.id, TAM_DAO, "own")
    hers = foretelling.foretold(iris.id)
    chosen = random.Random(7)
    ids = [fragrance.id for fragrance in catalogue.fragrances]
    acts = (
        lambda: learning.react(sage.id, chosen.choice(ids), chosen.choice(("like", "dislike"))),
        lambda: learning.dislike(sage.id, "rose", "veto"),
        lambda: learning.criticise(sage.id, {"axis:woody": -1.0}),
        lambda: tables.of(sage.id).wardrobe.rate(chosen.choice(ids), "would_wear", 1),
        lambda: Striking(tables, catalogue).note_in_perfume(sage.id, "rose", NAHEMA),
    )
    for _ in range(40):
        chosen.choice(acts)()
        fresh = Foretelling(tables, foretelling._taste, catalogue)
        assert np.array_equal(fresh.foretold(iris.id).chances, hers.chances)

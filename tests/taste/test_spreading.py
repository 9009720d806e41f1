"""What a note that was struck in a perfume does to a profile: nothing of that perfume counts for it
any more, and everything else does.
"""

from __future__ import annotations

from flowery.learning.feedback import Learning
from flowery.learning.striking import Striking
from flowery.perfumery.catalogue import Catalogue
from flowery.storage.tables import Tables
from flowery.taste.profile import Taste
from flowery.words.vocabulary import ScentProfile, User
from tests.taste.test_profile import catalogue, learning, remembered, smell, taste

__all__ = ["catalogue", "learning", "taste"]

NAHEMA = "guerlain-nahema"


def score(profile: ScentProfile, note: str) -> float:
    return next((one.score for one in profile.notes if one.note == note), 0.0)


def test_a_reaction_counts_for_a_struck_note_no_more(
    taste: Taste, learning: Learning, tables: Tables, catalogue: Catalogue, iris: User
) -> None:
    learning.react(iris.id, NAHEMA, "like")
    before = taste.profile(iris.id)
    strike = Striking(tables, catalogue).note_in_perfume(iris.id, "rose", NAHEMA)
    after = taste.profile(iris.id)
    assert score(before, "rose") > 0 == score(after, "rose")
    assert score(after, "sandalwood") >= score(before, "sandalwood") > 0
    assert after.values["floral"] < before.values["floral"]
    tables.of(iris.id).strikes.take_back(strike.id)
    assert taste.profile(iris.id) == before


def test_what_was_remembered_of_the_note_still_counts(
    taste: Taste, learning: Learning, tables: Tables, catalogue: Catalogue, iris: User
) -> None:
    remembered(tables, iris, 1, smell("rose"))
    alone = score(taste.profile(iris.id), "rose")
    learning.react(iris.id, NAHEMA, "like")
    Striking(tables, catalogue).note_in_perfume(iris.id, "rose", NAHEMA)
    assert score(taste.profile(iris.id), "rose") == alone


def test_a_strike_is_ones_own(
    taste: Taste, learning: Learning, tables: Tables, catalogue: Catalogue, iris: User, sage: User
) -> None:
    for person in (iris, sage):
        learning.react(person.id, NAHEMA, "like")
    before = taste.profile(sage.id)
    Striking(tables, catalogue).note_in_perfume(iris.id, "rose", NAHEMA)
    assert taste.profile(sage.id) == before
    assert "rose" in catalogue.get(NAHEMA).notes

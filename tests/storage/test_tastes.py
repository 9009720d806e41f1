"""Reactions and dislikes: the last word of each kind counts, every wear does."""

from flowery.storage.tables import Tables
from flowery.words.vocabulary import User


def test_like_and_dislike_exclude_each_other(tables: Tables, iris: User) -> None:
    tastes = tables.of(iris.id).tastes
    for reaction in ("like", "own", "dislike"):
        tastes.react("guerlain-shalimar", reaction)
    assert [r.reaction for r in tastes.reactions()] == ["own", "dislike"]
    tastes.react("guerlain-shalimar", "like")
    assert [r.reaction for r in tastes.reactions()] == ["own", "like"]


def test_owning_twice_is_owning_once_and_every_wear_counts(tables: Tables, iris: User) -> None:
    tastes = tables.of(iris.id).tastes
    for reaction in ("own", "own", "wore", "wore"):
        tastes.react("guerlain-shalimar", reaction)
    assert sorted(r.reaction for r in tastes.reactions()) == ["own", "wore", "wore"]
    assert tastes.unreact("guerlain-shalimar", "wore") == 2
    assert [r.reaction for r in tastes.reactions()] == ["own"]


def test_a_word_about_one_perfume_is_none_about_another(tables: Tables, iris: User) -> None:
    tastes = tables.of(iris.id).tastes
    tastes.react("guerlain-shalimar", "like")
    tastes.react("guerlain-mitsouko", "dislike")
    assert [(r.fragrance_id, r.reaction) for r in tastes.reactions()] == [
        ("guerlain-shalimar", "like"),
        ("guerlain-mitsouko", "dislike"),
    ]


def test_a_dislike_is_restated_and_taken_back(tables: Tables, iris: User) -> None:
    tastes = tables.of(iris.id).tastes
    tastes.dislike("note:orange", "avoid", "candied", "top")
    tastes.dislike("note:orange", "veto")
    tastes.dislike("note:orange", "allergy")
    found = [(d.subject, d.level, d.facet, d.layer) for d in tastes.dislikes()]
    assert found == [
        ("note:orange", "avoid", "candied", "top"),
        ("note:orange", "allergy", "", None),
    ]
    assert tastes.relent(tastes.dislikes()[1].id) == 1
    assert [d.level for d in tastes.dislikes()] == ["avoid"]

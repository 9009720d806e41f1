"""What a shelf lacks, and what of it goes together, on a small catalogue one can see through."""

import numpy as np
import pytest

from flowery.collection import BottleFacts, Collection
from flowery.collection.gaps import gaps
from flowery.collection.layering import layerings
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy
from flowery.taste import replay
from flowery.wiring import Flowery
from flowery.words.vocabulary import AXES, Evidence, Fragrance, ScentProfile, User
from tests.collection.conftest import NOON, SHALIMAR

COLD = ("autumn", "winter")
PERFUMES = (
    Fragrance("h-cedar", "H", "Cedar", flat=("cedar", "sandalwood"), seasons=COLD),
    Fragrance("h-woods", "H", "Woods", flat=("cedar", "vetiver"), seasons=COLD),
    Fragrance("h-lemon", "H", "Lemon", flat=("lemon", "bergamot"), seasons=("summer",)),
    Fragrance("h-both", "H", "Both", flat=("bergamot", "rose", "cedar")),
    Fragrance("h-rose", "H", "Rose", flat=("rose", "violet", "cedar")),
)


@pytest.fixture
def catalogue(taxonomy: Taxonomy) -> Catalogue:
    return Catalogue(PERFUMES, taxonomy, np.ones((len(PERFUMES), 2), np.float32))


def profile(taxonomy: Taxonomy, *notes: str) -> ScentProfile:
    """A taste that loves these notes."""
    rows = [
        Evidence(note, "smell", f"note:{note}", 1.0, 1.0, note, NOON, memory_id=note)
        for note in notes
    ]
    axes = replay.axis_scores(rows, lambda subject: taxonomy.notes[subject[5:]].axes)
    return ScentProfile(axes, (), (), (), (), len(rows), len(rows))


def test_a_side_that_is_liked_and_not_owned_is_a_gap(
    taxonomy: Taxonomy, catalogue: Catalogue
) -> None:
    liked = profile(taxonomy, "lemon", "bergamot", "cedar")
    found = gaps(["h-cedar", "h-woods"], liked, catalogue)
    assert found[0].subject == "axis:citrus"
    assert found[0].covering == ()
    assert found[0].held < found[0].wanted / 2
    assert {share.evidence.source for share in found[0].shares} >= {"lemon", "bergamot"}
    assert "axis:woody" not in {gap.subject for gap in found}


def test_seasons_without_a_perfume_are_gaps(taxonomy: Taxonomy, catalogue: Catalogue) -> None:
    found = gaps(["h-cedar", "h-lemon", "h-woods", "h-rose"], profile(taxonomy), catalogue)
    assert [(gap.subject, gap.told) for gap in found] == [("season:spring", 3)]
    assert gaps(["h-cedar", "h-lemon"], profile(taxonomy), catalogue) == ()


def test_nothing_owned_lacks_nothing(taxonomy: Taxonomy, catalogue: Catalogue) -> None:
    assert gaps([], profile(taxonomy, "lemon"), catalogue) == ()
    assert gaps(["gone-from-the-catalogue"], profile(taxonomy, "lemon"), catalogue) == ()


def test_a_pair_shares_a_note_and_brings_two_sides(catalogue: Catalogue) -> None:
    (pair,) = layerings(["h-woods", "h-rose", "h-lemon"], {}, catalogue)
    assert (pair.under, pair.over, pair.shared) == ("h-woods", "h-rose", ("cedar",))
    assert (pair.under_brings, pair.over_brings) == ("woody", "floral")


def test_strangers_and_twins_make_no_pair(catalogue: Catalogue) -> None:
    assert layerings(["h-woods", "h-lemon"], {}, catalogue) == ()
    assert layerings(["h-woods"], {}, catalogue) == ()


def test_a_suggestion_never_breaks_a_veto(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    """For every side and season there is, with half of the catalogue shut out."""
    from flowery.collection.gaps import SEASONS, Gap

    for note in ("bergamot", "vanilla", "musk"):
        flowery.learning.dislike(iris.id, f"note:{note}", "veto")
    subjects = [*(("axis", axis) for axis in AXES), *(("season", one) for one in SEASONS)]
    shut = flowery.catalogue.rows_with_any(("bergamot", "vanilla", "musk"))
    for kind, name in subjects:
        found = collection.suggested(iris.id, Gap(kind, name, 0.2, 0.0, (), 1))
        assert found != (), name
        for one in found:
            assert not shut[flowery.catalogue.row(one.fragrance_id)], (name, one.title)
    assert flowery.tables.of(iris.id).questions.list() == ()


def test_what_is_owned_is_not_suggested_and_what_is_vetoed_not_layered(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    from flowery.collection.gaps import Gap

    missing = Gap("season", "winter", 0.25, 0.0, (), 1)
    first = collection.suggested(iris.id, missing)[0].fragrance_id
    for fragrance_id in (first, SHALIMAR, "chanel-n5-eau-de-parfum"):
        collection.add(iris.id, fragrance_id, BottleFacts())
    assert first not in {one.fragrance_id for one in collection.suggested(iris.id, missing)}
    assert collection.layerings(iris.id) != ()
    flowery.learning.dislike(iris.id, "note:jasmine", "veto")
    named = {i for pair in collection.layerings(iris.id) for i in (pair.under, pair.over)}
    holding = flowery.catalogue.rows_with_any(("jasmine",))
    assert not any(holding[flowery.catalogue.row(i)] for i in named)

"""The acts on a collection: what they keep, what they refuse, and whose they are."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from flowery.collection import BottleFacts, Collection, WearFacts
from flowery.storage import fault
from flowery.wiring import Flowery
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import User
from tests.collection.conftest import ANGEL, SHALIMAR, TAM_DAO

SECRET = "the violets that my aunt pressed into the atlas, page by page"
GPS = 0x8825


def photo(colour: str = "orange") -> bytes:
    """A JPEG that says where it was taken."""
    made = io.BytesIO()
    picture = Image.new("RGB", (40, 30), colour)
    exif = picture.getexif()
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010E] = "taken at home in Jeonju, by the window"
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()


def folder_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_the_first_bottle_makes_it_owned_and_the_last_takes_that_along(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    first = collection.add(iris.id, SHALIMAR, BottleFacts())
    second = collection.add(iris.id, SHALIMAR, BottleFacts("sample", 2.0))
    tastes = flowery.tables.of(iris.id).tastes
    assert [r.reaction for r in tastes.reactions()] == ["own"]
    collection.remove(iris.id, first.id)
    assert [r.reaction for r in tastes.reactions()] == ["own"]
    collection.remove(iris.id, second.id)
    assert tastes.reactions() == ()


def test_an_empty_bottle_stays_in_the_history(collection: Collection, iris: User) -> None:
    kept = collection.add(iris.id, SHALIMAR, BottleFacts("bottle", 50.0))
    collection.empty(iris.id, kept.id)
    (one,) = collection.of(iris.id)
    assert (one.is_owned, one.was_owned, one.reactions) == (False, True, {"own"})
    collection.empty(iris.id, kept.id, is_empty=False)
    assert collection.of(iris.id)[0].is_owned


def test_owning_is_not_taken_back_while_a_bottle_is_there(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    collection.add(iris.id, SHALIMAR, BottleFacts())
    with pytest.raises(Refused, match="in your collection"):
        flowery.learning.unreact(iris.id, SHALIMAR, "own")


def test_a_perfume_nobody_made_is_refused(collection: Collection, iris: User) -> None:
    for act in (
        lambda: collection.add(iris.id, "nobody-nothing", BottleFacts()),
        lambda: collection.wear(iris.id, "nobody-nothing"),
        lambda: collection.rate(iris.id, "nobody-nothing", "takes_back", 5),
    ):
        with pytest.raises(NotFound):
            act()
    assert collection.of(iris.id) == ()


def test_a_wear_said_in_passing_is_a_wear_of_today(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    flowery.learning.react(iris.id, SHALIMAR, "wore")
    collection.wear(iris.id, SHALIMAR)
    today = collection.today(iris.id).isoformat()
    wears = flowery.tables.of(iris.id).wears.list()
    assert [wear.worn_on for wear in wears] == [today, today]


def test_a_wear_is_changed_and_taken_back_with_its_evidence(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    wear = collection.wear(iris.id, SHALIMAR)
    other = collection.wear(iris.id, SHALIMAR)
    yesterday = (collection.today(iris.id) - timedelta(days=1)).isoformat()
    collection.change_wear(iris.id, wear.id, WearFacts(yesterday, " a walk ", "rainy", 3, "wet"))
    own = flowery.tables.of(iris.id)
    changed = own.wears.get(wear.id)
    assert (changed.worn_on, changed.occasion, changed.sprays) == (yesterday, "a walk", 3)
    assert len(flowery.taste.evidence(iris.id)) == 2
    collection.remove_wear(iris.id, wear.id)
    assert [one.id for one in own.wears.list()] == [other.id]
    assert [row.source for row in flowery.taste.evidence(iris.id)] == [other.id]


def test_stars_are_evidence_and_the_latest_win(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    collection.rate(iris.id, SHALIMAR, "takes_back", 1)
    collection.rate(iris.id, SHALIMAR, "takes_back", 5)
    collection.rate(iris.id, SHALIMAR, "would_wear", 3)
    (row,) = flowery.taste.evidence(iris.id)
    assert (row.kind, row.direction, row.detail) == ("rating", 1.0, "takes_back:5")
    profile = flowery.taste.profile(iris.id)
    assert profile.values["amber"] > 0
    amber = next(score for score in profile.axes if score.axis == "amber")
    assert [share.evidence.id for share in amber.shares] == [row.id]
    collection.rate(iris.id, SHALIMAR, "takes_back", None)
    assert flowery.taste.evidence(iris.id) == ()


def test_declining_says_why_and_keeps_it_out_of_answers(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    flowery.learning.react(iris.id, ANGEL, "wish")
    flowery.learning.react(iris.id, ANGEL, "declined", " too sweet ")
    (one,) = collection.of(iris.id)
    assert (one.is_declined, one.is_wished, one.reason) == (True, False, "too sweet")
    (row,) = flowery.taste.evidence(iris.id)
    assert (row.direction, row.strength) == (-1.0, 0.5)
    answer = flowery.advice.ask(iris.id, "sweet patchouli and caramel", 5)
    assert ANGEL not in {found.fragrance_id for found in answer.recommendations}
    with pytest.raises(Refused, match="500"):
        flowery.learning.react(iris.id, ANGEL, "declined", "x" * 501)


def test_a_photo_is_kept_without_where_it_was_taken(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    kept = collection.add(iris.id, SHALIMAR, BottleFacts(), photo())
    shown = collection.photo(iris.id, kept.id)
    assert shown is not None
    assert b"Jeonju" not in shown
    assert not Image.open(io.BytesIO(shown)).getexif()
    assert b"Jeonju" not in folder_bytes(flowery.settings.folder)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "no photo"), (b"%PDF-1.7", "no photo"), (b"\xff\xd8\xff broken", "broken")],
)
def test_what_is_no_photo_is_refused_and_the_one_before_stays(
    collection: Collection, iris: User, content: bytes, said: str
) -> None:
    kept = collection.add(iris.id, SHALIMAR, BottleFacts(), photo())
    before = collection.photo(iris.id, kept.id)
    with pytest.raises(Refused, match=said):
        collection.show(iris.id, kept.id, content)
    assert collection.photo(iris.id, kept.id) == before
    with pytest.raises(Refused, match="MB are taken"):
        collection.show(iris.id, kept.id, b"\xff\xd8\xff" + bytes(10_000_001))


def test_a_photo_goes_with_its_bottle_unless_another_holds_it(
    flowery: Flowery, collection: Collection, iris: User, sage: User
) -> None:
    hers = collection.add(iris.id, SHALIMAR, BottleFacts(note=SECRET), photo())
    other = collection.add(sage.id, SHALIMAR, BottleFacts(), photo())
    assert len(flowery.originals.digests()) == 1
    collection.remove(iris.id, hers.id)
    assert SECRET.encode() not in folder_bytes(flowery.settings.folder)
    assert collection.photo(sage.id, other.id) is not None
    collection.show(sage.id, other.id, photo("green"))
    assert len(flowery.originals.digests()) == 1
    collection.show(sage.id, other.id, None)
    assert flowery.originals.digests() == frozenset()


def test_a_row_that_cannot_be_written_leaves_no_file(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    def strike(name: str) -> None:
        if name == "database.bottle.add":
            raise Refused("the lights went out")

    fault.arm(strike)
    with pytest.raises(Refused, match="lights"):
        collection.add(iris.id, SHALIMAR, BottleFacts(), photo())
    fault.arm(None)
    assert flowery.originals.digests() == frozenset()
    assert collection.of(iris.id) == ()


def test_a_start_does_not_sweep_the_photo_of_a_bottle(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    kept = collection.add(iris.id, SHALIMAR, BottleFacts(), photo())
    flowery.remember.tidy()
    assert collection.photo(iris.id, kept.id) is not None


def test_a_changed_note_leaves_no_trace(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    kept = collection.add(iris.id, SHALIMAR, BottleFacts(note=SECRET))
    collection.change(iris.id, kept.id, BottleFacts("decant", 5.0, note="roses"))
    wear = collection.wear(iris.id, SHALIMAR, WearFacts("2026-01-01", note=SECRET))
    collection.remove_wear(iris.id, wear.id)
    assert SECRET.encode() not in folder_bytes(flowery.settings.folder)


def test_what_is_left_may_be_measured_and_counted_again(
    flowery: Flowery, collection: Collection, iris: User
) -> None:
    kept = collection.add(iris.id, SHALIMAR, BottleFacts("bottle", 50.0))
    collection.measure(iris.id, kept.id, 12.5)
    with pytest.raises(Refused, match="than the bottle holds"):
        collection.measure(iris.id, kept.id, 51.0)
    with pytest.raises(Refused, match="than the bottle holds"):
        collection.change(iris.id, kept.id, BottleFacts("bottle", 10.0))
    wardrobe = flowery.tables.of(iris.id).wardrobe
    assert wardrobe.bottle(kept.id).left == 12.5
    collection.measure(iris.id, kept.id, None)
    assert (wardrobe.bottle(kept.id).left, wardrobe.bottle(kept.id).left_at) == (None, None)


def test_nobody_reaches_another_persons_collection(
    collection: Collection, iris: User, sage: User
) -> None:
    kept = collection.add(iris.id, SHALIMAR, BottleFacts(), photo())
    wear = collection.wear(iris.id, SHALIMAR)
    collection.rate(iris.id, SHALIMAR, "takes_back", 5)
    before = collection.of(iris.id)
    acts = (
        lambda: collection.change(sage.id, kept.id, BottleFacts()),
        lambda: collection.measure(sage.id, kept.id, 1.0),
        lambda: collection.empty(sage.id, kept.id),
        lambda: collection.remove(sage.id, kept.id),
        lambda: collection.show(sage.id, kept.id, photo("green")),
        lambda: collection.show(sage.id, kept.id, None),
        lambda: collection.photo(sage.id, kept.id),
        lambda: collection.change_wear(sage.id, wear.id, WearFacts("2026-01-01")),
        lambda: collection.remove_wear(sage.id, wear.id),
    )
    for act in acts:
        with pytest.raises(NotFound):
            act()
    collection.rate(sage.id, SHALIMAR, "takes_back", 1)
    collection.rate(sage.id, SHALIMAR, "takes_back", None)
    collection.add(sage.id, TAM_DAO, BottleFacts())
    assert collection.of(iris.id) == before
    assert [one.fragrance_id for one in collection.of(sage.id)] == [TAM_DAO]


def test_a_bottle_that_went_in_another_tab_is_told(collection: Collection, iris: User) -> None:
    kept = collection.add(iris.id, SHALIMAR, BottleFacts())
    collection.remove(iris.id, kept.id)
    with pytest.raises(NotFound, match="not in your collection any more"):
        collection.remove(iris.id, kept.id)

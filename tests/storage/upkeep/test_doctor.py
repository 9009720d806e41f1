"""The doctor sees each thing that can be wrong with a home, and says what to do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from sqlalchemy import update

from flowery.storage import schema
from flowery.storage.upkeep.doctor import Finding, examine
from flowery.storage.upkeep.rebuild import clear_searched
from flowery.storage.vectors import Vectors, space_of
from flowery.words.vocabulary import Bottle, Gain, Photo, User
from tests.storage.cast import Home, chunk, keep, memory, photo, some_vectors

ENCODER = "mini.1"


@pytest.fixture
def sound(stores: Home, iris: User) -> Home:
    """A home in which all is well."""
    made = memory("a lilac hedge")
    digest = stores.originals.keep(b"lilac")
    keep(stores, iris.id, replace(made, attachments=(photo(made.id, digest),)))
    stores.tables.of(iris.id).diary.set_state(made.id, "done")
    stores.vectors.put_chunks(iris.id, [chunk(made.id, made.text)], some_vectors(1))
    perfume = {"id": "a", "brand": "B", "name": "N", "facts": {}, "origin": "built-in"}
    stores.tables.fragrances.replace([perfume])
    stores.vectors.put_named("fragrances", ["a"], some_vectors(1))
    return stores


def findings(stores: Home) -> dict[str, Finding]:
    return {finding.check: finding for finding in examine(stores, ENCODER)}


def test_a_sound_home_is_fine(sound: Home) -> None:
    found = findings(sound)
    assert {f.check for f in found.values() if f.state != "fine"} == set()
    assert len(found) == 10


def test_a_tuned_model_with_other_bytes_is_wrong(sound: Home, iris: User) -> None:
    job = sound.tables.jobs.add("ranker_weights", "s", {}, iris.id)
    gain = Gain("m", 4, 0.5, 0.6, 0.05, 0.15)
    model = sound.tables.tuned.add(job, b'{"taste": 1.2}', gain)
    assert findings(sound)["tuned models"].state == "fine"
    rotten = update(schema.tuned_models).values(artefact=b'{"taste": 3.2}')
    with sound.tables.database.write("test") as connection:
        connection.execute(rotten)
    found = findings(sound)["tuned models"]
    assert found.state == "wrong"
    assert model.name in found.says
    assert "go back to the one before" in found.remedy


def test_what_a_taste_holds_belongs_to_somebody(sound: Home, iris: User) -> None:
    mum = sound.tables.accounts.wards(iris.id).add("For Mum")
    made = memory("quince jam")
    digest = sound.originals.keep(b"quince")
    keep(sound, mum.id, replace(made, attachments=(photo(made.id, digest),)))
    sound.tables.of(mum.id).diary.set_state(made.id, "done")
    sound.vectors.put_chunks(mum.id, [chunk(made.id, made.text)], some_vectors(1))
    assert {f.check for f in findings(sound).values() if f.state != "fine"} == set()


def lose_original(stores: Home) -> None:
    (digest,) = stores.originals.digests()
    stores.originals.remove(digest)


def damage_original(stores: Home) -> None:
    (digest,) = stores.originals.digests()
    stores.originals.path(digest).write_bytes(b"other")


def half_written(stores: Home) -> None:
    (digest,) = stores.originals.digests()
    stores.originals.path(digest).with_name(".new-x").write_bytes(b"li")


def damage_search(stores: Home) -> None:
    for path in (stores.settings.folder / "lance").rglob("*"):
        if path.is_file():
            path.write_bytes(b"not lance")


def late(stores: Home) -> None:
    (iris,) = stores.tables.accounts.list()
    yesterday = datetime.now(UTC) - timedelta(days=1)
    keep(stores, iris.id, memory("waits", created_at=yesterday))


CASES: dict[str, tuple[Callable[[Home], object], str, str]] = {
    "a lost original": (lose_original, "originals", "wrong"),
    "a damaged original": (damage_original, "originals", "wrong"),
    "a file nobody holds": (lambda s: s.originals.keep(b"stray"), "leftovers", "look"),
    "a half-written file": (half_written, "leftovers", "look"),
    "a memory not searched": (lambda s: s.vectors.drop("chunks"), "memories search", "wrong"),
    "a perfume not searched": (lambda s: s.vectors.drop("fragrances"), "catalogue search", "wrong"),
    "damaged search files": (damage_search, "memories search", "wrong"),
    "another encoder": (
        lambda s: s.tables.set_state("memories.embedder", "old.1"),
        "encoder",
        "wrong",
    ),
    "a memory that waits": (late, "memories", "look"),
    "an open door": (lambda s: s.settings.folder.chmod(0o755), "rights", "look"),
}


@pytest.mark.parametrize(("harm", "check", "state"), CASES.values(), ids=CASES.keys())
def test_each_harm_is_seen_with_a_remedy(
    sound: Home, harm: Callable[[Home], object], check: str, state: str
) -> None:
    harm(sound)
    found = findings(sound)[check]
    assert found.state == state
    assert found.says
    assert found.remedy


def test_a_damaged_database_ends_the_examination(sound: Home) -> None:
    sound.tables.database.rewrite()
    sound.tables.database.close()
    path = sound.settings.folder / "flowery.db"
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 8] = b"\xff" * 4096 * 5
    path.write_bytes(content)
    found = list(examine(sound, ENCODER))
    assert [(f.check, f.state) for f in found] == [("database", "wrong")]
    assert "backup" in found[0].remedy


def test_clearing_what_is_searched_works_on_damaged_files_and_keeps_the_rest(
    sound: Home, iris: User
) -> None:
    questions = sound.tables.of(iris.id).questions
    questions.save("q_1", "what?", "search", "key", {"answer": "lilac"}, [])
    damage_search(sound)
    clear_searched(sound.settings, sound.tables, sound.lock)
    assert not (sound.settings.folder / "lance").exists()
    assert questions.cached("key") is None
    assert questions.get("q_1") == ("what?", {"answer": "lilac"})
    assert len(sound.tables.of(iris.id).diary.list()) == 1


def test_the_photo_of_a_bottle_belongs_to_it_and_is_missed(sound: Home, iris: User) -> None:
    photo_of_it = Photo(sound.originals.keep(b"a bottle"), "image/jpeg")
    made = Bottle("", "guerlain-shalimar", "bottle", datetime.now(UTC), photo=photo_of_it)
    bottle = sound.tables.of(iris.id).wardrobe.add(made)
    assert {finding.state for finding in findings(sound).values()} == {"fine"}
    sound.originals.remove(photo_of_it.sha256)
    found = findings(sound)["originals"]
    assert (found.state, bottle.id in found.says) == ("wrong", True)


def test_an_encoder_elsewhere_is_looked_at_while_something_lacks_there(
    sound: Home, iris: User
) -> None:
    def elsewhere(named: str = "far") -> Finding | None:
        found = {one.check: one for one in examine(sound, ENCODER, named)}
        return found.get("encoder elsewhere")

    assert elsewhere("") is None
    lacking = elsewhere()
    assert lacking is not None
    assert (lacking.state, lacking.says) == ("look", "far has 0 of 1 memories.")
    ((_, memory_id),) = sound.vectors.memories()
    space = Vectors(sound.vectors.uri, 3, space_of("far"))
    space.put_chunks(iris.id, [chunk(memory_id, "a lilac hedge")], np.ones((1, 3), np.float32))
    whole = elsewhere()
    assert whole is not None
    assert (whole.state, whole.says) == ("fine", "far has 1 of 1 memories.")
    left = elsewhere("")
    assert left is not None
    assert left.state == "look"
    sound.tables.of(iris.id).diary.forget(memory_id)
    assert "1 are that are gone" in findings(sound)["memories search"].says


def test_who_keeps_everything_here_lacks_nowhere(sound: Home, iris: User) -> None:
    sound.tables.accounts.at_home.turn(iris.id, stays=True)
    found = {one.check: one for one in examine(sound, ENCODER, "far")}
    assert found["encoder elsewhere"].says == "far has 0 of 0 memories."
    assert found["encoder elsewhere"].state == "fine"

"""What a person says about a smell outlives every reading of it; the last word counts."""

from flowery.storage.personal.bound import new_id, now
from flowery.storage.personal.standing import standing
from flowery.storage.tables import Tables
from flowery.words.vocabulary import Correction, ExtractedScent, User
from tests.storage.cast import keep, memory, smell

PIPE = smell("pipe", 3, note="tobacco", status="inferred", confidence=0.4)
ROSE = smell("rose", 20, valence="loved")


def said(action: str, about: ExtractedScent, **fields: object) -> Correction:
    values: dict[str, object] = {
        "id": new_id("k"),
        "memory_id": "m",
        "source": about.source,
        "start": about.start,
        "end": about.end,
        "read_note": about.note,
        "action": action,
        "note": None,
        "valence": None,
        "created_at": now(),
    }
    return Correction(**(values | fields))


def after(*corrections: Correction) -> list[ExtractedScent]:
    return [found for _, found in standing([("m", PIPE), ("m", ROSE)], corrections)]


def test_nothing_said_leaves_the_reading() -> None:
    assert after() == [PIPE, ROSE]


def test_a_confirmed_smell_is_sure() -> None:
    confirmed = after(said("confirm", PIPE))[0]
    assert (confirmed.status, confirmed.confidence, confirmed.note) == ("confirmed", 1.0, "tobacco")


def test_a_corrected_smell_takes_what_was_said_and_keeps_the_rest() -> None:
    corrected = after(said("correct", ROSE, note="peony"))[1]
    assert (corrected.note, corrected.valence, corrected.status) == ("peony", "loved", "confirmed")
    corrected = after(said("correct", ROSE, valence="hated"))[1]
    assert (corrected.note, corrected.valence) == ("rose", "hated")


def test_a_struck_smell_is_gone_and_its_neighbour_stays() -> None:
    assert after(said("strike", PIPE)) == [ROSE]


def test_the_last_word_counts() -> None:
    first = said("correct", ROSE, note="peony")
    last = said("correct", ROSE, read_note="peony", note="lilac")
    assert after(first, last)[1].note == "lilac"
    assert after(first, said("strike", ROSE, read_note="peony")) == [PIPE]


def test_an_added_smell_stands_as_confirmed() -> None:
    added = after(said("add", smell("tar", 40), note="tar", read_note=None))[-1]
    assert (added.note, added.status, added.start) == ("tar", "confirmed", 40)


def test_a_word_about_one_memory_says_nothing_about_another() -> None:
    placed = [("m", ROSE), ("other", ROSE)]
    found = standing(placed, [said("strike", ROSE)])
    assert found == (("other", ROSE),)


def test_a_correction_survives_a_new_reading_with_moved_offsets(tables: Tables, iris: User) -> None:
    memory_id = keep(tables, iris.id, memory("a rose by the gate"))
    readings = tables.of(iris.id).readings
    readings.replace_smells(memory_id, [smell("rose", 2)])
    readings.correct(said("correct", smell("rose", 2), memory_id=memory_id, note="damask_rose"))
    readings.replace_smells(memory_id, [smell("rose", 12), smell("gate", 20)])
    found = {s.source: (s.note, s.status) for _, s in readings.standing(memory_id)}
    assert found == {"rose": ("damask_rose", "confirmed"), "gate": ("gate", "explicit")}


def test_the_second_of_two_same_words_is_not_struck_with_the_first() -> None:
    twice = [("m", smell("rose", 0)), ("m", smell("rose", 30))]
    left = standing(twice, [said("strike", smell("rose", 0))])
    assert [found.start for _, found in left] == [30]


def test_each_of_two_same_words_keeps_what_was_said_of_it_when_the_text_moves() -> None:
    moved = [("m", smell("rose", 12)), ("m", smell("rose", 42))]
    spoken = [said("confirm", smell("rose", 0)), said("strike", smell("rose", 30))]
    found = standing(moved, spoken)
    assert [(s.start, s.status) for _, s in found] == [(12, "confirmed")]

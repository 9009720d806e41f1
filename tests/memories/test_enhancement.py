"""Fuller words add nothing; a model's smells count only where its words stand in the memory."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flowery.memories.enhancement import FullerWords, adds_nothing, retold, woven
from flowery.memories.reading.extraction import SmellReader
from flowery.memories.smelling import SmellRead, SmellsRead, smells_of, with_models
from flowery.perfumery.notes import Taxonomy
from flowery.words.vocabulary import ScentMemory
from tests.models.fake import FakeModels

TEXT = "In 1994 the stove smelled of orange peel, and Ann of the zorbleflower by the well."


def memory(text: str = TEXT, **fields: object) -> ScentMemory:
    base = {"id": "m_1", "user_id": "u_1", "title": "", "text": text, "state": "looked"}
    made = {**base, "created_at": datetime.now(UTC), **fields}
    return ScentMemory(**made)  # type: ignore[arg-type]


def test_facts_are_woven_in_the_language_of_the_memory() -> None:
    english = woven(memory(title="The peel", happened="winter", people=("Ann", "my father")))
    assert english.startswith("A memory called “The peel”. When: winter. With Ann, my father.")
    assert english.endswith(TEXT)
    korean = woven(memory("귤껍질을 난로에 올렸다.", place="전주", emotion="그리움"))
    assert korean == "곳: 전주. 마음: 그리움.\n\n귤껍질을 난로에 올렸다."


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        ("In 1994 the whole stove smelled warmly of orange peel, and Ann was there.", True),
        ("The stove smelled of orange peel and vanilla.", False),
        ("In 1995 the stove smelled of orange peel.", False),
        ("The stove smelled of orange peel, and so did Margaret.", False),
        ("", False),
        ("The stove smelled of orange peel. " * 20, False),
    ],
)
def test_a_retelling_is_accepted_only_when_it_adds_nothing(
    reader: SmellReader, said: str, accepted: bool
) -> None:
    assert adds_nothing(said, TEXT, reader.read) is accepted
    models = FakeModels({"enhance": [FullerWords(text=said)]})
    kept = retold(memory(), models, reader.read)
    assert kept == (said if accepted else TEXT)


def read_by(models: FakeModels, reader: SmellReader, taxonomy: Taxonomy) -> dict[str, str | None]:
    told = memory()
    found = with_models(told, smells_of(told, reader), models, taxonomy).smells
    return {smell.source: smell.note for smell in found}


def test_a_model_adds_only_smells_whose_words_stand_there(
    reader: SmellReader, taxonomy: Taxonomy
) -> None:
    plain = read_by(FakeModels({"smells": [SmellsRead(smells=[])]}), reader, taxonomy)
    said = [
        SmellRead(source="the well", note="rose", valence="loved"),
        SmellRead(source="the sea", note="sea_salt", valence="loved"),
        SmellRead(source="stove", note="no_such_note", valence="loved"),
        SmellRead(source="orange peel", note="vanilla", valence="loved"),
        SmellRead(source="", note="rose", valence="loved"),
    ]
    more = read_by(FakeModels({"smells": [SmellsRead(smells=said)]}), reader, taxonomy)
    assert more == {**plain, "the well": "rose"}


def test_a_model_only_smell_is_a_marked_guess(reader: SmellReader, taxonomy: Taxonomy) -> None:
    said = SmellsRead(smells=[SmellRead(source="the well", note="rose", valence="hated")])
    told = memory()
    both = with_models(told, smells_of(told, reader), FakeModels({"smells": [said]}), taxonomy)
    (guess,) = [smell for smell in both.smells if smell.source == "the well"]
    assert (guess.status, guess.valence, guess.because) == ("inferred", "hated", ("the well",))
    assert TEXT[guess.start : guess.end] == "the well"


def test_the_same_smells_have_the_same_ids(reader: SmellReader) -> None:
    first, again = (smells_of(memory(), reader) for _ in range(2))
    assert first == again
    assert len({smell.id for smell in first}) == len(first) > 0

"""One opened home for all questions, and in it a fresh Iris and a fresh Sage for every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from flowery.advice.brief import BriefReader
from flowery.memories.intake import Draft
from flowery.memories.reading.extraction import SmellReader
from flowery.models.embedded.models import EmbeddedModels
from flowery.wiring import Flowery, open_flowery
from flowery.words.settings import Settings

Tell = Callable[..., str]
_numbers = count(1)

RAIN = (
    "My grandmother kept her letters in the library, between old books. On the first day of the "
    "monsoon she opened the window. I love the smell of rain on dry earth more than any other."
)
SMOKE = "Wood smoke in my father's sweater. I felt safe. I have loved that smoke all my life."
TUBEROSE = "At the wedding there was tuberose on every table. I cannot stand tuberose, I hate it."
ORANGE = "나는 할머니의 귤껍질 냄새를 제일 좋아한다. 겨울 난로 위에서 귤껍질이 말랐다."


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, encoder: EmbeddedModels) -> Iterator[Flowery]:
    settings = Settings(home=tmp_path_factory.mktemp("house"), memories_per_day=0)
    opened = open_flowery(settings, encoder)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def brief_reader(house: Flowery, reader: SmellReader) -> BriefReader:
    return BriefReader(house.lexicon, house.search, reader.read)


@pytest.fixture
def iris(house: Flowery) -> str:
    return house.tables.accounts.add(f"Iris {next(_numbers)}", "hash").id


@pytest.fixture
def sage(house: Flowery) -> str:
    return house.tables.accounts.add(f"Sage {next(_numbers)}", "hash").id


@pytest.fixture
def tell(house: Flowery, iris: str) -> Tell:
    """Keeps a memory of Iris and settles it; returns its id."""

    def keep(text: str, user_id: str = iris, **fields: str) -> str:
        kept = house.remember.keep(user_id, Draft(text=text, **fields))
        house.remember.settle(user_id, kept.memory.id)
        return kept.memory.id

    return keep


@pytest.fixture
def diary(tell: Tell) -> dict[str, str]:
    """Four memories of Iris: what they are about -> id."""
    return {
        "rain": tell(RAIN, title="Letters"),
        "smoke": tell(SMOKE, title="The sweater", emotion="comfort"),
        "tuberose": tell(TUBEROSE, title="Table nine", emotion="disgust"),
        "orange": tell(ORANGE, title="귤껍질", emotion="그리움"),
    }

"""A person in a process of their own: keeps and settles memories in a home, and says so on standard
output the moment each was acknowledged. Asked for it, the process dies at a durable step.

python -m tests.memories.diarist HOME USER FIRST COUNT [DIES_AT]
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from flowery.memories.intake import Draft, Upload
from flowery.memories.reading.extraction import SmellReader
from flowery.memories.remember import Remember
from flowery.perfumery.notes import load_taxonomy
from flowery.perfumery.words import load_lexicon
from flowery.storage import fault
from flowery.storage.database import Database
from flowery.storage.lock import WriterLock
from flowery.storage.originals import Originals
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from flowery.words.errors import DailyLimitReached
from flowery.words.settings import Settings
from tests.memories import files
from tests.models.fake import FakeModels


def opened(home: Path) -> Remember:
    taxonomy, lexicon, models = load_taxonomy(), load_lexicon(), FakeModels(offers=frozenset())
    database = Database(f"sqlite:///{home / 'flowery.db'}")
    database.migrate()
    return Remember(
        tables=Tables(database),
        originals=Originals(home / "originals"),
        vectors=Vectors(str(home / "lance"), models.dimensions),
        lock=WriterLock(home / "writer.lock"),
        models=models,
        settings=Settings(home=home),
        reader=SmellReader(taxonomy, lexicon),
        lexicon=lexicon,
        taxonomy=taxonomy,
    )


def draft(number: int) -> Draft:
    photo = Upload("gate.png", files.picture("PNG", f"#{number % 256:02x}80c0"))
    return Draft(text=f"Lilac at the gate, and tar. Number {number}.", files=(photo,))


def dying_at(point: int) -> Callable[[str], None]:
    left = [point]

    def strike(_name: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return strike


def main(home: str, user_id: str, first: str, count: str, dies_at: str = "") -> None:
    remember = opened(Path(home))
    print("open", flush=True)
    if dies_at:
        fault.arm(dying_at(int(dies_at)))
    for number in range(int(first), int(first) + int(count)):
        try:
            kept = remember.keep(user_id, draft(number))
        except DailyLimitReached:
            print("full", flush=True)
            continue
        print("kept" if kept.is_new else "known", number, kept.memory.id, flush=True)
        remember.settle(user_id, kept.memory.id)
        print("settled", number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A process that brings a home to another encoder, and dies in the middle of it when told so.

python -m tests.memories.mover HOME [DIES_AFTER]
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from flowery.models.embedded.models import EmbeddedModels
from flowery.wiring import open_flowery
from flowery.words.settings import Settings
from tests.models.remote import WithRemote


def main(home: str, dies_after: str = "") -> None:
    models = WithRemote(EmbeddedModels(Path(home) / "models"))
    left = int(dies_after or 0)

    def strike(_texts: Sequence[str], user_id: str | None) -> None:
        nonlocal left
        left -= user_id is not None
        if dies_after and left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    models.before = strike
    flowery = open_flowery(Settings(home=Path(home)), models)
    flowery.moving.run()
    print(len(models.personal), len(models.sent), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

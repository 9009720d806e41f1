"""A process that imports a file and dies (kill -9) at a seam: `HOME FILE [SEAM]`, where SEAM
counts the durable points that it passes.
"""

import itertools
import os
import signal
import sys
from pathlib import Path

from flowery.perfumery.importing import Desk
from flowery.perfumery.notes import load_taxonomy
from flowery.storage import fault
from flowery.storage.database import Database
from flowery.storage.tables import Tables

home, path = Path(sys.argv[1]), Path(sys.argv[2])
dies_at = int(sys.argv[3]) if len(sys.argv) > 3 else -1
points = itertools.count()


def strike(_point: str) -> None:
    if next(points) == dies_at:
        os.kill(os.getpid(), signal.SIGKILL)


database = Database(f"sqlite:///{home / 'flowery.db'}")
database.migrate()
desk = Desk(Tables(database), load_taxonomy(), home)
fault.arm(strike)
report = desk.bring(path, {})
print(report.read, report.added, report.merged, report.unchanged, report.refused)

"""What one process holds in memory with the large home: opened, every page seen, asked and written
to.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from benchmarks.browser import PAGES, on_page, signed_in
from benchmarks.homes import PERSON, Homes
from benchmarks.server import resident_megabytes, running
from benchmarks.table import Row, at_most
from flowery.memories.intake import Draft
from flowery.ui import session

QUESTIONS = (
    "a rainy library, nothing sweet, under 80 euros",
    "something for a summer evening, with neroli and without musk",
    "장미 없이 비 오는 날에 어울리는 향수",
    "which of my memories smell of smoke?",
)


def rows(homes: Homes) -> Iterator[Row]:
    """Megabytes of the process after all that; and of a server that only served its first page."""
    settings = homes.large()
    app = signed_in(settings)
    flowery = session.opened()
    user_id = flowery.tables.accounts.named(PERSON).id
    flowery.warm()  # as a server does after its first page
    for question in QUESTIONS:
        flowery.advice.ask(user_id, question)
    flowery.search.search("smoke and roses")
    kept = flowery.remember.keep(user_id, Draft(text="Woodsmoke in my hat until the spring."))
    flowery.remember.settle(user_id, kept.memory.id)
    for name in PAGES:
        on_page(app, name)
    yield at_most("resident memory", resident_megabytes(os.getpid()), 700, "MB")
    with running(settings.folder) as server:
        server.serve_page()
        yield Row("... of a server that served one page", f"{server.resident_megabytes():,.0f} MB")

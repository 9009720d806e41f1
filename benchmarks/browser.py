"""Somebody who goes through the pages of the large home, in this very process, as Streamlit's own
AppTest lets them.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.homes import PERSON
from flowery.ui import session
from flowery.words.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = ("home", "remember", "memories", "profile", "ask", "explore", "graph", "account", "teach")
_PATIENCE = 60


def signed_in(settings: Settings) -> AppTest:
    """The app as the person of the home sees it first."""
    logging.disable(logging.WARNING)  # Streamlit warns of every run without a browser
    os.environ |= {"FLOWERY_HOME": str(settings.folder), "FLOWERY_MEMORIES_PER_DAY": "0"}
    people = session.opened().people
    token = people.open_session(session.opened().tables.accounts.named(PERSON).id)
    session.token = lambda: token
    app = AppTest.from_file(str(ROOT / "flowery/ui/main.py"), default_timeout=_PATIENCE)
    return checked(app.run())


def on_page(app: AppTest, name: str) -> AppTest:
    """The app with another page open."""
    return checked(app.switch_page(str(ROOT / f"pages/{name}.py")).run())


def checked(app: AppTest) -> AppTest:
    """The app, unless the page it shows has failed."""
    if app.exception:
        raise RuntimeError(f"the page failed: {app.exception[0].message}")
    return app

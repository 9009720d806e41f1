"""The page *Explore*: the address says whether it is a search, a perfume, a note, perfumes beside
each other, or the weights of the search.
"""

from __future__ import annotations

from flowery.ui import look, paper, ways
from flowery.ui.explore import (
    compare as compare_view,
    note as note_page,
    results as explore_results,
    weights as explore_weights,
)
from flowery.ui.perfume import page as perfume_page
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole page."""
    paper.style()
    perfume, note, compared = (ways.opened(what) for what in ("perfume", "note", "compare"))
    if perfume is not None:
        perfume_page.show(user, perfume)
    elif note is not None:
        note_page.show(note)
    elif compared is not None:
        compare_view.show(compared)
    elif ways.opened("weights") is not None and user.is_admin:
        explore_weights.show(user)
    else:
        look.page(_("Explore"), _("Every perfume Flowery knows, in English or Korean words."))
        explore_results.show(user)

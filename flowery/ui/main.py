"""What Streamlit runs for every browser: find out who is here, then show a page or the gate.

It stands in this folder, not beside `pages/`, so that a request straight to a page passes here too.
"""

from pathlib import Path

import streamlit as st

from flowery.ui import gate, look, session, words
from flowery.ui.emblem import emblem
from flowery.ui.words import gettext as _

PAGES = Path(__file__).parents[2] / "pages"
AT_HAND = 5  # with the way to the others as many as a thumb can tell apart on 360 pixels

st.set_page_config("Flowery", emblem(is_dark=False), "wide", "collapsed")


def of_a_person() -> list[st.Page]:
    """The pages of everybody, in the order of the menu."""
    return _there(
        {
            "home": (_("Home"), ":material/home:"),
            "remember": (_("Remember"), ":material/edit_note:"),
            "memories": (_("Memories"), ":material/auto_stories:"),
            "profile": (_("Profile"), ":material/spa:"),
            "ask": (_("Ask"), ":material/forum:"),
            "explore": (_("Explore"), ":material/travel_explore:"),
            "graph": (_("Graph"), ":material/hub:"),
            "collection": (_("Collection"), ":material/shelves:"),
            "teach": (_("Teach me"), ":material/psychology_alt:"),
            "account": (_("Account"), ":material/person:"),
        }
    )


def of_an_administrator() -> list[st.Page]:
    """The pages an administrator has besides."""
    return _there(
        {
            "catalogue": (_("Catalogue"), ":material/library_books:"),
            "evaluation": (_("Evaluation"), ":material/query_stats:"),
            "tuning": (_("Fine-tuning"), ":material/tune:"),
            "settings": (_("Settings"), ":material/settings:"),
        }
    )


def _there(named: dict[str, tuple[str, str]]) -> list[st.Page]:
    return [
        st.Page(PAGES / f"{name}.py", title=title, icon=icon, default=name == "home")
        for name, (title, icon) in named.items()
        if (PAGES / f"{name}.py").exists()
    ]


def menu(pages: list[st.Page], here: st.Page) -> None:
    """The same pages for a phone, where the first line has no room for them: the daily ones at
    hand, the others one touch further.
    """
    further = pages[AT_HAND:]
    with st.container(key="menu", horizontal=True):
        for page in pages[:AT_HAND]:
            with st.container(key="menu_here" if page.url_path == here.url_path else None):
                st.page_link(page, width="stretch")
        is_further = here.url_path in {page.url_path for page in further}
        with (
            st.container(key="menu_here" if is_further else None),
            st.popover(_("More"), icon=":material/more_horiz:", type="tertiary", width="stretch"),
        ):
            for page in further:
                st.page_link(page, width="stretch")


def of_a_stranger() -> list[st.Page]:
    """Every address leads to the gate, and after a sign-in to the page it names."""
    names = sorted(path.stem for path in PAGES.glob("*.py") if path.stem != "home")
    first = st.Page(gate.show, title="Flowery", url_path="home", default=True)
    return [first, *(st.Page(gate.show, title="Flowery", url_path=name) for name in names)]


gate.open_home()
here = session.user()
session.keep_apart(here)
words.speak_to(None if here is None or session.is_example(here) else here)
look.style()
if here is None:
    st.navigation(of_a_stranger(), position="hidden").run()
else:
    st.logo(emblem(is_dark=st.context.theme.type == "dark"), size="large")
    pages = {"": of_a_person()}
    if here.is_admin:
        pages[_("This house")] = of_an_administrator()
    chosen = st.navigation(pages, position="top")
    menu([page for part in pages.values() for page in part], chosen)
    gate.say_if_example(here)
    chosen.run()

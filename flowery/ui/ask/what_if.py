"""What if: an answer without one memory, or with one dislike let go, before anything is decided."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from flowery.ui import look, naming, paper, session, ways
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Answer, Dislike, Look, Recommendation, ScentMemory, User

_MEMORY, _DISLIKE = "memory:", "dislike:"


def show(user: User, answer: Answer) -> None:
    """The whole part; it is worked out when it is opened."""
    opened = st.expander(
        _("What if …"),
        key=f"what-if-{answer.question_id}",
        on_change="rerun",
        icon=":material/alt_route:",
    )
    if opened.open:
        with opened, look.sentences():
            _supposed(user, answer)


def _supposed(user: User, answer: Answer) -> None:
    own = session.opened().tables.of(user.id)
    memories = {f"{_MEMORY}{memory.id}": memory for memory in _nearest(answer, own.diary.list())}
    stated = [one for one in own.tastes.dislikes() if one.level != "allergy"]
    dislikes = {f"{_DISLIKE}{one.id}": one for one in stated}
    if not memories and not dislikes:
        st.write(_("There is no memory and no dislike to leave out yet."))
        return
    st.html(paper.paragraph(_("Leave something out, and look. Nothing is kept by looking.")))
    chosen = st.selectbox(
        _("Without"),
        [*memories, *dislikes],
        index=None,
        format_func=lambda one: _named(memories.get(one), dislikes.get(one)),
        placeholder=_("choose a memory or a dislike"),
        key=f"what-if-of-{answer.question_id}",
    )
    if chosen is not None:
        _looked(user, answer, memories.get(chosen), dislikes.get(chosen))


def _nearest(answer: Answer, memories: Sequence[ScentMemory]) -> list[ScentMemory]:
    """All memories, those that the answer rests on first."""
    reasons = (r for one in answer.recommendations for r in (*one.supports, *one.opposes))
    named = dict.fromkeys(r.memory_id for r in reasons if r.memory_id)
    order = {memory_id: place for place, memory_id in enumerate(named)}
    return sorted(memories, key=lambda memory: order.get(memory.id, len(order)))


def _named(memory: ScentMemory | None, dislike: Dislike | None) -> str:
    if memory is not None:
        return _("the memory “{title}”").format(title=paper.shortened(naming.title_of(memory), 60))
    subject = dislike.subject if dislike is not None else ""
    named = naming.subject_name(session.opened().taxonomy, subject)
    return _("the dislike of {subject}").format(subject=named)


def _looked(
    user: User, answer: Answer, memory: ScentMemory | None, dislike: Dislike | None
) -> None:
    found = session.opened().advice.look(
        user.id,
        answer.question,
        len(answer.recommendations),
        answer.brief,
        without=memory.id if memory is not None else None,
        relaxed=dislike.subject if dislike is not None else None,
    )
    _changed(found)
    if memory is not None:
        said = _("Open this memory; there it can be forgotten")
        ways.link("memories", said, icon=":material/auto_stories:", memory=memory.id)
    if dislike is not None:
        _taken_back(user, dislike)


def _changed(found: Look) -> None:
    if not (found.came or found.went or found.moved):
        st.html(paper.paragraph(_("Nothing in this list would change."), "fl-plain"))
        return
    _listed(_("Would come in"), [(one, "") for one in found.came], ":material/add:")
    _listed(_("Would go out"), [(one, "") for one in found.went], ":material/remove:")
    moved = [(one, _moved(now, then)) for one, now, then in found.moved]
    _listed(_("Would move"), moved, ":material/swap_vert:")


def _moved(now: int, then: int) -> str:
    return _(" · from place {now} to {then}").format(now=now, then=then)


def _listed(title: str, perfumes: Sequence[tuple[Recommendation, str]], icon: str) -> None:
    if perfumes:
        st.html(paper.paragraph(title, "fl-part"))
        for one, more in perfumes:
            ways.link("explore", f"{one.title}{more}", icon=icon, perfume=one.fragrance_id)


def _taken_back(user: User, dislike: Dislike) -> None:
    st.html(paper.paragraph(_("It stands until you take it back yourself.")))
    if st.button(_("Take this dislike back"), key=f"relent-{dislike.id}", icon=":material/undo:"):
        session.writing().learning.relent(user.id, dislike.id)
        look.drawn_anew(_("Taken back. Ask again to see the new answer."))

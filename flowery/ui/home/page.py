"""The page *Home*: the radar with what changed, the newest memories, the last answers, and the one
next step that would help most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from flowery.ui import charts, look, naming, paper, radar, session, sums, ways
from flowery.ui.axes import axis_name
from flowery.ui.home.next_step import NextStep, next_step
from flowery.ui.memories.card import card
from flowery.ui.memories.choice import Smells, smells_by_memory
from flowery.ui.profile import radar as profile_radar
from flowery.ui.settings import ending
from flowery.ui.tuning import usage as tuning_usage
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import AXES, Answer, ExtractedScent, ScentMemory, User

_MEMORIES = 3
_ANSWERS = 3
_MOVED = 3
_LOOKED_AT = 10  # answers; an unrated older one is no step for today


def show(user: User) -> None:
    """The whole page."""
    look.page(_("Home"), _("What you remember, what Flowery makes of it, and what comes next."))
    paper.style()
    tuning_usage.say_if_unusual(user)
    ending.say_if_ending(user)
    flowery = session.opened()
    own = flowery.tables.of(user.id)
    memories = own.diary.list()
    placed = own.readings.standing()
    answers = flowery.advice.history(user.id, _LOOKED_AT)
    _step(next_step(memories, placed, answers, own.teachings.list()), memories, answers)
    if not memories and not answers:
        _how()
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        _taste(user)
    with right:
        _answers(answers[:_ANSWERS])
    _memories(user, memories[:_MEMORIES], smells_by_memory(placed))
    _for_another(user)


def _for_another(user: User) -> None:
    """The way to begin a gift, until somebody knows it."""
    if user.guardian_id is None and not session.opened().people.tastes(user):
        said = _("A gift for somebody? Begin a taste for them, apart from yours.")
        ways.link("account", said, icon=":material/redeem:", part="tastes")


def _step(step: NextStep, memories: Sequence[ScentMemory], answers: Sequence[Answer]) -> None:
    """The next step: one sentence and one way to do it."""
    titles = {memory.id: naming.title_of(memory) for memory in memories}
    questions = {answer.question_id: answer.question for answer in answers}
    with st.container(border=True, key="next_step"):
        st.html(paper.paragraph(_("The next step"), "fl-quiet"))
        st.html(paper.paragraph(_step_said(step, titles, questions), "fl-step"))
        _way(step)


def _step_said(step: NextStep, titles: Mapping[str, str], questions: Mapping[str, str]) -> str:
    title = paper.shortened(titles.get(step.subject, ""), 60)
    question = paper.shortened(questions.get(step.subject, ""), 80)
    if step.kind == "write_more":
        return ngettext(
            "{number} more memory, and Flowery can begin to tell what you love.",
            "{number} more memories, and Flowery can begin to tell what you love.",
            step.number,
        ).format(number=step.number)
    if step.kind == "teach":
        return ngettext(
            "{number} short question, and Flowery can tell far better what you would love.",
            "{number} short questions, and Flowery can tell far better what you would love.",
            step.number,
        ).format(number=step.number)
    return {
        "write_first": _(
            "Write down one smell you would know anywhere. For example: “My father peeled an "
            "orange in one long ribbon and laid the peel on the stove.”"
        ),
        "finish": _("“{title}” waits for a line of words from you.").format(title=title),
        "ask": _("Ask your first question; say it as you would to a friend in a perfume shop."),
        "rate": _("How good was the answer to “{question}”?").format(question=question),
        "confirm": _(
            "Flowery understood {number} smells in “{title}” that you did not name. Is it right?"
        ).format(number=step.number, title=title),
        "remember": _("What did today smell of? One small memory keeps the profile honest."),
    }[step.kind]


def _way(step: NextStep) -> None:
    icon = ":material/arrow_forward:"
    if step.kind in ("finish", "confirm"):
        ways.link("memories", _("Open the memory"), icon=icon, memory=step.subject)
    elif step.kind == "rate":
        ways.link("ask", _("Rate the answer"), icon=icon, question=step.subject)
    elif step.kind == "teach":
        ways.link("teach", _("Answer a question"), icon=icon)
    elif step.kind == "ask":
        ways.link("ask", _("Ask a question"), icon=icon)
    else:
        ways.link("remember", _("Write a memory"), icon=icon)


def _how() -> None:
    """What Flowery does, for somebody who has just arrived."""
    steps = (
        (_("Remember"), _("You write or photograph a moment. Flowery reads the smells in it.")),
        (_("See"), _("They grow into a profile. Every number of it opens down to your sentences.")),
        (_("Ask"), _("Ask in plain words and get real perfumes, with reasons for and against.")),
    )
    for column, (title, said) in zip(st.columns(3, gap="large"), steps, strict=True):
        with column:
            st.html(f"{paper.paragraph(title, 'fl-name')}{paper.paragraph(said, 'fl-plain')}")


def _taste(user: User) -> None:
    st.subheader(_("Your taste now"), anchor=False)
    profile = session.opened().taste.profile(user.id)
    if not profile.evidence:
        st.html(paper.paragraph(_("There is too little to tell yet.")))
        return
    before = profile_radar.before_last(user)
    now = radar.Ring(_("now"), profile.values)
    rings = [now, *([before] if before is not None else [])]
    charts.draw(radar.chart(rings), "home.radar")
    if before is not None:
        st.html(paper.paragraph(_changed(now.values, before.values)))
    ways.link("profile", _("Open your profile"), icon=":material/spa:")


def _changed(now: Mapping[str, float], before: Mapping[str, float]) -> str:
    by = {axis: 100 * (now[axis] - before[axis]) for axis in AXES}
    moved = [axis for axis in sorted(by, key=lambda axis: -abs(by[axis])) if abs(by[axis]) >= 0.05]
    if not moved:
        return _("The last thing you said changed nothing in it.")
    said = ", ".join(
        f"{axis_name(axis)}\N{NO-BREAK SPACE}{sums.signed(by[axis])}" for axis in moved[:_MOVED]
    )
    return _("Since the last thing you said: {changes}").format(changes=said)


def _answers(answers: Sequence[Answer]) -> None:
    st.subheader(_("Last answers"), anchor=False)
    if not answers:
        st.html(paper.paragraph(_("You have not asked anything yet.")))
        ways.link("ask", _("Ask a question"), icon=":material/forum:")
    for answer in answers:
        first = answer.recommendations[0] if answer.recommendations else None
        found = first.title if first else _("found in your memories")
        if answer.kind != "search" and first is None:
            found = paper.shortened(answer.answer, 90)
        stars = f" · {'★' * answer.stars}" if answer.stars else ""
        with st.container(gap="xsmall", key=f"answer-{answer.question_id}"):
            ways.link("ask", answer.question, question=answer.question_id)
            st.html(paper.paragraph(f"{found}{stars}"))


def _memories(user: User, memories: Sequence[ScentMemory], smells: Smells) -> None:
    if not memories:
        return
    st.subheader(_("Newest memories"), anchor=False)
    for column, memory in zip(st.columns(_MEMORIES), memories, strict=False):
        with column:
            found: tuple[ExtractedScent, ...] = tuple(smells.get(memory.id, ()))
            card(memory, found, user.time_zone, is_here=False)
    ways.link("memories", _("All memories"), icon=":material/auto_stories:")

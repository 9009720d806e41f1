"""The part *Examples* of *Fine-tuning*: what people taught, one example at a time, to be accepted,
discarded or flagged. Names stand replaced in everything that is shown.

It knows the queue and its filters; how one example looks is `tuning_example`'s to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast, get_args

import streamlit as st

from flowery.learning.examples import Wanted
from flowery.ui import look, session
from flowery.ui.tuning import example as tuning_example
from flowery.ui.tuning.example_words import before_and_after, source_said, state_said
from flowery.ui.words import LANGUAGES, gettext as _, literal, ngettext
from flowery.words.vocabulary import ExampleSource, ExampleState, User, Verdict

_PLACE = "examples.place"
_FILTER = "examples.filter"


def show(user: User) -> None:
    """The whole part."""
    with look.sentences(), st.spinner(_("Looking for what was taught since …")):
        session.opened().examples.gather()
    counts = session.opened().examples.review.counts(user)
    if not counts:
        _nothing_yet()
        _try_out(user)
        return
    wanted = _wanted(counts)
    queue = session.opened().examples.review.queue(user, wanted, 1, _place(user, wanted))
    if queue.examples:
        _one(user, wanted, queue.count, queue.examples[0].id)
    else:
        st.info(_("No example is like that. Choose another state, or fewer conditions."))
    _agreement(user)
    _try_out(user)


def _nothing_yet() -> None:
    st.info(
        _(
            "There is nothing to learn from yet. Examples are made of rated answers and corrected "
            "smells, and only of people who switched that on under Account, Your data."
        )
    )


def _wanted(counts: Mapping[str, int]) -> Wanted:
    def said(state: str) -> str:
        if state == "all":
            return _("All ({count})").format(count=f"{sum(counts.values()):,}")
        return f"{state_said(cast(ExampleState, state))} ({counts.get(state, 0):,})"

    with st.container(horizontal=True, vertical_alignment="center"):
        state = st.segmented_control(
            _("Which examples"),
            [*get_args(ExampleState), "all"],
            default="waiting",
            format_func=said,
            key=f"{_FILTER}.state",
            on_change=_from_the_first,
            label_visibility="collapsed",
        )
        with st.popover(_("Conditions"), icon=":material/filter_list:"):
            source = _choice(_("Made of"), "source", get_args(ExampleSource), source_said)
            language = _choice(_("Language"), "language", tuple(LANGUAGES), LANGUAGES.__getitem__)
            least = st.slider(
                _("Quality at least"),
                0,
                100,
                0,
                5,
                format="%d %%",
                key=f"{_FILTER}.quality",
                on_change=_from_the_first,
            )
            disagrees = _toggle(_("Model and person disagree"), "disagrees")
            second = _toggle(_("Waits for a second opinion"), "second")
    return Wanted(
        state=None if state in (None, "all") else state,
        source=source,
        language=language,
        least_quality=least / 100,
        disagrees=disagrees,
        wants_second=second,
    )


def _choice(label: str, name: str, options: Sequence[str], said: Callable[[Any], str]) -> Any:
    chosen = st.selectbox(
        label,
        ("", *options),
        format_func=lambda one: said(one) if one else _("Any"),
        key=f"{_FILTER}.{name}",
        on_change=_from_the_first,
    )
    return chosen or None


def _toggle(label: str, name: str) -> bool:
    return st.toggle(label, key=f"{_FILTER}.{name}", on_change=_from_the_first)


def _from_the_first() -> None:
    st.session_state[_PLACE] = 0


def _place(user: User, wanted: Wanted) -> int:
    """Where in the queue one is; its end may have moved."""
    count = session.opened().examples.review.queue(user, wanted, 0).count
    place = min(int(st.session_state.get(_PLACE, 0)), max(0, count - 1))
    st.session_state[_PLACE] = place
    return place


def _one(user: User, wanted: Wanted, count: int, example_id: str) -> None:
    _steps(count)
    looked = session.opened().examples.review.look(user, example_id)
    tuning_example.show(looked)
    _verdicts(user, wanted, example_id)
    tuning_example.show_acts(user, looked)


def _steps(count: int) -> None:
    place = st.session_state[_PLACE]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Previous"),
            shortcut="P",
            disabled=place == 0,
            on_click=_move,
            args=(-1,),
            key="examples.previous",
        )
        st.markdown(_("{place} of {count}").format(place=f"{place + 1:,}", count=f"{count:,}"))
        st.button(
            _("Next"),
            shortcut="N",
            disabled=place + 1 >= count,
            on_click=_move,
            args=(1,),
            key="examples.next",
        )


def _move(by: int) -> None:
    st.session_state[_PLACE] += by


def _verdicts(user: User, wanted: Wanted, example_id: str) -> None:
    said: dict[Verdict, tuple[str, str, str]] = {
        "accepted": (_("Accept"), "A", ":material/check:"),
        "discarded": (_("Discard"), "D", ":material/delete:"),
        "flagged": (_("Flag"), "F", ":material/flag:"),
    }
    with st.container(horizontal=True):
        for verdict, (label, keys, icon) in said.items():
            if st.button(
                label,
                shortcut=keys,
                icon=icon,
                type="primary" if verdict == "accepted" else "secondary",
                key=f"examples.{verdict}",
            ):
                _say(user, wanted, example_id, verdict)


def _say(user: User, wanted: Wanted, example_id: str, verdict: Verdict) -> None:
    with look.sentences():
        example = session.writing().examples.review.say(user, example_id, verdict)
        if wanted.state in (None, example.state):
            st.session_state[_PLACE] += 1
        look.drawn_anew(f"{state_said(example.state)}.")


def _agreement(user: User) -> None:
    """How far two reviewers agree, once they have something in common."""
    agreed = session.opened().examples.review.agreement(user)
    if not agreed:
        return
    with st.expander(_("How far reviewers agree")):
        for one in agreed:
            said = _("{one} and {other} said the same of {same} of {both} examples.").format(
                one=literal(one.one), other=literal(one.other), same=one.same, both=one.both
            )
            kappa = (
                _("Beyond chance: {kappa} (Cohen's kappa; 1 is perfect, 0 is chance).").format(
                    kappa=f"{one.kappa:.2f}"
                )
                if one.kappa is not None
                else _("Both always say the same word, so chance explains it as well.")
            )
            st.markdown(f"{said} {kappa}")


def _try_out(user: User) -> None:
    """Any text, before and after."""
    with st.expander(_("See how names are replaced")):
        st.write(
            _(
                "Names of people and places, addresses, numbers and birthdays go before anything "
                "is reviewed or leaves this machine; perfumes, houses and notes stay. Try a text; "
                "it is not kept."
            )
        )
        text = st.text_area(_("A text"), key="examples.tried", max_chars=2_000)
        if text.strip():
            pieces = session.opened().examples.replaced(user.id, text)
            before_and_after([pieces])
            number = sum(piece.is_replaced for piece in pieces)
            said = ngettext(
                "{number} place was replaced.", "{number} places were replaced.", number
            )
            st.caption(said.format(number=number))

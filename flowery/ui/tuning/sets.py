"""The part *Sets* of *Fine-tuning*: freeze accepted examples, and take a set along as a file."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from flowery.learning.examples import Export, Format
from flowery.ui import look, session, words
from flowery.ui.tuning.example_words import counts_said, split_said
from flowery.ui.words import gettext as _, literal, ngettext
from flowery.words.vocabulary import Split, TrainingSet, User

_MEDIA = {"sft": "application/jsonl", "dpo": "application/jsonl", "csv": "text/csv"}
_ENDS = {"sft": "sft.jsonl", "dpo": "dpo.jsonl", "csv": "csv"}


def show(user: User) -> None:
    """The whole part."""
    _freeze(user)
    sets = session.opened().examples.sets.every(user)
    st.subheader(_("Frozen sets"), anchor=False)
    if not sets:
        st.write(_("No set is frozen yet. A set never changes; it only loses what is withdrawn."))
        return
    for one in sets:
        _set(user, one)
    part = st.expander(
        _("Take a set along"), key="sets.along", on_change="rerun", icon=":material/download:"
    )
    if part.open:  # a file is made of a thousand examples only for whoever wants it
        with part:
            _take_along(user, sets)


def _freeze(user: User) -> None:
    plan = session.opened().examples.sets.planned(user)
    st.subheader(_("Freeze a new set"), anchor=False)
    size = sum(plan.counts.values())
    if not size:
        st.info(_("No example is accepted yet. Go through the examples first."))
        return
    people = ngettext("{number} person", "{number} people", plan.people).format(number=plan.people)
    st.write(
        _("{size} accepted examples of {people}: {parts}.").format(
            size=f"{size:,}", people=people, parts=counts_said(plan.counts)
        )
    )
    st.caption(
        _("A person is in one part only, and the latest judge. Of one person alone, time parts it.")
    )
    if plan.repeats:
        st.caption(
            ngettext(
                "{number} is left out, since it nearly repeats one that judges.",
                "{number} are left out, since they nearly repeat one that judges.",
                plan.repeats,
            ).format(number=plan.repeats)
        )
    if st.button(_("Freeze"), type="primary", icon=":material/ac_unit:", key="sets.freeze"):
        with look.sentences():
            made = session.writing().examples.sets.freeze(user)
            look.drawn_anew(_("Set {number} is frozen.").format(number=made.number))


def _set(user: User, one: TrainingSet) -> None:
    names = {p.id: p.name for p in session.opened().tables.accounts.list()}
    with st.container(border=True):
        st.markdown(f"**{set_name(one)}** · {counts_said(one.counts)}")
        by = literal(names.get(one.by or "", _("an account that is gone")))
        when = words.moment(one.frozen_at, user.time_zone)
        st.caption(f"{when} · {by} · `{one.content_hash[:12]}`")
        if one.withdrawn:
            st.caption(
                ngettext(
                    "{number} example was withdrawn since.",
                    "{number} examples were withdrawn since.",
                    one.withdrawn,
                ).format(number=one.withdrawn)
            )


def set_name(one: TrainingSet) -> str:
    """What a set is called."""
    return _("Set {number}").format(number=one.number)


def _take_along(user: User, sets: tuple[TrainingSet, ...]) -> None:
    chosen = st.selectbox(_("Which set"), sets, format_func=set_name, key="sets.chosen")
    format: Format = st.radio(
        _("As what"), get_args(Format), format_func=_format_said, key="sets.format"
    )
    part = st.selectbox(
        _("Which part"),
        (None, *get_args(Split)),
        format_func=lambda one: split_said(one) if one else _("All of it"),
        key="sets.part",
    )
    with look.sentences():
        _file(user, chosen, format, part)


def _file(user: User, chosen: TrainingSet, format: Format, part: Split | None) -> None:
    flowery = session.opened()
    made = flowery.examples.exports.export(user, chosen.id, format, part)
    lines = ngettext("{number} line", "{number} lines", made.lines).format(number=f"{made.lines:,}")
    st.write(
        _("{lines}, about {tokens} tokens. Every line was checked.").format(
            lines=lines, tokens=f"{made.tokens:,}"
        )
    )
    if made.left_out:
        st.caption(
            ngettext(
                "{number} example cannot be written so and is left out.",
                "{number} examples cannot be written so and are left out.",
                made.left_out,
            ).format(number=made.left_out)
        )
    if format != "csv":
        _cost(made)
    st.download_button(
        _("Download"),
        data=made.content,
        file_name=f"flowery-set-{chosen.number}{f'-{part}' if part else ''}.{_ENDS[format]}",
        mime=_MEDIA[format],
        icon=":material/download:",
        on_click="ignore",
        key="sets.download",
    )
    st.caption(_("Names of people and places are replaced in it. No copy of it is kept here."))


def _cost(made: Export) -> None:
    """About what training would cost, by the price in the settings."""
    price = session.opened().connections.now().prices.trained
    epochs = int(st.number_input(_("Times through the set"), 1, 50, 3, key="sets.epochs"))
    if not price:
        st.caption(_("Type in Settings what training costs, to see what it would come to."))
        return
    said = _("Training on it would cost about {cost} US dollars.")
    st.write(said.format(cost=f"{made.cost(epochs, price):,.2f}"))


def _format_said(format: Format) -> str:
    return {
        "sft": _("Conversations to imitate (SFT)"),
        "dpo": _("Pairs of a better and a worse answer (DPO)"),
        "csv": _("A table (CSV)"),
    }[format]

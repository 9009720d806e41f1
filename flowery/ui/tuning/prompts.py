"""The part *Prompts*: what models are told, edition by edition, and in which style."""

from __future__ import annotations

import streamlit as st

from flowery.models.prompts import Prompt
from flowery.ui import look, session, words
from flowery.ui.tuning.words import purpose_name
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import PromptEdition, User


def show(user: User) -> None:
    """The whole part."""
    prompts = session.opened().tuning.prompts
    st.markdown(
        _(
            "A prompt is sent only where a model is named. Whatever it says, what comes back is "
            "checked: names that were not given are refused."
        )
    )
    purpose = st.selectbox(
        _("Prompt for"), list(prompts.shipped), format_func=purpose_name, key="tuning.purpose"
    )
    prompt = prompts.prompt(purpose)
    editions = prompts.editions(user, purpose)
    here = prompts.in_use(user, purpose)
    uses = prompts.uses(user)
    for edition in editions:
        _edition(user, edition, here, uses.get(edition.name, 0))
    _shipped(user, prompt, here, uses.get(prompt.name, 0))
    _new(user, prompt, next((one for one in editions if one.number == here), None))


def _edition(user: User, edition: PromptEdition, here: int, uses: int) -> None:
    people = {one.id: one.name for one in session.opened().tables.accounts.list()}
    made = _("Made by {who}, {when}").format(
        who=people.get(edition.made_by or "", _("an account that is gone")),
        when=words.moment(edition.created_at, user.time_zone),
    )
    style = ", ".join(f"{name}: {chosen}" for name, chosen in edition.style.items())
    told = [made, _sent(uses), style, edition.model]
    if edition.temperature is not None:
        told.append(_("temperature {degree}").format(degree=f"{edition.temperature:g}"))
    with st.container(border=True):
        _head(user, edition.purpose, edition.number, here, edition.remark)
        st.caption(words.literal(" · ".join(one for one in told if one)))
        st.code(edition.template, language=None, wrap_lines=True)


def _shipped(user: User, prompt: Prompt, here: int, uses: int) -> None:
    with st.container(border=True):
        _head(user, prompt.purpose, 1, here, _("comes with Flowery"))
        st.caption(_sent(uses))
        st.code(prompt.template, language=None, wrap_lines=True)
        st.caption(_("Always last: “{guard}”").format(guard=words.literal(prompt.guard)))


def _head(user: User, purpose: str, number: int, here: int, remark: str) -> None:
    said = _("Edition {number}").format(number=number)
    more = f" · {words.literal(remark)}" if remark else ""
    st.markdown(f"**{said}**{more}")
    if number == here:
        st.caption(_("In use."))
    elif st.button(_("Put it into use"), key=f"tuning.prompt.{purpose}.{number}"):
        with look.sentences():
            session.writing().tuning.prompts.use(user, purpose, number)
            look.drawn_anew(_("Edition {number} is in use.").format(number=number))


def _sent(uses: int) -> str:
    if not uses:
        return _("never sent")
    return words.ngettext("sent {uses} time", "sent {uses} times", uses).format(uses=f"{uses:,}")


def _new(user: User, prompt: Prompt, edition: PromptEdition | None) -> None:
    """A form for another edition, beginning with the one in use."""
    style = dict(edition.style) if edition else {}
    with st.expander(_("Write another edition")), st.form(f"tuning.new.{prompt.purpose}"):
        template = st.text_area(
            _("Template"), edition.template if edition else prompt.template, height=260
        )
        if prompt.choices:
            names = ", ".join(f"{{{name}}}" for name in prompt.choices)
            st.caption(_("It must hold the placeholders {names}.").format(names=names))
        chosen = {
            name: st.selectbox(
                words.literal(name), choices, choices.index(style.get(name, choices[0]))
            )
            for name, choices in prompt.choices.items()
        }
        model = st.text_input(
            _("Another model"),
            edition.model if edition else "",
            help=_("The id of a model of the same endpoint; empty for the usual one."),
        )
        heat = st.number_input(
            _("Temperature"), 0.0, 2.0, edition.temperature if edition else None, 0.1
        )
        remark = st.text_input(_("Remark"), max_chars=200)
        if st.form_submit_button(_("Keep this edition"), type="primary"):
            with look.sentences():
                prompts, told = session.writing().tuning.prompts, (model, heat, remark)
                made = prompts.add(user, prompt.purpose, template, chosen, *told)
                said = _("Edition {number} is kept. Put it into use when you are ready.")
                look.drawn_anew(said.format(number=made.number))

"""The words of the page Settings for purposes, abilities and what was found of them."""

from __future__ import annotations

from flowery.models.connection import Connection, Purpose
from flowery.storage.connections import Finding
from flowery.ui import words
from flowery.ui.words import gettext as _, ngettext


def purpose_name(purpose: str) -> str:
    """What a model is named for."""
    return {
        "chat": _("Words"),
        "smells": _("Reading smells"),
        "enhance": _("Retelling a memory"),
        "brief": _("Understanding a question"),
        "explain": _("Wording an answer"),
        "compare": _("Wording a comparison"),
        "see": _("Photos and pages that are pictures"),
        "transcribe": _("Voice notes"),
        "embed": _("Likeness of texts"),
        "tune": _("Fine-tuning"),
    }[purpose]


def purpose_help(purpose: Purpose) -> str | None:
    """What is done with it, where the name does not say it."""
    return {
        "chat": _("Reads smells, retells memories, understands questions and words answers."),
        "see": _("Says what a picture shows and what it would smell of."),
        "transcribe": _("Writes voice notes down."),
        "embed": _(
            "Finds the memories and perfumes that are like a question. Changing it is safe."
        ),
        "tune": _("The model that trainings at the endpoint begin with."),
    }.get(purpose)


def in_a_sentence(connection: Connection) -> str:
    """What leaves this machine, and to where."""
    if not connection.address:
        return _("Nothing leaves this machine: the models inside Flowery do it all.")
    if model := connection.model("explain"):
        return _("Answers are worded by {model} at {host}.").format(
            model=words.literal(model), host=words.literal(connection.host)
        )
    if connection.used_for():
        said = _("{host} is connected, and no model there words answers.")
    else:
        said = _("{host} is connected, and no model of it is named yet.")
    return said.format(host=words.literal(connection.host))


def found_said(one: Finding) -> str:
    """What a probe found, in a sentence."""
    if one.what == "list":
        return _listed_said(one)
    if one.found in ("no", "unclear"):
        return f"{_ability(one)}, {one.model}: {words.sentence(one.told)}"
    return _able(one).format(model=one.model, number=one.found)


def sign_of(one: Finding) -> str:
    """The outcome as a sign that stands before the sentence."""
    return {"no": "✗", "unclear": "?", "blind": "?"}.get(one.found, "✓")


def _listed_said(one: Finding) -> str:
    if one.found.isdigit():
        number = int(one.found)
        said = ngettext(
            "The endpoint lists {number} model.", "The endpoint lists {number} models.", number
        )
        return said.format(number=f"{number:,}")
    if one.told:
        return words.sentence(one.told)
    return _("The endpoint lists no models; type their ids.")


def _able(one: Finding) -> str:
    return {
        ("answer", "schema"): _("{model} answers, and keeps to the form it is asked for."),
        ("answer", "json"): _("{model} answers in JSON; a schema it does not take."),
        ("answer", "text"): _("{model} answers in words alone; the form is asked for in words."),
        ("see", "yes"): _("{model} sees pictures."),
        ("see", "blind"): _("{model} takes pictures, but did not name the colour of one."),
        ("transcribe", "yes"): _("{model} writes voice notes down."),
        ("tune", "yes"): _("The endpoint trains models, beginning with {model}."),
    }.get((one.what, one.found), _("{model} embeds; its vectors have {number} numbers."))


def _ability(one: Finding) -> str:
    purposes = {"answer": "chat", "see": "see", "embed": "embed"}
    return purpose_name(purposes.get(one.what, one.what))


def told_by_endpoints() -> tuple[str, ...]:
    """What is said of an endpoint that fails. They are found again by `words.sentence`."""
    return (
        _("The model endpoint has no {model}: check its address and the model's id."),
        _("The account at the model endpoint has no credit left: top it up."),
        _("The model endpoint has too many requests: try again in a minute."),
        _("The model endpoint has a fault (status {status}): try again later."),
        _("The model endpoint did not accept the request (status {status})."),
        _("The model endpoint sent more than an answer can be: try again."),
        _("What answered is not a model endpoint: check its address."),
        _("The model {model} answered twice in a form that cannot be used: try again."),
    )

"""What things are called on the pages: smells, periods of life, states, reactions.

It joins ids with the names the taxonomy has for them; it draws nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from flowery.perfumery.notes import Taxonomy
from flowery.ui.axes import axis_name, leading
from flowery.ui.memories.smells_on_words import ShownSmell
from flowery.ui.words import day, gettext as _, language
from flowery.words.vocabulary import (
    AXES,
    Accord,
    ExtractedScent,
    Level,
    ReactionKind,
    ScentMemory,
)

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")


def note_name(taxonomy: Taxonomy, note: str) -> str:
    """A note or accord in the language of this person."""
    return taxonomy.label(note, language())


def accord_name(taxonomy: Taxonomy, accord: str) -> str:
    """An accord; notes may bear the same id."""
    return _named(taxonomy.accords.get(accord), accord)


def family_name(taxonomy: Taxonomy, family: str) -> str:
    """A family; accords may bear the same id."""
    return _named(taxonomy.families.get(family), family)


def _named(known: Accord | None, fallback: str) -> str:
    if known is None:
        return fallback.replace("_", " ")
    return known.korean if language() == "ko" and known.korean else known.name


def subject_name(taxonomy: Taxonomy, subject: str) -> str:
    """ "note:rose", "axis:gourmand" or "accord:amber" as it is said."""
    kind, _colon, name = subject.partition(":")
    if kind == "axis" and name in AXES:
        return axis_name(name)
    return accord_name(taxonomy, name) if kind == "accord" else note_name(taxonomy, name)


def axis_of(taxonomy: Taxonomy, note: str | None) -> str | None:
    """The axis a note leads to; None when it is unknown."""
    known = taxonomy.notes.get(note) if note else None
    return leading(known.axes) if known else None


def axis_of_accord(taxonomy: Taxonomy, accord: str) -> str | None:
    """The axis an accord leads to; None when it is unknown."""
    known = taxonomy.accords.get(accord)
    return leading(known.axes) if known else None


def note_family_said(family: str) -> str:
    """What sort of thing a note is."""
    return {
        "citrus": _("a citrus"),
        "drink": _("a drink"),
        "earth_moss": _("earth and moss"),
        "flower": _("a flower"),
        "fruit": _("a fruit"),
        "gourmand": _("something to eat"),
        "green": _("something green"),
        "herb": _("a herb"),
        "leather_animal": _("leather or animal"),
        "mineral": _("a mineral"),
        "powder_musk": _("powder or musk"),
        "resin": _("a resin"),
        "smoke": _("smoke"),
        "spice": _("a spice"),
        "water": _("water"),
        "white_flower": _("a white flower"),
        "wood": _("a wood"),
    }.get(family, family.replace("_", " "))


def shown_smells(taxonomy: Taxonomy, smells: Iterable[ExtractedScent]) -> tuple[ShownSmell, ...]:
    """Smells in the order of the text, numbered; what only a picture shows comes last."""
    ordered = sorted(smells, key=lambda s: (s.start is None, s.start or 0, s.source, s.id))
    return tuple(
        ShownSmell(number, smell, smell_name(taxonomy, smell), axis_of(taxonomy, smell.note))
        for number, smell in enumerate(ordered, start=1)
    )


def smell_name(taxonomy: Taxonomy, smell: ExtractedScent) -> str:
    """The note of a smell; what no note stands for is called by its own words."""
    return note_name(taxonomy, smell.note) if smell.note else f"“{smell.source}”"


def heading_of(memory: ScentMemory, zone: str) -> str:
    """What stands above the words of a memory: its title, else, as in any diary, its day."""
    return " ".join(memory.title.split()) or day(memory.created_at, zone)


def title_of(memory: ScentMemory) -> str:
    """What a memory is called where its words are not seen: its title, else its first words."""
    first = " ".join((memory.title or memory.words)[:200].split())
    return first or _("A memory without words")


def year_of(memory: ScentMemory) -> int | None:
    """The year a memory happened in, as far as the person's words for the time name one."""
    year = _YEAR.search(memory.happened)
    return int(year[0]) if year else None


def period_of(memory: ScentMemory) -> str:
    """The decade a memory happened in, or the person's own words for the time."""
    year = year_of(memory)
    if year is not None:
        return _("the {decade}s").format(decade=year // 10 * 10)
    return " ".join(memory.happened.split())


def state_said(state: str) -> str:
    """How far the reading of a memory has come, or how a step of it ended."""
    if state in ("needs_words", "refused", "failed", "missed", "done"):
        return {
            "needs_words": _("waits for words"),
            "refused": _("could not be read"),
            "failed": _("will be tried again"),
            "missed": _("done without the model, which will be asked again"),
            "done": _("read"),
        }[state]
    return _("being read")


def layer_said(layer: str) -> str:
    """A layer of the pyramid."""
    return {"top": _("Top"), "heart": _("Heart"), "base": _("Base")}[layer]


def level_said(level: Level) -> str:
    """How strongly something is disliked."""
    return {"veto": _("never"), "avoid": _("rather not"), "allergy": _("allergy")}[level]


def concentration_said(concentration: str) -> str:
    """How strong a perfume is mixed, as it stands on the bottle."""
    return {
        "eau fraîche": _("eau fraîche"),
        "eau de cologne": _("eau de cologne"),
        "eau de toilette": _("eau de toilette"),
        "eau de parfum": _("eau de parfum"),
        "extrait de parfum": _("extrait de parfum"),
        "parfum": _("parfum"),
    }.get(concentration, concentration)


def reaction_said(reaction: ReactionKind) -> str:
    """What a person did with a perfume."""
    return {
        "like": _("Like"),
        "dislike": _("Dislike"),
        "own": _("Own"),
        "wish": _("Wish for"),
        "tried": _("Tried"),
        "wore": _("Wore"),
        "declined": _("Declined"),
    }[reaction]


def intensity_said(intensity: str) -> str:
    """How loud a perfume may be."""
    return {
        "light": _("light intensity"),
        "moderate": _("moderate intensity"),
        "strong": _("strong intensity"),
    }.get(intensity, intensity)

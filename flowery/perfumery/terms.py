"""What the words of a search stand for: a phrase in either language becomes notes, an accord, a
direction on the axes.

It knows single phrases; what a whole question makes of them ("without", "like") is told by
`asking`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.phrases import Phrasebook, joined, joined_singular
from flowery.perfumery.words import Lexicon, Word
from flowery.words.vocabulary import Accord, Note

_USUAL = 0.4  # a note that usually goes with a mood says less than a note that was named
_SPOKEN_OF = frozenset({"mood", "season", "occasion", "weather", "place", "time", "quality"})
_KINDS = _SPOKEN_OF | {"intensity", "emotion"}
_OCCASIONS = {
    "evening_out": "evening",
    "party": "evening",
    "wedding": "formal",
    "interview": "office",
    "school": "everyday",
    "beach": "travel",
}
"""The lexicon tells more occasions apart than perfumes are labelled with."""

_LIGHT = {
    "citrus": 0.6,
    "aquatic": 0.5,
    "green": 0.4,
    "aromatic": 0.2,
    "powdery": 0.2,
    "amber": -0.6,
    "leather": -0.5,
    "gourmand": -0.4,
    "spicy": -0.3,
}
_DIAL = {"light": _LIGHT, "strong": {axis: -weight for axis, weight in _LIGHT.items()}}
"""Light and heavy are a dial over the axes, which says more than the few words for strength."""

_MORE = (  # what nobody lists as a form, but everybody types
    ("달지", "quality", "sweet"),
    ("단 향", "quality", "sweet"),
    ("단향", "quality", "sweet"),
    ("단 거", "quality", "sweet"),
    ("무거운", "intensity", "strong"),
    ("무겁", "intensity", "strong"),
    ("빨래", "note", "clean_laundry"),
    ("chypre", "family", "mossy_woods"),
    ("시프레", "family", "mossy_woods"),
    ("fougere", "family", "aromatic_fougere"),
    ("oriental", "family", "amber"),
    ("우드", "note", "oud"),
    ("barbershop", "family", "aromatic_fougere"),
    ("barber shop", "family", "aromatic_fougere"),
    ("이발소", "family", "aromatic_fougere"),
    ("바버샵", "family", "aromatic_fougere"),
    ("aftershave", "family", "aromatic_fougere"),
    ("shaving foam", "family", "aromatic_fougere"),
    ("할아버지 스킨", "family", "aromatic_fougere"),
    ("아빠 스킨", "family", "aromatic_fougere"),
    ("for men", "mood", "masculine"),
    ("for him", "mood", "masculine"),
    ("남자 향수", "mood", "masculine"),
    ("남성 향수", "mood", "masculine"),
    ("for women", "mood", "feminine"),
    ("for her", "mood", "feminine"),
    ("여자 향수", "mood", "feminine"),
    ("여성 향수", "mood", "feminine"),
    ("for bed", "occasion", "bedtime"),
    ("in bed", "occasion", "bedtime"),
    ("오리엔탈", "family", "amber"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """What one phrase stands for. `named` are notes it names outright, `notes` those that go with
    it (0..1).
    """

    label: str
    named: frozenset[str] = frozenset()
    accord: str | None = None
    family: str | None = None
    notes: Mapping[str, float] = field(default_factory=dict)
    axes: Mapping[str, float] = field(default_factory=dict)
    season: str | None = None
    occasion: str | None = None
    is_quality: bool = False

    def __or__(self, other: Term) -> Term:
        """Both meanings of a phrase that has two ("rose" is a note and an accord)."""
        return Term(
            self.label,
            self.named | other.named,
            self.accord or other.accord,
            self.family or other.family,
            {**other.notes, **self.notes},
            self.axes or other.axes,
            self.season or other.season,
            self.occasion or other.occasion,
            self.is_quality or other.is_quality,
        )


def phrasebook(taxonomy: Taxonomy, lexicon: Lexicon) -> Phrasebook[Term]:
    """Every phrase that is understood. Meanings of one phrase are joined."""
    gathered: dict[str, Term] = {}
    seen: dict[str, set[int]] = defaultdict(set)
    for phrase, term in _phrases(taxonomy, lexicon):
        for key in {joined(phrase), joined_singular(phrase)} - {""}:
            if id(term) not in seen[key]:
                seen[key].add(id(term))
                gathered[key] = gathered[key] | term if key in gathered else term
    return Phrasebook(gathered.items(), plurals=False)


def _phrases(taxonomy: Taxonomy, lexicon: Lexicon) -> Iterable[tuple[str, Term]]:
    for note in taxonomy.notes.values():
        term = Term(note.name, named=frozenset({note.id}), axes=note.axes)
        yield from ((form, term) for form in (note.id, *_forms(note, "note")))
    for accord in taxonomy.accords.values():
        term = Term(accord.name, accord=accord.id, axes=accord.axes, is_quality=True)
        yield from ((form, term) for form in _forms(accord, "accord"))
    for family in taxonomy.families.values():
        term = Term(family.name, family=family.id, axes=family.axes, is_quality=True)
        yield from ((form, term) for form in _forms(family, "family"))
    for group in taxonomy.groups.values():
        named = taxonomy.notes[group.id]
        term = Term(named.name, named=frozenset({group.id}), axes=named.axes)
        yield from ((form, term) for form in (*group.english, *group.korean))
    words = [word for word in lexicon.words if word.kind in _KINDS]
    for word in words:
        term = _word(word, taxonomy)
        forms = (*word.english, *word.korean, *_more(word.kind, word.id))
        yield from ((form, term) for form in forms)
    for source in lexicon.sources:
        term = Term(source.english[0], notes=source.notes)
        yield from ((form, term) for form in source.english + source.korean if source.notes)


def _forms(noun: Note | Accord, kind: str) -> tuple[str, ...]:
    return (noun.name, noun.korean, *noun.aliases, *noun.korean_aliases, *_more(kind, noun.id))


def _more(kind: str, noun_id: str) -> tuple[str, ...]:
    return tuple(form for form, of, meant in _MORE if (of, meant) == (kind, noun_id))


def _word(word: Word, taxonomy: Taxonomy) -> Term:
    notes = dict.fromkeys(word.notes, _USUAL)
    on_dial = word.kind in ("intensity", "quality")
    return Term(
        word.english[0],
        accord=word.id if word.kind == "quality" and word.id in taxonomy.accords else None,
        notes=notes,
        axes=_DIAL.get(word.id, word.axes) if on_dial else word.axes,
        season=word.id if word.kind == "season" else None,
        occasion=_OCCASIONS.get(word.id, word.id) if word.kind == "occasion" else None,
        is_quality=word.kind in ("quality", "intensity"),
    )

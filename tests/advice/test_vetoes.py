"""A veto is never broken: not by a phrasing, an edited brief, a likeness, or what was kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowery.advice.exclusions import Exclusion, Exclusions, stated
from flowery.advice.second_look import breaks
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy, load_taxonomy
from flowery.wiring import Flowery
from flowery.words.vocabulary import AXES, Answer, Brief, Dislike, Fragrance

TAXONOMY = load_taxonomy()
COMMON = sorted(
    (
        *("tuberose", "rose", "jasmine", "vanilla", "patchouli", "musk", "vetiver", "bergamot"),
        *("amber", "cedar", "sandalwood", "lavender", "incense", "leather", "iris", "oakmoss"),
        *("tonka_bean", "lemon", "orange_blossom", "ylang_ylang", "oud", "tobacco", "violet"),
    )
)
PHRASES = (
    *("something warm, no {en}", "without {en} please", "{en}-free, for winter", "I hate {en}"),
    *("I'm allergic to {en}", "anything but {en}", "no {EN}!", "{en} gives me a headache"),
    *(
        "{ko} 없이 추천해줘",
        "{ko} 빼고 포근한 향",
        "{ko} 알레르기가 있어요",
        "{ko}는 싫어요. 겨울 향",
    ),
    *("like Shalimar but without {en}", "no {en}, more {en}", "a garden with no trace of {en}"),
)
PATIENT = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def holds(fragrance: Fragrance, note: str, taxonomy: Taxonomy) -> bool:
    """Whether a perfume holds a note, by the plainest reading there is."""
    kinds = taxonomy.kinds_of(note)
    named = taxonomy.label(note).casefold()
    said = (*fragrance.notes, *fragrance.accords)
    unknown = (one for one in said if one not in taxonomy.notes)
    return bool(kinds & set(said)) or any(named in one.replace("_", " ") for one in unknown)


def perfumes(house: Flowery, answer: Answer) -> list[Fragrance]:
    return [house.catalogue.get(one.fragrance_id) for one in answer.recommendations]


@PATIENT
@given(note=st.sampled_from(COMMON), phrase=st.sampled_from(PHRASES))
def test_no_phrasing_lets_a_vetoed_note_through(
    house: Flowery, iris: str, note: str, phrase: str
) -> None:
    known = house.taxonomy.notes[note]
    question = phrase.format(en=known.name.lower(), EN=known.name.upper(), ko=known.korean)
    for answer in (house.advice.ask(iris, question, 8), house.advice.ask(iris, question, 8)):
        assert f"note:{note}" in answer.brief.vetoes
        assert answer.recommendations
        assert not [f.id for f in perfumes(house, answer) if holds(f, note, house.taxonomy)]


@PATIENT
@given(note=st.sampled_from(COMMON), want=st.sampled_from(COMMON))
def test_a_stated_veto_outlives_every_question_and_every_edited_brief(
    house: Flowery, note: str, want: str
) -> None:
    user = house.tables.accounts.add(f"Veto {note} {want} {np.random.default_rng().random()}", "x")
    house.learning.dislike(user.id, note, "veto")
    briefs = (None, Brief(), Brief(wants=(f"note:{note}", f"note:{want}"), include_known=True))
    for brief in (*briefs, Brief(like=("guerlain-shalimar",))):
        answer = house.advice.ask(user.id, f"{want} and {note}, please", 8, brief)
        assert not [f.id for f in perfumes(house, answer) if holds(f, note, house.taxonomy)]


@PATIENT
@given(axis=st.sampled_from(AXES))
def test_a_vetoed_side_of_smell_is_in_no_note_and_no_accord(
    house: Flowery, iris: str, axis: str
) -> None:
    answer = house.advice.ask(iris, "", 10, Brief(vetoes=(f"axis:{axis}",)))
    for fragrance in perfumes(house, answer):
        nouns = [house.taxonomy.notes[n].axes for n in fragrance.notes]
        nouns += [house.taxonomy.accords[a].axes for a in fragrance.accords]
        assert not [n for n in nouns if n.get(axis, 0) >= 0.7 and n[axis] == max(n.values())]


def test_nothing_sweet_means_no_vanilla_and_no_sweet_accord(house: Flowery, iris: str) -> None:
    answer = house.advice.ask(iris, "a cosy winter evening, nothing sweet", 10)
    sweet = {"sweet", "vanilla", "caramel", "honey", "gourmand", "almond", "coconut", "cacao"}
    for fragrance in perfumes(house, answer):
        assert not sweet & set(fragrance.accords)
        assert not [n for n in fragrance.notes if house.taxonomy.notes[n].family == "gourmand"]


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_the_mask_and_the_second_look_agree(data: st.DataObject) -> None:
    """Each perfume of a made-up catalogue, with unknown notes and flat lists, is seen twice."""
    notes = st.sampled_from([*COMMON, "white_tuberose", "rose_of_nowhere", "candied_orange"])
    lists = st.lists(notes, max_size=4).map(tuple)
    made = st.builds(
        Fragrance,
        id=st.uuids().map(str),
        brand=st.just("House"),
        name=st.sampled_from(["One", "Rose Hours", "Cuir", "Vetiver Extraordinaire"]),
        top=lists,
        heart=lists,
        flat=lists,
        accords=st.dictionaries(st.sampled_from(["sweet", "rose", "smoky", "woody"]), st.just(1.0)),
    )
    fragrances = data.draw(st.lists(made, min_size=1, max_size=6))
    subject = data.draw(
        st.sampled_from(
            [*(f"note:{n}" for n in (*COMMON, "orange")), "axis:gourmand", "accord:smoky"]
        )
    )
    layer = data.draw(st.sampled_from([None, "top", "heart", "base"]))
    catalogue = Catalogue(fragrances, TAXONOMY, np.ones((len(fragrances), 2), np.float32))
    narrow = layer if subject.startswith("note:") else None
    exclusion = Exclusion(subject, layer=narrow)
    exclusions = Exclusions(catalogue)
    mask = exclusions.mask(exclusion)
    missed = [f for f, out in zip(fragrances, mask, strict=True) if not out]
    assert not [f for f in missed if breaks(f, exclusion, exclusions.coverage)]


def test_kinds_unknown_notes_accords_and_names_are_covered() -> None:
    fragrances = [
        Fragrance("kind", "House", "Kind", heart=("damask_rose",)),
        Fragrance("unknown", "House", "Unknown", flat=("smoked_rose_of_nowhere",)),
        Fragrance("accord", "House", "Accord", base=("cedar",), accords={"rose": 0.2}),
        Fragrance("called", "House", "Rose Hours", base=("cedar",)),
        Fragrance("clean", "House", "Prose", base=("cedar", "rosewood")),
    ]
    catalogue = Catalogue(fragrances, TAXONOMY, np.ones((5, 2), np.float32))
    mask = Exclusions(catalogue).mask(Exclusion("note:rose"))
    assert mask.tolist() == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("level", "facet", "layer", "covered"),
    [
        ("veto", "", None, [True, True, True]),
        ("veto", "candied", None, [False, True, False]),
        ("veto", "", "top", [True, False, True]),
        ("allergy", "candied", "top", [True, True, True]),
        ("avoid", "", None, [False, False, False]),
    ],
)
def test_facet_and_layer_narrow_a_veto_and_never_an_allergy(
    level: str, facet: str, layer: str | None, covered: list[bool]
) -> None:
    fragrances = [
        Fragrance("top", "House", "One", top=("orange",)),
        Fragrance("heart", "House", "Two", heart=("candied_orange",)),
        Fragrance("flat", "House", "Three", flat=("orange",)),
    ]
    candied = replace(TAXONOMY.notes["candied_orange"], parent="orange", facets=("candied",))
    taxonomy = replace(TAXONOMY, notes={**TAXONOMY.notes, "candied_orange": candied})
    catalogue = Catalogue(fragrances, taxonomy, np.ones((3, 2), np.float32))
    dislike = Dislike("d", "note:orange", level, facet, layer)  # type: ignore[arg-type]
    allowed = Exclusions(catalogue).allowed(stated([dislike]))
    assert (~allowed).tolist() == covered

"""A veto is never broken: not by a phrasing, an edited brief, a likeness, or what was kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from flowery.advice.coverage import covered
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


GROUPS = [
    ("no white flowers", "jasmine tuberose gardenia orange_blossom ylang_ylang"),
    ("흰 꽃 향 말고", "jasmine tuberose gardenia orange_blossom ylang_ylang"),
    ("no florals", "rose jasmine iris violet peony"),
    ("꽃향기 빼고", "rose jasmine iris violet peony"),
    ("no woods", "sandalwood cedar vetiver oud guaiac_wood"),
    ("나무 향 싫어", "sandalwood cedar vetiver oud guaiac_wood"),
    ("without citrus fruits", "bergamot lemon orange mandarin yuzu"),
    ("감귤류 없이", "bergamot lemon orange mandarin yuzu"),
    ("anything but spices", "cinnamon clove black_pepper pink_pepper cardamom"),
    ("향신료 제외", "cinnamon clove black_pepper pink_pepper cardamom"),
    ("I hate resins", "benzoin myrrh labdanum frankincense"),
    ("no berries please", "raspberry blackberry black_currant strawberry"),
    ("no herbs", "basil rosemary lavender thyme"),
    ("no musks", "musk white_musk ambrette"),
    ("장미 말고", "rose bulgarian_rose damask_rose may_rose"),
    ("nothing boozy, no alcohol", "rum whiskey cognac"),
    ("no smoke", "smoke wood_smoke birch_tar"),
]


@pytest.mark.parametrize(("question", "members"), GROUPS, ids=[row[0] for row in GROUPS])
def test_a_word_for_many_notes_leaves_every_one_of_them_out(
    house: Flowery, iris: str, question: str, members: str
) -> None:
    answer = house.advice.ask(iris, question, 20)
    assert len(answer.recommendations) == 20
    held = {note for fragrance in perfumes(house, answer) for note in fragrance.notes}
    assert not held & set(members.split())


@PATIENT
@given(group=st.sampled_from(sorted(TAXONOMY.groups)), phrase=st.sampled_from(PHRASES[:10]))
def test_no_phrasing_lets_a_note_of_a_group_through(
    house: Flowery, iris: str, group: str, phrase: str
) -> None:
    known = house.taxonomy.notes[group]
    question = phrase.format(en=known.name.lower(), EN=known.name.upper(), ko=known.korean)
    answer = house.advice.ask(iris, question, 8)
    assert answer.brief.vetoes
    kinds = house.taxonomy.kinds_of(group)
    assert not [f.id for f in perfumes(house, answer) if kinds & {*f.notes, *f.accords}]


@pytest.mark.parametrize("group", sorted(TAXONOMY.groups))
def test_a_stated_dislike_of_a_group_is_of_all_its_notes(
    house: Flowery, iris: str, group: str
) -> None:
    house.learning.dislike(iris, group, "veto")
    answer = house.advice.ask(iris, "roses, cedar, lemon, honey and incense", 8)
    assert answer.recommendations
    kinds = house.taxonomy.kinds_of(group)
    assert not [f.id for f in perfumes(house, answer) if kinds & {*f.notes, *f.accords}]
    assert not {f"note:{kind}" for kind in kinds} & set(answer.brief.wants)


@pytest.mark.parametrize(
    "subject",
    [*(f"note:{group}" for group in sorted(TAXONOMY.groups)), *(f"axis:{axis}" for axis in AXES)],
)
def test_the_second_look_finds_nothing_the_mask_let_through(house: Flowery, subject: str) -> None:
    exclusions = Exclusions(house.catalogue)
    exclusion = Exclusion(subject)
    left = np.flatnonzero(~exclusions.mask(exclusion))
    assert len(left) > len(house.catalogue) / 10
    perfumes = [house.catalogue.fragrances[row] for row in left]
    assert not [f.id for f in perfumes if breaks(f, exclusion, exclusions.coverage)]


def test_what_a_veto_covers_can_not_be_wished_for() -> None:
    gone = covered(("axis:white_floral", "note:rose", "accord:smoky"), TAXONOMY)
    assert {"note:jasmine", "note:damask_rose", "accord:smoky", "axis:white_floral"} <= gone
    assert "note:iris" not in gone


def test_a_house_or_a_perfume_can_be_left_out(house: Flowery, iris: str) -> None:
    for question in ("vanilla, no Guerlain", "바닐라 향, 겔랑 말고"):
        answer = house.advice.ask(iris, question, 20)
        assert "Guerlain" not in {one.brand for one in answer.recommendations}
        assert "Guerlain" in answer.answer
    liked = house.advice.ask(iris, "vanilla from Guerlain", 20)
    first = liked.recommendations[0]
    answer = house.advice.ask(iris, f"vanilla from Guerlain but not {first.name}", 20)
    assert first.fragrance_id not in {one.fragrance_id for one in answer.recommendations}
    assert first.title in answer.answer


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

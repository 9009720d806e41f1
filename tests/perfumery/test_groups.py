"""Words for many notes: what they cover, and what they do not."""

from __future__ import annotations

import pytest

from flowery.perfumery.groups import load_groups
from flowery.perfumery.notes import Taxonomy
from flowery.words.errors import FloweryError

COVERED = [
    (
        "white_flowers",
        "jasmine jasmine_sambac tuberose gardenia orange_blossom neroli lily",
        "rose",
    ),
    ("floral_notes", "rose damask_rose iris violet jasmine peony osmanthus", "violet_leaf"),
    ("woody_notes", "sandalwood cedar atlas_cedar oud vetiver patchouli guaiac_wood", "incense"),
    ("citrus", "bergamot lemon yuzu pink_grapefruit tangerine petitgrain", "apple"),
    ("spices", "cinnamon cassia clove black_pepper pink_pepper cardamom saffron", "basil"),
    ("resins", "benzoin myrrh frankincense labdanum amber opoponax", "musk"),
    ("red_berries", "raspberry blackberry black_currant strawberry wild_strawberry", "cherry"),
    ("red_fruits", "red_berries raspberry sour_cherry pomegranate", "peach"),
    ("herbs", "basil rosemary lavender thyme mint", "cut_grass"),
    ("smoke", "wood_smoke campfire birch_tar", "sandalwood"),
    ("alcohol", "rum whiskey white_wine champagne", "tea"),
    ("musk", "white_musk ambrette", "amber"),
    ("rose", "bulgarian_rose rose_water", "geranium"),
]


@pytest.mark.parametrize(("name", "inside", "outside"), COVERED, ids=[row[0] for row in COVERED])
def test_a_name_covers_all_of_its_group(
    taxonomy: Taxonomy, name: str, inside: str, outside: str
) -> None:
    kinds = taxonomy.kinds_of(name)
    assert set(inside.split()) <= kinds
    assert outside not in kinds


def test_what_stands_above_a_note_covers_it(taxonomy: Taxonomy) -> None:
    assert "white_flowers" in taxonomy.broader_than("tuberose")
    for note in taxonomy.notes:
        above = taxonomy.broader_than(note)
        assert all(note in taxonomy.kinds_of(one) for one in above)
        assert note not in above


def test_siblings_have_a_parent_in_common_and_groups_make_none(taxonomy: Taxonomy) -> None:
    assert "may_rose" in taxonomy.siblings_of("damask_rose")
    assert taxonomy.siblings_of("jasmine") == frozenset()


def test_families_of_groups_are_families_of_notes(taxonomy: Taxonomy) -> None:
    known = {note.family for note in taxonomy.notes.values()}
    assert {f for group in taxonomy.groups.values() for f in group.families} <= known
    assert not [g.id for g in taxonomy.groups.values() if g.families and not g.axes]


def test_a_group_of_unknown_notes_is_refused_with_its_line() -> None:
    with pytest.raises(FloweryError, match=r"groups\.jsonl:1"):
        load_groups((), ())

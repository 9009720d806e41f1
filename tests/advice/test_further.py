"""A brief from a question by a model: it may add what the question says, and take nothing away."""

from __future__ import annotations

import pytest

from flowery.advice.brief import BriefReader
from flowery.advice.further import MOST, PROMPT, Further, Part, further, stands_in
from flowery.wiring import Flowery
from flowery.words.vocabulary import Brief

QUESTION = "Like Grandpa's workshop at dawn; cedar, and clove makes me sneeze. Under a hundred."
READ = Brief(wants=("note:cedar",), moods=("workshop",))


def part(words: str, kind: str, meaning: str) -> Part:
    return Part.model_validate({"words": words, "kind": kind, "meaning": meaning})


def grown(
    house: Flowery, reader: BriefReader, *parts: Part, brief: Brief = READ, question: str = QUESTION
) -> Further:
    return further(brief, question, parts, reader, house.catalogue)


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        (part("Grandpa's workshop", "wish", "leather"), "wants", "note:leather"),
        (part("at dawn", "mood", "calm"), "moods", "calm"),
        (part("clove makes me sneeze", "unwanted", "clove"), "vetoes", "note:clove"),
        (part("clove", "little", "clove"), "avoid", "note:clove"),
        (part("workshop", "like", "Chanel No 5"), "like", "chanel-n5-eau-de-parfum"),
        (part("workshop", "house", "Chanel"), "brands", "Chanel"),
    ],
)
def test_what_the_question_says_is_added(
    house: Flowery, brief_reader: BriefReader, said: Part, field: str, value: str
) -> None:
    found = grown(house, brief_reader, said)
    assert value in getattr(found.brief, field)
    assert not found.dropped
    assert {*READ.wants} <= {*found.brief.wants}
    assert {*READ.moods} <= {*found.brief.moods}


def test_what_is_said_once_is_added_where_nothing_was_read(
    house: Flowery, brief_reader: BriefReader
) -> None:
    said = (
        part("Under a hundred", "budget", "100"),
        part("at dawn", "season", "winter"),
        part("at dawn", "occasion", "wedding"),
    )
    brief = grown(house, brief_reader, *said).brief
    assert (brief.budget_max, brief.season, brief.occasion) == (100.0, "winter", "wedding")
    read = Brief(budget_max=60.0, season="spring", occasion="office", brands=("Guerlain",))
    besides = (*said, part("workshop", "house", "Chanel"))
    assert grown(house, brief_reader, *besides, brief=read).brief == read


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (part("tuberose", "unwanted", "tuberose"), "not_in_text"),
        (part("a", "unwanted", "musk"), "not_in_text"),
        (part("lov", "unwanted", "musk"), "not_in_text"),
        (part("", "wish", "leather"), "not_in_text"),
        (part("cedar", "unwanted", "cedar"), "against_question"),
        (part("cedar", "unwanted", "woody"), "against_question"),
        (part("cedar", "little", "cedar"), "against_question"),
        (part("workshop", "wish", "zzyzx qwrt"), "unknown_note"),
        (part("workshop", "wish", "<b>leather</b>"), "unknown_note"),
        (part("workshop", "wish", "leather " * 20), "unknown_note"),
        (part("workshop", "like", "Imaginary Zzyzx"), "unknown_perfume"),
        (part("workshop", "house", "Nobody & Daughters"), "unknown_house"),
        (part("workshop", "wish", "sawdust"), "in_no_perfume"),
    ],
)
def test_what_does_not_hold_is_dropped_and_counted(
    house: Flowery, brief_reader: BriefReader, said: Part, reason: str
) -> None:
    found = grown(house, brief_reader, said)
    assert found.brief == READ
    assert found.dropped[reason] > 0


def test_what_is_left_out_comes_in_by_no_wish(house: Flowery, brief_reader: BriefReader) -> None:
    read = Brief(vetoes=("note:rose",), avoid=("note:musk",))
    wishes = (part("workshop", "wish", "rose"), part("workshop", "wish", "musk"))
    found = grown(house, brief_reader, *wishes, part("dawn", "wish", "damask rose"), brief=read)
    assert found.brief == read
    assert found.dropped == {"against_question": 3}


def test_a_model_that_rules_everything_out_rules_out_little(
    house: Flowery, brief_reader: BriefReader
) -> None:
    notes = ("rose", "musk", "amber", "vanilla", "iris", "leather", "incense", "tobacco")
    found = grown(house, brief_reader, *(part("workshop", "unwanted", n) for n in notes))
    assert len(found.brief.vetoes) == 4
    many = [part("workshop", "wish", "leather")] * (MOST * 100)
    assert grown(house, brief_reader, *many).brief.wants == ("note:cedar", "note:leather")


@pytest.mark.parametrize(
    ("words", "question", "stands"),
    [
        ("grandpa's  WORKSHOP", QUESTION, True),
        ("work", QUESTION, False),
        ("할아버지 공방", "할아버지 공방에서 나던 향", True),
        ("정향", "정향은 머리가 아파요", True),
        ("향", "정향은 머리가 아파요", False),
        ("tube\u200brose", "no tuberose please", True),
    ],
)
def test_words_are_quoted_whole(words: str, question: str, stands: bool) -> None:
    assert stands_in(words, question) is stands


def test_a_korean_question_is_widened_too(house: Flowery, brief_reader: BriefReader) -> None:
    said = part("할아버지 공방", "wish", "leather")
    found = grown(house, brief_reader, said, question="할아버지 공방 같은 향")
    assert "note:leather" in found.brief.wants


def test_the_prompt_names_every_kind_and_guards_the_question() -> None:
    kinds = Part.model_json_schema()["properties"]["kind"]["enum"]
    assert all(kind in PROMPT.template for kind in kinds)
    assert PROMPT.voice.system.endswith(PROMPT.guard)

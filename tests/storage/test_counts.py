"""What did not hold of a model's words is counted a day, and never by anybody's words."""

from datetime import timedelta

import pytest

from flowery.storage.counts import Count
from flowery.storage.personal.bound import now
from flowery.storage.tables import Tables


def test_the_same_thing_of_a_day_is_one_number(tables: Tables) -> None:
    tables.counts.add("llama", "smells", {"asked": 1, "unknown_note": 2, "not_in_text": 0})
    tables.counts.add("llama", "smells", {"asked": 1, "unknown_note": 3})
    tables.counts.add("llama", "brief", {"asked": 1})
    assert tables.counts.since(now().date()) == (
        Count("llama", "brief", "asked", 1),
        Count("llama", "smells", "asked", 2),
        Count("llama", "smells", "unknown_note", 5),
    )


def test_only_what_was_counted_since_that_day_is_told(tables: Tables) -> None:
    tables.counts.add("llama", "smells", {"asked": 1})
    assert tables.counts.since(now().date() + timedelta(days=1)) == ()


@pytest.mark.parametrize("what", ["Rose from Anna's garden", "", "a" * 41, "unknown note"])
def test_words_of_anybody_are_no_reason(tables: Tables, what: str) -> None:
    with pytest.raises(ValueError, match="unknown_note"):
        tables.counts.add("llama", "smells", {what: 1})
    assert tables.counts.since(now().date()) == ()

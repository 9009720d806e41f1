"""Only the newest version of a person's rows is held, and only of a few people."""

from __future__ import annotations

from flowery.taste.newest import Newest


def test_it_is_made_once_a_version_and_way() -> None:
    made: list[tuple[object, ...]] = []
    newest = Newest(lambda *asked: made.append(asked) or asked)
    for _ in range(3):
        assert newest("iris", 1, "now") == ("iris", 1, "now")
    assert newest("iris", 1, "then") == ("iris", 1, "then")
    assert newest("iris", 2, "now") == ("iris", 2, "now")
    assert made == [("iris", 1, "now"), ("iris", 1, "then"), ("iris", 2, "now")]


def test_an_older_version_is_let_go_and_so_are_people_and_ways() -> None:
    newest = Newest(lambda *asked: asked, people=2, ways=2)
    for user_id in ("iris", "sage", "basil"):
        for version in (1, 2):
            for way in ("a", "b", "c"):
                newest(user_id, version, way)
    assert list(newest._held) == ["sage", "basil"]
    assert {version for version, _ in newest._held.values()} == {2}
    assert all(list(ways) == [("b",), ("c",)] for _, ways in newest._held.values())

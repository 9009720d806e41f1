"""Two spaces of vectors beside each other: they never mix, and what is forgotten goes from both."""

import numpy as np
import pytest

from flowery.storage.vectors import Vectors, space_of
from tests.storage.cast import DIMENSIONS, Home, chunk, some_vectors
from tests.storage.test_vectors import SECRET, bytes_of


@pytest.fixture
def there(stores: Home) -> Vectors:
    """The space of another encoder, whose vectors are longer."""
    return Vectors(stores.vectors.uri, DIMENSIONS + 3, space_of("far"))


def longer(rows: int, seed: int = 7) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, DIMENSIONS + 3)).astype(np.float32)


def test_two_spaces_do_not_mix(stores: Home, there: Vectors) -> None:
    stores.vectors.put_chunks("u_iris", [chunk("m_1", "here")], some_vectors(1))
    there.put_chunks("u_iris", [chunk("m_1", "there")], longer(1))
    there.put_named("notes", ["a"], longer(1))
    assert stores.vectors.chunks("u_iris")[1].shape == (1, DIMENSIONS)
    assert there.chunks("u_iris")[1].shape == (1, DIMENSIONS + 3)
    assert [c.text for c in stores.vectors.chunks("u_iris")[0]] == ["here"]
    assert stores.vectors.named("notes")[0] == ()
    assert stores.vectors.spaces() == {there.space}
    widths = {m.shape for m in stores.vectors.written_of("u_iris", ["m_1"])}
    assert widths == {(1, DIMENSIONS), (1, DIMENSIONS + 3)}


def test_what_is_newer_here_is_gone_there(stores: Home, there: Vectors) -> None:
    there.put_chunks("u_iris", [chunk("m_1", "old"), chunk("m_2", "other")], longer(2))
    stores.vectors.put_chunks("u_iris", [chunk("m_1", "new")], some_vectors(1))
    assert there.memories() == {("u_iris", "m_2")}
    there.put_chunks("u_iris", [chunk("m_1", "new")], longer(1))
    assert stores.vectors.memories() == {("u_iris", "m_1")}
    assert stores.vectors.memories_anywhere() == {("u_iris", "m_1"), ("u_iris", "m_2")}


def test_what_is_deleted_is_deleted_in_every_space(stores: Home, there: Vectors) -> None:
    folder, far = stores.vectors.folder(), longer(2)
    assert folder is not None
    stores.vectors.put_chunks("u_iris", [chunk("m_1", SECRET)], some_vectors(1))
    there.put_chunks("u_iris", [chunk("m_1", SECRET), chunk("m_2", "what stays")], far)
    assert stores.vectors.drop_chunks("u_iris", "m_1") == 2
    stores.vectors.erase()
    left = bytes_of(folder)
    assert SECRET.encode() not in left
    assert far[0].tobytes() not in left
    assert far[1].tobytes() in left
    assert there.memories() == {("u_iris", "m_2")}


def test_people_are_left_out_of_one_space_to_the_last_byte(stores: Home, there: Vectors) -> None:
    folder, far = stores.vectors.folder(), longer(2)
    assert folder is not None
    stores.vectors.put_chunks("u_iris", [chunk("m_1", SECRET)], some_vectors(1))
    there.put_chunks("u_iris", [chunk("m_1", SECRET)], far[:1])
    there.put_chunks("u_sage", [chunk("m_2", "what stays")], far[1:])
    assert there.leave_out(["u_iris", "u_basil"]) == 1
    assert there.leave_out([]) == 0
    assert there.memories() == {("u_sage", "m_2")}
    assert stores.vectors.memories() == {("u_iris", "m_1")}
    left = bytes_of(folder)
    assert far[0].tobytes() not in left


def test_spaces_that_are_of_no_use_go_whole(stores: Home, there: Vectors) -> None:
    older = Vectors(stores.vectors.uri, 3, space_of("older"))
    for one in (there, older):
        one.put_named("fragrances", ["a"], np.ones((1, one.dimensions), np.float32))
    stores.vectors.put_chunks("u_iris", [chunk("m_1", "here")], some_vectors(1))
    stores.vectors.drop_spaces(but={there.space})
    assert stores.vectors.spaces() == {there.space}
    assert older.named("fragrances")[0] == ()
    assert stores.vectors.memories() == {("u_iris", "m_1")}

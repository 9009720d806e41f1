"""What is searched: exactly what was put there, and nothing of what was erased."""

from pathlib import Path

import numpy as np
import pytest

from flowery.storage import fault
from flowery.storage.vectors import Vectors
from flowery.words.errors import StorageFailed
from tests.storage.cast import DIMENSIONS, Home, chunk, some_vectors

SECRET = "the ribbon my grandmother kept in the drawer of the sewing table"


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_chunks_come_back_with_their_vectors_in_order(stores: Home) -> None:
    made = some_vectors(3)
    chunks = [chunk("m_2", "three"), chunk("m_1", "two", 1), chunk("m_1", "one", 0)]
    stores.vectors.put_chunks("u_iris", chunks, made)
    found, matrix = stores.vectors.chunks("u_iris")
    assert found == (chunks[2], chunks[1], chunks[0])
    assert np.array_equal(matrix, made[[2, 1, 0]])


def test_putting_again_replaces(stores: Home) -> None:
    stores.vectors.put_chunks(
        "u_iris", [chunk("m_1", "old"), chunk("m_1", "older", 1)], some_vectors(2)
    )
    stores.vectors.put_chunks("u_iris", [chunk("m_1", "new")], some_vectors(1, 1))
    found, matrix = stores.vectors.chunks("u_iris")
    assert [c.text for c in found] == ["new"]
    assert np.array_equal(matrix, some_vectors(1, 1))


def test_a_second_handle_sees_what_the_first_wrote(stores: Home) -> None:
    other = Vectors(stores.vectors.uri, DIMENSIONS)
    assert other.chunks("u_iris")[0] == ()
    stores.vectors.put_chunks("u_iris", [chunk("m_1", "new")], some_vectors(1))
    assert [c.text for c in other.chunks("u_iris")[0]] == ["new"]


def test_people_do_not_see_each_others_chunks(stores: Home) -> None:
    stores.vectors.put_chunks("u_iris", [chunk("m_1", SECRET)], some_vectors(1))
    stores.vectors.put_chunks("u_sage", [chunk("m_2", "public")], some_vectors(1))
    assert stores.vectors.chunks("u_sage", ["m_1"])[0] == ()
    assert stores.vectors.drop_chunks("u_sage", "m_1") == 0
    assert [c.text for c in stores.vectors.chunks("u_iris")[0]] == [SECRET]


@pytest.mark.parametrize("user_id", ["x' OR '1'='1", 'x" OR 1=1 --', "%", "u_iris' --", "u_iri\\s"])
def test_an_id_is_never_read_as_a_filter(stores: Home, user_id: str) -> None:
    stores.vectors.put_chunks("u_iris", [chunk("m_1", SECRET)], some_vectors(1))
    assert stores.vectors.chunks(user_id)[0] == ()
    assert stores.vectors.drop_chunks(user_id) == 0


def test_erasing_leaves_no_bytes(stores: Home) -> None:
    folder = stores.vectors.folder()
    assert folder is not None
    vectors = some_vectors(2)
    stores.vectors.put_chunks("u_iris", [chunk("m_1", SECRET)], vectors[:1])
    stores.vectors.put_chunks("u_iris", [chunk("m_2", "what stays")], vectors[1:])
    assert SECRET.encode() in bytes_of(folder)
    assert stores.vectors.drop_chunks("u_iris", "m_1") == 1
    assert SECRET.encode() in bytes_of(folder), "a delete alone leaves the bytes: erase is needed"
    stores.vectors.erase()
    left = bytes_of(folder)
    assert SECRET.encode() not in left
    assert vectors[0].tobytes() not in left
    assert [c.text for c in stores.vectors.chunks("u_iris")[0]] == ["what stays"]


def test_erasing_what_was_replaced_leaves_no_bytes_either(stores: Home) -> None:
    folder = stores.vectors.folder()
    assert folder is not None
    stores.vectors.put_chunks("u_iris", [chunk("m_1", SECRET)], some_vectors(1))
    stores.vectors.compact()
    stores.vectors.put_chunks("u_iris", [chunk("m_1", "edited")], some_vectors(1, 1))
    stores.vectors.erase()
    assert SECRET.encode() not in bytes_of(folder)


def test_compacting_loses_nothing(stores: Home) -> None:
    for number in range(12):
        stores.vectors.put_chunks("u_iris", [chunk(f"m_{number:02}", f"{number}")], some_vectors(1))
    stores.vectors.compact()
    assert [c.text for c in stores.vectors.chunks("u_iris")[0]] == [str(n) for n in range(12)]
    assert len(stores.vectors.memories()) == 12


def test_a_named_table_is_replaced_whole(stores: Home) -> None:
    assert stores.vectors.named("fragrances")[0] == ()
    stores.vectors.put_named("fragrances", ["b", "a"], some_vectors(2))
    stores.vectors.put_named("fragrances", ["d", "c", "a"], some_vectors(3))
    ids, matrix = stores.vectors.named("fragrances")
    assert ids == ("a", "c", "d")
    assert np.array_equal(matrix, some_vectors(3)[[2, 1, 0]])


def test_everything_can_be_dropped_and_put_again(stores: Home) -> None:
    stores.vectors.put_chunks("u_iris", [chunk("m_1", "one")], some_vectors(1))
    stores.vectors.put_named("fragrances", ["a"], some_vectors(1))
    stores.vectors.drop_all()
    assert stores.vectors.memories() == frozenset()
    assert stores.vectors.named("fragrances")[0] == ()
    stores.vectors.put_chunks("u_iris", [chunk("m_1", "one")], some_vectors(1))
    assert stores.vectors.memories() == {("u_iris", "m_1")}


def test_a_damaged_table_is_our_error_with_a_remedy(stores: Home) -> None:
    folder = stores.vectors.folder()
    assert folder is not None
    stores.vectors.put_chunks("u_iris", [chunk("m_1", "one")], some_vectors(1))
    for path in (path for path in folder.rglob("*.lance") if path.is_file()):
        path.write_bytes(b"not lance")
    with pytest.raises(StorageFailed, match="rebuild"):
        Vectors(stores.vectors.uri, DIMENSIONS).chunks("u_iris")


def test_a_write_that_fails_leaves_what_was_there(stores: Home) -> None:
    stores.vectors.put_chunks("u_iris", [chunk("m_1", "before")], some_vectors(1))

    def strike(name: str) -> None:
        if name == "vectors.chunks":
            raise StorageFailed("power cut")

    fault.arm(strike)
    with pytest.raises(StorageFailed):
        stores.vectors.put_chunks("u_iris", [chunk("m_1", "after")], some_vectors(1))
    assert [c.text for c in stores.vectors.chunks("u_iris")[0]] == ["before"]

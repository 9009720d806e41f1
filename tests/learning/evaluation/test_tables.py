from pathlib import Path

import numpy as np
import pytest

from flowery.learning.evaluation.tables import read_items, read_ratings
from flowery.words.errors import Refused


def written(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text)
    return path


def test_ratings_are_scaled_and_stand_in_the_order_of_time(tmp_path: Path) -> None:
    table = "user,item,rating,time\nIris,rose,5,30\nIris,oud,1,10\nSage,rose,3,20\n"
    found = read_ratings(written(tmp_path, table))
    assert found.item_names == ("oud", "rose")
    assert found.people.tolist() == [0, 0, 1]
    assert found.items.tolist() == [0, 1, 1]
    assert found.values.tolist() == [0, 1, 0.5]


def test_dates_are_moments_and_the_last_rating_counts(tmp_path: Path) -> None:
    rows = ("Iris,rose,1,2026-03-02", "Iris,rose,5,2026-03-09", "Sage,rose,2,2026-01-01")
    found = read_ratings(written(tmp_path, "\n".join(("user_id,item_id,stars,date", *rows))))
    assert found.values.tolist() == [1, 0]


def test_without_a_time_the_rows_stand_in_their_order(tmp_path: Path) -> None:
    table = "user;item;rating\nIris;b;1\nIris;a;5\nSage;a;5\n"
    assert read_ratings(written(tmp_path, table)).items.tolist() == [1, 0, 0]


def test_items_carry_every_other_column(tmp_path: Path) -> None:
    table = "item_id:token,class:token_seq,year:float\nrose,floral fresh,1999\nrose,oud,2000\n"
    (item,) = read_items(written(tmp_path, table))
    assert (item.name, dict(item.facts)) == ("rose", {"class": "floral fresh", "year": "1999"})


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("user,item,liking\nIris,rose,5\n", "no column for the rating"),
        ("user,item,rating\nIris,rose,many\n", "'many' is no number"),
        ("user,item,rating\nIris,rose,nan\n", "'nan' is no number"),
        ("user,item,rating\nIris,rose,5\nSage,rose,5\n", "nothing to learn"),
        ("user,item,rating\n", "has no ratings"),
    ],
)
def test_a_wrong_table_is_refused_with_a_sentence(tmp_path: Path, table: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        read_ratings(written(tmp_path, table))


def test_values_are_numbers(tmp_path: Path) -> None:
    found = read_ratings(written(tmp_path, "user,item,rating\na,x,1\nb,x,10\nb,y,4\n"))
    assert np.allclose(found.values, [0, 1, 1 / 3])

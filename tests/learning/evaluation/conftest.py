"""People of two tastes, who rate things of two kinds: what a ranker should find out by itself."""

from pathlib import Path

import numpy as np
import pytest

PEOPLE, ITEMS, EACH = 60, 50, 24


@pytest.fixture
def rated(tmp_path: Path) -> tuple[Path, Path]:
    """A table of ratings with typed headers, and one of items."""
    generator = np.random.default_rng(3)
    rows = ["user_id:token\titem_id:token\trating:float\ttimestamp:float"]
    for person in range(PEOPLE):
        for moment, item in enumerate(generator.permutation(ITEMS)[:EACH]):
            likes = 0.85 if (item + person) % 2 else 0.15
            stars = generator.choice([4, 5] if generator.random() < likes else [1, 2, 3])
            rows.append(f"p{person}\ti{item}\t{stars}\t{moment}")
    (tmp_path / "ratings.inter").write_text("\n".join(rows))
    kinds = [f"i{n}\tName {n}\t{'green fresh' if n % 2 else 'smoky'}" for n in range(ITEMS)]
    header = "item_id:token\ttitle:token_seq\tkind:token_seq"
    (tmp_path / "things.item").write_text("\n".join([header, *kinds]))
    return tmp_path / "ratings.inter", tmp_path / "things.item"

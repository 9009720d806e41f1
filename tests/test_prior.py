"""The prior: the numbers that come with Flowery, and the procedure that fits them, on a small table
of our own in which leathery perfumes are voted for and sweet ones are not.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from docs import prior as fitting
from flowery.taste.columns import ON_AXES, WIDTH
from flowery.taste.preference import learned
from flowery.taste.prior import OVERALL, load_priors, prior_of
from flowery.words.vocabulary import AXES

SMELLS = {"leather": ("Leather, Smoke", 400), "sweet": ("Vanilla, Caramel", 20)}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "voted.jsonl"
    rows = []
    for house in ("Iris", "Sage", "Basil"):
        for number in range(20):
            kind = ("leather", "sweet")[number % 2]
            notes, votes = SMELLS[kind]
            rows.append(
                {
                    "brand": house,
                    "name": f"{kind} {number}",
                    "year": 2001,
                    "notes": notes,
                    "longevity_votes": [votes + number, 1],
                    "sillage_votes": [number],
                }
            )
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.fixture
def ratings(tmp_path: Path) -> Path:
    path = tmp_path / "ratings.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["user_id", "item_id", "rating", "timestamp"])
        for person in range(12):
            for item in range(10):
                writer.writerow([person, item, 5 if item < 7 else 2, item])
    return path


def test_the_numbers_that_come_with_it_make_priors() -> None:
    priors = load_priors()
    assert len(priors) == len(OVERALL)
    for prior in priors:
        assert prior.mean.shape == (WIDTH,)
        assert (np.linalg.eigvalsh(prior.covariance) > 0).all()
    traces = [float(np.trace(prior.covariance)) for prior in priors]
    assert traces == sorted(traces), "the usual one stands in the middle"


def test_what_people_vote_for_becomes_the_mean(
    table: Path, ratings: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "ON", (0.5, 1.0))
    assert fitting.main([str(table), str(ratings)]) == 0
    fitted = fitting.Fitted(**json.loads(capsys.readouterr().out))
    assert set(fitted.axes) == set(AXES)
    assert fitted.axes["leather"] > 0 > fitted.axes["gourmand"]
    assert fitted.usual == pytest.approx(np.log(7 / 3), abs=0.2)
    assert set(fitted.widths) == {"usual", "axes", "smells"}


def test_it_says_how_it_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    assert fitting.main([]) == 2
    assert "usage" in capsys.readouterr().out


def test_who_says_nothing_keeps_the_prior() -> None:
    prior = prior_of(fitting.Fitted(0.3, {"woody": 0.5}, {"usual": 1, "axes": 1, "smells": 1}, 0.5))
    belief = learned(prior, np.zeros((0, WIDTH)), np.zeros(0))
    assert np.allclose(belief.mean, prior.mean)
    assert belief.mean[ON_AXES][AXES.index("woody")] == 0.5

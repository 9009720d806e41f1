"""The learner: chances that are right, doubt that shrinks, a prior that other people shape."""

import numpy as np
import pytest

from flowery.taste.preference import Learner, Prior, fitted_prior, learned

GENERATOR = np.random.default_rng(5)
WIDTH = 4
PRIOR = Prior(np.zeros(WIDTH), np.eye(WIDTH))


def answers(weights: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    features = GENERATOR.normal(size=(count, len(weights)))
    chances = 1 / (1 + np.exp(-features @ weights))
    return features, (GENERATOR.random(count) < chances).astype(float)


def test_without_an_answer_the_prior_is_what_is_believed() -> None:
    belief = learned(PRIOR, np.zeros((0, WIDTH)), np.zeros(0))
    assert np.allclose(belief.mean, PRIOR.mean)
    assert np.allclose(belief.covariance, PRIOR.covariance)
    assert np.allclose(belief.chances(np.zeros((3, WIDTH))), 0.5)


def test_doubt_draws_a_chance_towards_one_half() -> None:
    thing = np.array([[2.0, 0, 0, 0]])
    unsure = Prior(np.array([1.0, 0, 0, 0]), np.eye(WIDTH) * 4)
    sure = Prior(unsure.mean, np.eye(WIDTH) * 0.01)
    none = (np.zeros((0, WIDTH)), np.zeros(0))
    assert 0.5 < learned(unsure, *none).chances(thing) < learned(sure, *none).chances(thing)


def test_answers_teach_and_leave_less_doubt() -> None:
    weights = np.array([2.0, -1.0, 0.0, 0.5])
    few, many = (learned(PRIOR, *answers(weights, count)) for count in (10, 400))
    assert np.trace(many.covariance) < np.trace(few.covariance) < WIDTH
    assert np.allclose(many.mean, weights, atol=0.5)


def test_answers_that_all_agree_do_not_run_away() -> None:
    features = np.tile([3.0, -3.0, 0.1, 0.0], (40, 1)) + GENERATOR.normal(size=(40, WIDTH))
    belief = learned(Prior(np.zeros(WIDTH), np.eye(WIDTH) * 100), features, np.ones(40))
    assert np.isfinite(belief.mean).all()
    assert (belief.chances(features) > 0.6).all()  # far out, and in much doubt


def test_the_prior_is_what_people_have_in_common_and_where_they_differ() -> None:
    centre, spread = np.array([1.5, 0.0, -1.0, 0.0]), np.array([0.05, 1.5, 0.05, 0.05])
    people = [answers(centre + spread * GENERATOR.normal(size=WIDTH), 60) for _ in range(150)]
    prior = fitted_prior(people, WIDTH)
    assert np.allclose(prior.mean, centre, atol=0.35)
    widths = np.sqrt(np.diag(prior.covariance))
    assert widths[1] > 2.5 * max(widths[0], widths[2], widths[3])


def test_chances_are_calibrated_on_people_nobody_saw() -> None:
    def somebody() -> np.ndarray:
        return np.array([0.8, -0.5, 0.2, 0.0]) + 0.7 * GENERATOR.normal(size=WIDTH)

    learner = Learner()
    learner.fit([answers(somebody(), 40) for _ in range(120)], WIDTH)
    said, happened = [], []
    for _ in range(150):
        features, liked = answers(somebody(), 45)
        said.append(learner.chances(features[:5], liked[:5], features[5:]))
        happened.append(liked[5:])
    chances, liked = np.concatenate(said), np.concatenate(happened)
    places = np.minimum((chances * 10).astype(int), 9)
    off = [
        abs(chances[places == p].mean() - liked[places == p].mean()) * (places == p).mean()
        for p in range(10)
        if (places == p).any()
    ]
    assert sum(off) < 0.05


def test_nobody_to_learn_from_leaves_an_open_mind() -> None:
    prior = fitted_prior([], WIDTH)
    assert np.allclose(prior.mean, 0)
    assert prior.covariance == pytest.approx(np.eye(WIDTH))

"""Fits what Flowery believes of a taste before somebody says anything:
`python -m docs.prior TABLE RATINGS > data/taste_prior.jsonl`.

TABLE is a table of perfumes with columns of votes ("longevity_votes", "sillage_votes"): how often
people at large voted on a perfume. RATINGS is a table of ratings of anything by many people
(MovieLens-100K was taken). Only the few numbers that are printed are kept, no row of either.

What they are, and are not. No ratings of perfumes by persons were to be had. So:
- the mean on the axes is what tells the perfumes of a house that got more votes, for their year,
  from those of the same house that got fewer: what is known and worn by many, which is near to what
  is liked, and not the same;
- the widths are those under which the votes are likeliest when the public of every house is taken
  for one person (marginal likelihood): how differently publics prefer, not persons. The overall
  width of one person's taste is therefore chosen by their own words, when Flowery learns it;
- how often somebody likes what they judge, and how far people differ in that, is that of RATINGS,
  another field: it sets the level of a chance, and moves no perfume past another.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import product
from pathlib import Path

import numpy as np

from flowery.learning.evaluation.tables import LIKED, read_ratings
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.importing.importer import columns_of, drafts_of
from flowery.perfumery.importing.rows import rows_of
from flowery.perfumery.naming import load_houses
from flowery.perfumery.notes import Taxonomy, load_taxonomy
from flowery.taste.columns import ON_AXES, Columns
from flowery.taste.preference import Column, Matrix, fitted_prior, learned, likelihood
from flowery.taste.prior import Fitted, prior_of
from flowery.words.vocabulary import AXES, Fragrance

VOTES = ("longevity_votes", "sillage_votes")
YEARS = 20  # perfumes of one year, or its median says little
HOUSE = (12, 200)  # perfumes of a house: fewer tell nothing of its public, more are many publics
HOUSES = 250  # whose publics the widths are fitted to
ON = (0.25, 0.5, 0.7, 1.0, 1.4, 2.0)  # widths that are tried for axes and for smells
LEVELS = (1.0, 2.0, 3.0)  # and for how well known a house is, which is not kept
DECAYS = (0.0, 0.25, 0.5)
_SEED = 14

Judged = tuple[Matrix, Column]
"""The perfumes of a house as columns, and how far above the median of its year each stands."""


def main(arguments: Sequence[str]) -> int:
    """Print the numbers as one line of JSON."""
    if len(arguments) != 2:
        print("usage: python -m docs.prior TABLE RATINGS")
        return 2
    perfumes, votes = voted(Path(arguments[0]), load_taxonomy())
    houses = publics(perfumes, standing(perfumes, votes), load_taxonomy())
    level, apart = habit(Path(arguments[1]))
    some = np.random.default_rng(_SEED).permutation(len(houses))[:HOUSES]
    widths = widest([houses[place] for place in some])
    axes = liked_axes(houses, widths)
    blocks = {"usual": apart, "axes": widths.widths["axes"], "smells": widths.widths["smells"]}
    rounded = {name: round(width, 3) for name, width in blocks.items()}
    print(json.dumps(asdict(Fitted(round(level, 3), axes, rounded, widths.decay))))
    return 0


def voted(table: Path, taxonomy: Taxonomy) -> tuple[list[Fragrance], Column]:
    """The perfumes of a table, each with the sum of its votes."""
    drafts = drafts_of(table, taxonomy, columns_of(table))
    perfumes: list[Fragrance] = []
    votes: list[int] = []
    for row in rows_of(table):
        try:
            draft, _ = drafts.draft(row.cells)
        except ValueError:
            continue  # the import would refuse it
        perfumes.append(replace(draft, id=str(row.number)))
        votes.append(sum(sum(row.cells.get(column) or ()) for column in VOTES))
    return perfumes, np.array(votes, dtype=np.float64)


def standing(perfumes: Sequence[Fragrance], votes: Column) -> Column:
    """How many votes a perfume has above the median of its year, as a logarithm; nothing where the
    year says too little.
    """
    years = np.array([perfume.year or 0 for perfume in perfumes])
    above = np.full(len(perfumes), np.nan)
    for year in np.unique(years[years > 0]):
        rows = np.flatnonzero(years == year)
        if len(rows) >= YEARS:
            above[rows] = np.log1p(votes[rows]) - np.median(np.log1p(votes[rows]))
    return above


def publics(perfumes: Sequence[Fragrance], above: Column, taxonomy: Taxonomy) -> list[Judged]:
    """The perfumes of each house that has enough, with what its public thinks of them."""
    nothing = np.zeros((len(perfumes), 1), dtype=np.float32)
    features = Columns(Catalogue(perfumes, taxonomy, nothing)).matrix.astype(np.float64)
    houses, found = load_houses(), defaultdict(list)
    for row in np.flatnonzero(~np.isnan(above)):
        found[houses.key(perfumes[row].brand)].append(row)
    fewest, most = HOUSE
    rows = [found[house] for house in sorted(found) if fewest <= len(found[house]) <= most]
    return [(features[some], above[some]) for some in rows]


def widest(people: Sequence[Judged]) -> Fitted:
    """The widths under which all that was voted is likeliest."""

    def likely(fitted: Fitted) -> float:
        prior = prior_of(fitted)
        return sum(likelihood(prior, x, (above > 0).astype(np.float64)) for x, above in people)

    tried = (
        Fitted(0.0, {}, {"usual": level, "axes": axes, "smells": smells}, decay)
        for level, axes, smells, decay in product(LEVELS, ON, ON, DECAYS)
    )
    return max(tried, key=likely)


def liked_axes(people: Sequence[Judged], widths: Fitted) -> dict[str, float]:
    """What the publics of houses have in common, on the axes alone: within one house, its fame
    tells nothing.
    """
    features = np.vstack([x - x.mean(axis=0) for x, _ in people])
    features[:, : ON_AXES.start] = features[:, ON_AXES.stop :] = 0
    more = np.concatenate([above > np.median(above) for _, above in people])
    mean = learned(prior_of(widths), features, more.astype(np.float64)).mean[ON_AXES]
    return {axis: round(float(weight), 3) for axis, weight in zip(AXES, mean, strict=True)}


def habit(table: Path) -> tuple[float, float]:
    """How often people like what they judge, as a logit, and how far they differ in that."""
    ratings = read_ratings(table)
    liked = (ratings.values >= LIKED).astype(np.float64)  # what is so-so was not liked
    each = [liked[ratings.people == person] for person in np.unique(ratings.people)]
    prior = fitted_prior([(np.ones((len(one), 1)), one) for one in each], 1)
    return float(prior.mean[0]), float(np.sqrt(prior.covariance[0, 0]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

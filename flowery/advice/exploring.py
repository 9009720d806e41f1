"""One perfume in twelve is shown because least is known of whether it is liked: a taste that only
repeats itself learns nothing. It still answers the question, and it says that it is a surprise.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from flowery.advice.foreseeing import Outlook
from flowery.advice.holdings import Column
from flowery.advice.variety import Pick, Pool
from flowery.words.vocabulary import Brief

EVERY = 12  # perfumes
LEAST = 4  # in an answer; below, each place belongs to what fits best
LEEWAY = 0.04  # of a score: farther below the last of the list it is no answer any more


def is_due(brief: Brief, rows: Sequence[int]) -> bool:
    """Whether this answer has the one in twelve. The same question on the same catalogue always
    has it or never.
    """
    drawn = crc32(repr((brief, sorted(rows))).encode()) % EVERY
    return len(rows) >= LEAST and drawn < len(rows)


def explored(
    pool: Pool, scores: Column, picks: Sequence[Pick], dislikes: Column, outlook: Outlook
) -> Sequence[Pick]:
    """The list with its last perfume exchanged for the one of which least is known, among those
    that answer the question nearly as well and hold no more of what is disliked than the others.
    """
    foretold, rows = outlook.foretold, pool.rows
    doubt = foretold.high[rows] - foretold.low[rows]
    least = min(float(dislikes[pick.row]) for pick in picks)
    welcome = np.where(dislikes[rows] >= least, doubt, 0)
    return pool.pick(scores, len(picks), last_by=welcome, leeway=LEEWAY)

"""What shops write: sizes and sprays in the title of a product, and prices."""

from __future__ import annotations

import re
from typing import Any

from flowery.perfumery.importing import cells

_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(ml|fl\.?\s*oz|oz)\b", re.IGNORECASE)
_SPRAY = re.compile(
    r"[\s,/|(-]*\b(?:natural )?(?:spray|vaporisateur|vapo|splash)\b[\s,/|(-]*$", re.IGNORECASE
)
_SPRAYED = re.compile(
    r"(?:parfum|toilette|cologne|\bed[ptc])[\s,/|(-]+(?:natural )?spray\W*$", re.I
)
_OUNCE = 29.57  # millilitres
_USUAL = (45, 125)  # millilitres of a usual full bottle
_BANDS = (40, 80, 130, 200)  # euros; see the price band of a Fragrance


def price_band(price: Any, size: Any, is_euro: bool) -> int | None:
    """The band 1..5 of a price in euros for a usual full bottle; None when currency or size are
    not said, or are others.
    """
    said, bottle = cells.text(price), _SIZE.search(cells.text(size))
    if bottle is None or not (is_euro or re.search(r"€|\beur", said, re.IGNORECASE)):
        return None
    if re.search(r"\d[.,' ]\d{3}", said) or re.search(
        r"[$£¥₩]|\b(?:usd|gbp|jpy|krw)\b", said, re.IGNORECASE
    ):
        return None
    millilitres = _amount(bottle[1]) * (1 if bottle[2].casefold() == "ml" else _OUNCE)
    cost = re.search(r"\d+(?:[.,]\d{1,2})?(?!\d)", said)
    if cost is None or not _USUAL[0] <= millilitres <= _USUAL[1]:
        return None
    return 1 + sum(_amount(cost[0]) >= limit for limit in _BANDS)


def sold_as(name: str) -> tuple[str, str]:
    """The name of a perfume in the title of a product, and the size that stood in it: "Iris Eau De
    Parfum Spray 100 ml" is "Iris Eau De Parfum".
    """
    bottle = _SIZE.search(name)
    cut = name[: bottle.start()] if bottle and bottle.start() else name
    plain = _SPRAY.sub("", cut) if cut != name or _SPRAYED.search(cut) else cut
    return plain.strip(" ,/|(-") or name, bottle[0] if bottle else ""


def _amount(said: str) -> float:
    return float(said.replace(",", "."))

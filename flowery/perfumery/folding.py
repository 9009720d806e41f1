"""How names are compared: case, accents, hyphens and apostrophes do not tell two names apart."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[^\w]+|_+")


def folded(name: str) -> str:
    """ "Ylang-Ylang", "ylang ylang" and "Ylang_Ylang" are one name; Hangul stays composed."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("'", "").replace("’", ""))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _APART.sub(" ", unicodedata.normalize("NFC", plain)).strip()


def singular(name: str) -> str:
    """An English name without its plural: "rose petals" -> "rose petal", "berries" -> "berry"."""
    head, _, last = name.rpartition(" ")
    if len(last) > 4 and last.endswith("ies"):
        last = last[:-3] + "y"
    elif len(last) > 4 and last.endswith(("ches", "shes", "xes", "oes")):
        last = last[:-2]
    elif len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is")):
        last = last[:-1]
    return f"{head} {last}".strip()


def identifier(name: str) -> str:
    """A name as an id: "Damask rose" -> "damask_rose"."""
    return folded(name).replace(" ", "_")

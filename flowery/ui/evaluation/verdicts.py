"""How a comparison stands, in a sentence or two and in a picture: of lists that two rankings won,
or of stars that two ways of wording got.
"""

from __future__ import annotations

from flowery.learning.evaluation.interleaving import Verdict
from flowery.learning.evaluation.resampling import Measured
from flowery.learning.evaluation.two_wordings import Arm, WordsVerdict
from flowery.ui.evaluation import chart as evaluation_chart
from flowery.ui.words import gettext as _

_EVEN = 0.5


def said(verdict: Verdict | WordsVerdict) -> str:
    """How a comparison stands."""
    if isinstance(verdict, WordsVerdict):
        return _words_said(verdict)
    return verdict_said(verdict)


def draw(verdict: Verdict | WordsVerdict, key: str) -> None:
    """The share of lists that A won, or how many answers of each were rated well, with what is
    still possible; nothing before the first.
    """
    if isinstance(verdict, WordsVerdict):
        arms = ((_("A rated well"), verdict.a), (_("B rated well"), verdict.b))
        rows = [(name, Measured(arm.share, arm.low, arm.high)) for name, arm in arms if arm.rated]
        if rows:
            evaluation_chart.draw(rows, f"share.{key}", ours=len(rows))
    elif verdict.a + verdict.b:
        share = Measured(verdict.share, verdict.low, verdict.high)
        evaluation_chart.draw([(_("Lists won by A"), share)], f"share.{key}", even=_EVEN)


def verdict_said(verdict: Verdict) -> str:
    """How a comparison of rankings stands, in one sentence or two."""
    if not verdict.shown:
        return _("No list was drafted yet; the next question in Ask begins it.")
    if not verdict.a + verdict.b:
        told = _("Lists drafted so far: {shown}. None is decided yet.")
        return told.format(shown=f"{verdict.shown:,}")
    if verdict.outcome == "neither":
        told = _("After {count} decided lists neither is better by enough to matter: {a} to {b}.")
        return told.format(count=verdict.a + verdict.b, a=verdict.a, b=verdict.b)
    if verdict.outcome != "open":
        better = _("A is better, {a} to {b}.") if verdict.outcome == "a" else _better_b()
        return better.format(a=verdict.a, b=verdict.b)
    return f"{_lead(verdict)} {_more(verdict)}"


def _words_said(verdict: WordsVerdict) -> str:
    """How a comparison of two ways of wording stands."""
    if not verdict.worded:
        return _("No answer was worded for it yet; the next question in Ask begins it.")
    if not verdict.a.rated + verdict.b.rated:
        told = _("Answers worded so far: {count}. None was rated yet.")
        return told.format(count=f"{verdict.worded:,}")
    stands = _("Rated well: A {a}, B {b}.").format(a=_of(verdict.a), b=_of(verdict.b))
    if verdict.outcome == "open":
        return f"{stands} {_more_stars(verdict)}"
    better = {
        "a": _("A is better."),
        "b": _("B is better."),
        "neither": _("Neither is better by enough to matter."),
    }
    return f"{better[verdict.outcome]} {stands}"


def _of(arm: Arm) -> str:
    return _("{good} of {rated}").format(good=arm.good, rated=arm.rated)


def _more_stars(verdict: WordsVerdict) -> str:
    if verdict.more is None:
        return _("Not sure yet, and too close to say how many more it takes.")
    return _("Not sure yet; rated answers still needed: about {more}.").format(more=verdict.more)


def _better_b() -> str:
    return _("B is better, {b} to {a}.")


def _lead(verdict: Verdict) -> str:
    if verdict.a == verdict.b:
        told = _("A and B stand {a} to {b}.")
    elif verdict.a > verdict.b:
        told = _("A leads {a} to {b}.")
    else:
        told = _("B leads {b} to {a}.")
    return told.format(a=verdict.a, b=verdict.b)


def _more(verdict: Verdict) -> str:
    if verdict.more is None:
        return _("Not sure yet, and too close to say how many more it takes.")
    return _("Not sure yet; decided lists still needed: about {more}.").format(more=verdict.more)

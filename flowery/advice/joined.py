"""What the other paths hand in to the question path; `wiring` joins them."""

from __future__ import annotations

from dataclasses import dataclass, field

from flowery.advice.drafting import SpokenOf, TrialOf, no_trial, not_spoken
from flowery.advice.elsewhere import Elsewhere
from flowery.advice.foreseeing import OutlookOf
from flowery.advice.person import ProfileOf
from flowery.advice.standing import ProfileAt
from flowery.advice.tuned import Tuned, Untuned


@dataclass(frozen=True)
class Joined:
    """The taste of a person now and at any time, as it is said and as it is learned, whether a
    question is answered or worded for a comparison, what training put into use, and who finds by
    meaning elsewhere.
    """

    profile_of: ProfileOf
    profile_at: ProfileAt
    outlook_of: OutlookOf
    trial_of: TrialOf = no_trial
    tuned: Tuned = field(default_factory=Untuned)
    elsewhere: Elsewhere | None = None
    spoken_of: SpokenOf = not_spoken

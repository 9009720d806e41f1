"""`profile`: a person's taste as it stands."""

from __future__ import annotations

from flowery.cli.call import Call
from flowery.cli.command import Command, of_user
from flowery.cli.shapes import counted, profile_shape
from flowery.words.vocabulary import ScentProfile

_SHOWN_NOTES = 12
_BAR = 24


def _profile(call: Call) -> int:
    with call.flowery() as flowery:
        profile = flowery.taste.profile(call.user_id(flowery.tables))
    call.say(profile_shape(profile), _profile_words(profile))
    return 0


def _profile_words(profile: ScentProfile) -> str:
    if not profile.evidence:
        return "There is nothing to tell yet: keep a memory first."
    axes = [
        f"  {score.axis.replace('_', ' '):<13} {score.value:.2f} {'█' * round(_BAR * score.value)}"
        for score in profile.axes
    ]
    notes = [
        f"  {score.note.replace('_', ' '):<24} {score.score:+.2f}"
        for score in profile.notes[:_SHOWN_NOTES]
    ]
    evidence = counted(profile.evidence, "piece", "pieces")
    said = f"From {evidence} of evidence in {counted(profile.memories, 'memory', 'memories')}:"
    return "\n".join([said, *axes, "Notes:", *notes])


COMMANDS = (Command("profile", "the taste of a person, replayed from evidence", _profile, of_user),)

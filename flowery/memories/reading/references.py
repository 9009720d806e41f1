"""What "it", "that smell", "the latter" and "all of it" mean: a list that was named before."""

from __future__ import annotations

from flowery.memories.reading.feelings import last_group, referred_to
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.phrases import Found
from flowery.memories.reading.scene import Scene


def reference(scene: Scene, cue: Found[str]) -> tuple[Mention, ...]:
    """The mentions that the clause of a cue points back to."""
    sentence = scene.tokens[cue.first].sentence
    first, after = scene.passage.sentences[sentence]
    if before := before_in_sentence(scene, cue):
        return scene.group_of(before[-1])
    pool = referred_to(scene, sentence)
    if scene.of_kind(("all_of",), first, after):
        return pool
    named = named_of_list(scene, first, after)
    if named is not None and pool:
        return (pool[named],)
    return _topic(scene, pool) or last_group(scene, pool)


def _topic(scene: Scene, pool: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """What was spoken of before: "… tuberose. … tuberose in candles, in soap. I hate it"."""
    if not pool:
        return ()
    earlier = {m.entry.notes for m in scene.mentions if m.sentence < pool[0].sentence}
    return tuple(m for m in pool if m.entry.notes and m.entry.notes in earlier)


def before_in_sentence(scene: Scene, cue: Found[str]) -> tuple[Mention, ...]:
    """The mentions of its sentence before a cue."""
    sentence = scene.tokens[cue.first].sentence
    return tuple(m for m in scene.mentions_of(sentence) if m.last < cue.first)


def named_of_list(scene: Scene, first: int, after: int) -> int | None:
    """Which of a list is meant: "the former", "the latter"; None when neither is said."""
    if scene.of_kind(("latter",), first, after):
        return -1
    return 0 if scene.of_kind(("former",), first, after) else None


def one_of_list(scene: Scene, cue: Found[str], named: int) -> tuple[Mention, ...]:
    """The named one of the list before a cue."""
    sentence = scene.tokens[cue.first].sentence
    before = before_in_sentence(scene, cue)
    pool = scene.group_of(before[-1]) if before else referred_to(scene, sentence)
    return (pool[named],) if pool else ()


def points_back(scene: Scene, cue: Found[str]) -> bool:
    """ "It is a smell I have loved": what is loved was named before, as a smell."""
    first, _ = scene.passage.sentences[scene.tokens[cue.first].sentence]
    return bool(scene.of_kind(("anaphor", "smell_noun"), first, cue.first))


def is_of_other_thing(scene: Scene, cue: Found[str]) -> bool:
    """ "It was the wet towels I couldn't take": no smell, and nothing said before."""
    first, _ = scene.passage.sentences[scene.tokens[cue.first].sentence]
    words = [t.word for t in scene.tokens[first : cue.first]]
    if words[:1] != ["it"] or words[1:2] not in (["was"], ["is"]) or "i" not in words:
        return False
    between = range(first + 2, first + words.index("i"))
    told = {scene.word(i) for i in between} & {"one", "thing", "that", "what", "like", "why", "so"}
    determined = scene.word(first + 2) in {"the", "my", "his", "her", "their", "those", "that"}
    return determined and not told and not any(scene.is_smell_word(i) for i in between)


def is_of_other_kind(scene: Scene, cue: Found[str]) -> bool:
    """ "This isn't the soapy kind that I detest"."""
    before = [t.word for t in scene.tokens[max(0, cue.first - 8) : cue.first]]
    kinds = [i for i, word in enumerate(before) if word in {"kind", "sort", "type"}]
    led = bool(kinds) and set(before[kinds[-1] + 1 :]) <= {"that", "which", "i", "usually", "so"}
    return led and bool(set(before[: kinds[-1]]) & {"not", "isnt", "wasnt", "arent", "never"})

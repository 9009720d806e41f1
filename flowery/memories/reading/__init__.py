"""Reading smells in a text, in English and Korean, without any model.

What is found
    letters        folds a text for comparison and remembers where every letter came from
    passage        words and sentences
    cues           the words around a smell (`data/cues*.jsonl`)
    phrases        finds known phrases, longest first
    entries        what can be found: notes and everyday sources by every name they have
    mentions       where they are found
    scene          a passage with its mentions and cue words: what everything below looks at
Which of it smells
    figures        colours, names, verbs and likenesses that only look like smells
    surroundings   how much a sentence speaks of smelling
    lists          which mentions stand together
    admission      which mentions count
    unknown        smelling things that no entry covers
    denial         what is excluded, absent or corrected
What is felt
    feelings       loved, hated or neither; clauses bound it
    english_feelings   from feelers, polarity, objects, praise, references, and what decides
                   without a word of feeling: turns, comparisons
    korean_feelings
How it is told
    manner         qualities, layer, and whose thing it is
    extraction     the entry: SmellReader
"""

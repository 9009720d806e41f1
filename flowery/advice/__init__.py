"""The question path: a question in plain words becomes perfumes with reasons for and against.

asking          the words people ask with: leaving out, softening, asking for more; asking_korean
saying          a question as it is compared: its words and stops
inquiry         what kind of answer is wanted, and how many perfumes
phrases         finds what is known (notes, accords, moods, houses …) in a question
polarity        which of it is wanted, softened or left out; denying_korean
titles          perfumes, houses and perfumers that a question names
meanings        what a known word means: a subject, a mood, a direction
brief           all of it together: a question becomes a Brief
coverage        what a name covers: kinds, groups, accords, notes that carry it
exclusions      vetoes as a mask before ranking; second_look: at every perfume before it is shown
features        the catalogue as ranking reads it
aspects         what is asked for, each wish as a column over all perfumes
liking          a profile as ranking reads it, and as it would be without one memory
own_memories    a person's own chunks, searched by words and by meaning
person          one person as a question finds them
foreseeing      what is needed of a learned taste
retrieval       which perfumes are close to the words of a question
ranking         parts that sum to the score
variety         unlike perfumes beside each other
explanation     the reasons for and against, measured; because, leanings, quoting, what_if
shelf           how far a perfume ventures from what is known of a taste; exploring: one in twelve
acceptance      how what stood on a shelf was taken
relaxing        which wish to relax when nothing fits
labels          names to show; phrasing: one reason as a phrase; telling: one perfume in a sentence
wording         the answer in words, English and Korean
facts           what a model is given to word an answer from, and what it may name: nothing besides
worded          the answer in words by a model; aloud: sentence by sentence while it comes
further         what a model understands of a question besides: it adds, and takes nothing away
recommending    rank, pick, explain, look again
searching       a search in one's own memories
comparing       named perfumes beside each other
panel           everything that stands ready; answering: the three kinds of answer
written         answers as JSON and back
reopening       an earlier answer, without what was forgotten since
afterwards      what a model adds to an answer that was given at once; turns: and only once
supposing       what if: without a memory, or with a dislike let go
critique        what somebody would change in a perfume
recommend       Advice: the path itself
"""

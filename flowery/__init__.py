"""Flowery learns a person's taste in perfume from their scent memories.

The map. A room may import the rooms above it, never one below; the four paths
(memories, taste, advice, learning) never import each other and are joined in wiring.
`tests/test_architecture.py` reads this list and holds the code to it.

    words       settings, errors, vocabulary: the nouns everybody uses; they do nothing
    storage     what is kept: the database, the originals, what is searched, and their upkeep
    models      one port to every model: embedded, or any OpenAI-compatible endpoint
    people      accounts and the tastes they keep, signing in, sessions, the lock-out of guessers
    perfumery   notes, accords, the words of smell in two languages, the catalogue and its search
    memories    the upload path: from a text, a photo, a PDF or a voice note to smells and chunks
    taste       evidence replayed into a profile; chances with their doubt; the next best question
    advice      the question path: brief, retrieval, ranking, explanation, recommendation
    learning    the feedback path: what people say, evaluation, training examples, tuned models
    collection  the perfumes a person has: bottles, wears, ratings, what the wardrobe lacks
    wiring      open_flowery(settings) -> Flowery: the only place that knows the real edges
    worker      the threads that run journalled steps and resume them after a restart
    example     the example person whose diary newcomers may look around in
    cli         the scriptable face
    ui          the face in the browser

Three things differ from the first sketch of the house. `people` is a room of its own, since who may
enter is neither a matter of storage nor of pages. `worker` stands below `wiring` because it
drives an opened Flowery and nothing else. Full text is answered by our own postings in memory
(`storage/postings.py`): on 37,926 perfumes LanceDB's n-gram full text took 110-240 ms a question
and its plain one 10-13 ms, where the whole answer may take ten exact scans (about 20 ms).
"""

__version__ = "0.1.0"

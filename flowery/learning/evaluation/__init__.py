"""Is what was learnt any good? Rankers beside simple ones, on ratings that nobody here wrote.

tables      a table of ratings and one of items, as they come
opinions    what an item is like, and what other people's ratings say of it
rankers     ours and the simple ones beside it, behind one port
metrics     how good a list or a probability is
protocol    people apart, the first few ratings known, the rest asked
report      means with intervals, paired where two are compared
"""

"""Models: one port to everything that reads, sees, hears or embeds.

`port` says what a model is to the rest of the house; `connect.open_models` gives one. Nobody
outside this room knows which library answers, and of the errors in `flowery.words.errors` only
`NotOffered` and `ModelUnavailable` leave it.
"""

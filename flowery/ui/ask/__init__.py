"""The page *Ask*: a question, what was understood of it, and its answer."""

"""The page *Memories*: the diary: its list, one memory, its smells and what may be changed."""

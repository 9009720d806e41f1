"""What is kept: rows (SQLAlchemy), originals (files named by their sha256) and what is searched
(LanceDB).

The rows and the originals are the truth; everything in LanceDB can be rebuilt from them.
Personal rows are reached through `tables.of(user)` only.
"""

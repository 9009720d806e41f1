"""The page *Catalogue*: where the perfumes come from, and tables of more; for administrators."""

"""The page *Explore*: the catalogue searched and walked, notes, perfumes side by side."""

"""The page *Collection*: bottles, wears, ratings, and what the wardrobe lacks."""

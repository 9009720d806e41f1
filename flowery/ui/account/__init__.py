"""The page *Account*: who you are here, your dislikes, password, tastes, data."""

"""The page *Remember*: writing a memory down."""

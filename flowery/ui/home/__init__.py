"""The page *Home*: the first page, and the step that would help most."""

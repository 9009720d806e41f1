"""The page *Graph*: the scent graph, drawn flat and in space."""

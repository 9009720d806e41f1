"""The page *Teach me*: the question that would teach most, and what its answer changed."""

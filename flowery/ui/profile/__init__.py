"""The page *Profile*: the radar, the notes and the evidence behind every number."""

"""Settings, errors and the vocabulary. Nothing here does anything, everybody may import it."""

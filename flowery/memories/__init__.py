"""The upload path: from a text, a photo, a PDF or a voice note to smells and chunks.

remember      the entry: keep, settle, correct, edit, forget, rebuild
workshop      the stores, models and locks it works with
intake        what may be kept, judged before anything is written; content: what a file is by its
              bytes, whatever its name
settling      runs the journalled steps of one memory, from where it stands; steps: what each does
readers       PDF (in a process of its own), photo, the words in a picture
vision        palette, light, warmth, texture (colour: CIELAB); hints: what they may smell of
enhancement   the memory in fuller words that add nothing
chunking      the pieces that are searched; sentences: where those end
smelling      the smells of a memory; reading: how they are read in a text
correcting    what the person says about a smell
forgetting    takes everything of a memory away and looks for traces
"""

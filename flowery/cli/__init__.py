"""The scriptable face: what the pages do in a browser, from a shell, through the same functions.

Its names and JSON shapes are a promise to the scripts that people keep: fields are added, none is
renamed or dropped. `index` lists the commands, `main` runs one; what a command needs is loaded by
that command alone, so that `--help` answers at once.
"""

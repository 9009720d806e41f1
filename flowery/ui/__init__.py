"""The face in the browser: a folder for every page, and beside them what pages share."""

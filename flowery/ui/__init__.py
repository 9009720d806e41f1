"""The face in the browser: it draws and asks. A folder a page, and beside them what they share."""

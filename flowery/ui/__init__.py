"""The face in the browser. It draws and asks; what is true stands in the rooms above."""

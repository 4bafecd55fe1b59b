"""Functions to compare with, each in a folder of its own: what anybody would write for the same list."""

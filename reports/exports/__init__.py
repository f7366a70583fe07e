"""A story for other programs, one module a format; each has `files(shown)`: from a file's name to what is in it."""

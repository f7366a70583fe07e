"""A story for other programs, one module a format; each has `files(story)`: from a file's name to its text or bytes."""

"""The commands of `align`, one file for those of one kind. Every import beyond click waits until a command runs."""

"""Writes the weights that ship: each by one seeded command, from data with a free licence."""

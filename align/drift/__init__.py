"""Drift: what changed between an original and its rendering, named, located and weighed."""

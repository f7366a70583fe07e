"""Wire copy made to order: articles in eleven languages that quote known statements with known drifts.

Its phrases (`phrases/`) were written for it alone: neither `training/` nor the language files of `seeds` and `align`
share a list with it, so that what it measures was not taught.
"""

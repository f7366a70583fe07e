"""Quotes of an article: the marks, the reported clauses, and who said them."""

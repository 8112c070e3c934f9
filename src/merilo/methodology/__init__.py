"""Methodology: what the law says, as data with clauses, and how to load, find and compare it."""

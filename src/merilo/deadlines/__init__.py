"""Deadlines: the terms of the law as data with clauses, workdays, and terms as people write them."""

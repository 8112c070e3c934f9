"""Tally: raw answers in, counts per organization and question out. One contract, several engines."""

"""Uncertainty: intervals of shares, scores and places; which organizations cannot be told apart."""

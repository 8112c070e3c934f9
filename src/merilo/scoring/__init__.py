"""Scoring: counts and checklist values in, exact and explained numbers out."""

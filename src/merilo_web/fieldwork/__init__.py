"""Questionnaires, codes, inspections, progress, acceptance."""

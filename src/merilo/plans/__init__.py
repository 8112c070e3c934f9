"""A plan as data: its model, checks, and what is worth mending first."""

"""Writes of the app: one function, one event; a module for each topic."""

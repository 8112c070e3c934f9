"""Writes of the app, a module for each topic."""

"""Writes of fieldwork, a module for each part: one function is one event."""

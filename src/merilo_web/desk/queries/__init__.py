"""Reads of the desk, a module for each page."""

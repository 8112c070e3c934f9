"""Importers: files in, observations and coded problems out. Never an exception for bad data, never a silent repair."""

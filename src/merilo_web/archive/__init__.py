"""Issued documents and evidence."""

"""Pages of fieldwork, a module for each part."""

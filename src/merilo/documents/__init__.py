"""Documents: a report as data in, bytes of a file out. One module per document, writers by format."""

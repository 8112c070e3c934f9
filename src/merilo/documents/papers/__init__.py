"""The papers of a cycle: one module per legal document, each from a frozen dataclass to a paper of blocks."""

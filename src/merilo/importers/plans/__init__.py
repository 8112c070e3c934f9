"""Importing plans: a file becomes one stream of blocks, the blocks become a paper. Nothing is saved, nothing is lost."""

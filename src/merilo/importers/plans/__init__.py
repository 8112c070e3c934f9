"""Importing plans: a file becomes one stream of blocks, the blocks become a paper. Nothing is saved or lost.

`reading.read_plan` reads a file whole.
"""

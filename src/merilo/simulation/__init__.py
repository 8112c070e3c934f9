"""Simulation: invented cycles of any size whose truth is known."""

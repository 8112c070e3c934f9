"""`python -m merilo`."""

from merilo.cli import run

run()

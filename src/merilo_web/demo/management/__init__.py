"""Commands of the show."""

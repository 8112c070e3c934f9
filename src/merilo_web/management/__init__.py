"""Commands of `merilo-web`."""

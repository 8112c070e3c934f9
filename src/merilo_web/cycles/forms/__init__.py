"""Forms of the app: input into clean values; a module for each topic."""

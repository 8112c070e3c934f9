"""Pages of the app, a module for each topic."""

"""Home pages of the roles."""

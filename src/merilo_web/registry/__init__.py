"""Authorities, organizations, councils, operators and who acts for them."""

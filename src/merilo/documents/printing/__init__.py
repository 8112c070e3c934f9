"""Printed pages: words shaped, lines broken, pages filled, and the file an archive takes. See decision 0011."""

"""How bytes of a format are made and how files reach the disk; nothing of the law is known here."""

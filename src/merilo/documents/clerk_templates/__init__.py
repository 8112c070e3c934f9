"""Templates of documents that an authority edits in Word: fields in braces, rows repeated by `{%tr for … %}`."""

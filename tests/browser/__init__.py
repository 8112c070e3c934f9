"""The system as people meet it: the real server, a real browser, the invented municipality."""

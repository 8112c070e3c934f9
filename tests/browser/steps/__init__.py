"""What people do in a small cycle of three organizations, step by step, on their screens."""

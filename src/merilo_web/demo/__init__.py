"""An invented municipality to show the system with: nothing in it names a real place or person."""

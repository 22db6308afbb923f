"""The screen about the program."""

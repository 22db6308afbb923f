"""The first screen of the day: what is due, and the one thing to do next."""

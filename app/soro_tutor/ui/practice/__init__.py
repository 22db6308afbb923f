"""Where practice is chosen, and where the lesson opens."""

"""What a tutor knows: frozen values and pure functions; no file, clock, thread or network."""

"""How messages are read: Markdown with formulas, in a transcript, on paper."""

"""The terminal's commands: the same sessions without a window."""

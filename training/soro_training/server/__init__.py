"""Checkpoints for schools' servers: FP8 and INT4, made in an environment of their own."""

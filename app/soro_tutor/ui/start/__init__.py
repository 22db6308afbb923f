"""First start, and choosing who is learning."""

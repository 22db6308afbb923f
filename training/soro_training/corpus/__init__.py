"""The corpus: texts with a licence, cleaned, sorted out and counted."""

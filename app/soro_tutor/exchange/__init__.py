"""Formats of others: what goes out of the program as a file and what comes in; text in, text out."""

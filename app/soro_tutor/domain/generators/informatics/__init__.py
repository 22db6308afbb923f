"""Informatics: questions about numbers, sizes, logic and short programs."""

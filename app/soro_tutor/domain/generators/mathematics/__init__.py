"""Generators of mathematics: from arithmetic to derivatives, with drawn figures."""

"""Generators of chemistry: substances and amounts, equations, solutions, atoms."""

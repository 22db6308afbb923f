"""Scores of models: tasks as data, models of three kinds, marking, and what the figures are worth."""

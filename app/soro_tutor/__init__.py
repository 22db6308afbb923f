"""Soro Tutor: an offline tutor in Tajik, Russian and English on a local language model."""

__version__ = "0.4.0"

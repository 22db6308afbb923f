"""Dialogues that a model is taught with, made from the item bank, the glossary and the lesson's states."""

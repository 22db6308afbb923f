"""The stage that gives a Gemma 3 a vocabulary for Tajik: what no text needs goes, and Tajik pieces come."""

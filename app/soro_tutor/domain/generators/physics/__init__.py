"""Physics: questions computed with units, so that the dimensions of every answer are proven."""

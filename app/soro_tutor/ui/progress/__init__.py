"""How far the learner has come: the map of topics, and work with and without help."""

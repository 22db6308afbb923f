"""The lesson: an item, the learner's answer, and what is said to it."""

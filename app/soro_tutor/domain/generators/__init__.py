"""Items that are computed: each generator makes a new variant of one kind of question from a seed."""

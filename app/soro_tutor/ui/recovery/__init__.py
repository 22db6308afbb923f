"""What is shown instead of the program when the data cannot be opened."""

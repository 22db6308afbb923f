"""The making of Soro's own model: from a Tajik corpus to a GGUF file and its scores."""

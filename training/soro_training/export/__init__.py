"""From a checkpoint to GGUF files, each measured against the unquantized model."""

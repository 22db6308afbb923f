"""One conversation as it happens: the domain joined with the store and the engine, without a window."""

"""Models and sticks: what a kit holds, whether it may be trusted, and how it is copied and installed."""

"""Pictures of the demo publication: all drawn by this code, each the same on every run."""

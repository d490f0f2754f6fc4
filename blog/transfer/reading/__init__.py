"""Text of a source → pieces, each with its place. No Django."""

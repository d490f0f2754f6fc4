"""A film and a sound of the demo, made by arithmetic; nobody was recorded."""

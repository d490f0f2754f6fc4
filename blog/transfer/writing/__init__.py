"""Documents → pages, pictures, files and settings."""

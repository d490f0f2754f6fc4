"""Import and export in Wagtail's admin."""

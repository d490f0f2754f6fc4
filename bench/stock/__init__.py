"""A page as Wagtail's own tutorial builds it: what ours are measured against."""

"""Public lists and pages beside the posts, a module for each subject."""

"""A page as a new Wagtail site has it: the yardstick for pages of ours. For benchmarks alone."""

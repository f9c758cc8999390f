"""The catalogue: what a release says, and the pages that show it."""

"""The `kiem` command."""

"""Patterns to copy. Nothing here is routed."""

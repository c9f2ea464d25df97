"""The public HTTP service: sessions, rate limits, and calls to Django."""

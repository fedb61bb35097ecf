"""Keeps what was found in articles, and shows it."""

"""Reads news articles: who said what, who plans to meet whom and when, which topics are mentioned."""

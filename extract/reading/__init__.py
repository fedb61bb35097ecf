"""Files and pasted text to articles: one module a format."""

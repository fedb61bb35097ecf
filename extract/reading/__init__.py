"""Files to articles, under limits: `Parser` reads any kind of file in a process of its own."""

from extract.reading.parser import Parser
from extract.reading.records import Columns, Found, Item, Preview, Refused
from extract.reading.suffixes import SUFFIXES
from extract.reading.texts import article_from_text

__all__ = ["SUFFIXES", "Columns", "Found", "Item", "Parser", "Preview", "Refused", "article_from_text"]

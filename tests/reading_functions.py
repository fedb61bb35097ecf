"""What processes of tests do with an article in place of reading it: functions that a process finds by name."""

from __future__ import annotations

import os
import signal
import time

from extract.model import Article, Findings
from tests.stores import findings

DEADLY = "This one ends its process."
POISONOUS = "This one can't be read."
SLOW = "This one takes a second."


def read(article: Article) -> Findings:
    """Find nothing; die, fail or wait where the text says so."""
    if article.text.startswith(DEADLY):
        os.kill(os.getpid(), signal.SIGKILL)
    if article.text.startswith(POISONOUS):
        raise ValueError("no verb\nin sight")
    if article.text.startswith(SLOW):
        time.sleep(1)
    return findings(article.text)


def read_slowly(article: Article) -> Findings:
    """Find nothing, with a wait, so that something can happen meanwhile."""
    time.sleep(0.05)
    return findings(article.text)

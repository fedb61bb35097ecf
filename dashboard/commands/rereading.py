"""`sidelines add --again`: stored articles that an older version read are read anew, and every decision is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Engine

from dashboard.commands.adding import extract
from dashboard.commands.progress import Progress
from dashboard.store import replace_findings, stored_article, unread_by
from dashboard.store.failures import MOST_TRIES, note_failure
from extract.model import Article
from extract.outcomes import Failed, ReadArticle, read_article
from extract.version import reader_version


def read_again(
    store: Engine, *, processes: int | None = None, cluster: str | None = None, read: ReadArticle = read_article
) -> int:
    """Replace the findings of articles that other rules, code or weights read; return the exit code as `add` does.

    An article that fails keeps the findings it has. What changed is told at the end, by kind.

    Raises:
        SidelinesError: nothing can be read: a model is missing, or there is no cluster.
    """
    version = reader_version()
    ids = unread_by(store, version, limit=2**31 - 1)
    if not ids:
        print("All articles were read by this version.")
        return 0
    gained: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    stopped = False

    def articles() -> Iterator[Article]:
        for key in ids:
            if (article := stored_article(store, key)) is not None:  # else removed meanwhile
                yield article

    with Progress(len(ids)) as progress:
        outcomes = extract(articles(), processes, cluster, read)
        try:
            for outcome in outcomes:
                progress.advance(1)
                article = outcome.article
                if isinstance(outcome, Failed):
                    name = article.title or article.id[:12]
                    note_failure(store, article.id, file_name=name, reason=outcome.reason, tries=MOST_TRIES)
                    progress.count("failed")
                    progress.say(f"{name}: keeps the findings it has: {outcome.reason}.")
                    continue
                try:
                    changes = replace_findings(store, outcome, reader_version=version)
                except LookupError:  # removed meanwhile
                    continue
                gained.update(changes.gained)
                lost.update(changes.lost)
                progress.count("read again", work=True)
                if changes.any:
                    progress.count("changed")
        except KeyboardInterrupt:
            stopped = True
        finally:
            outcomes.close()
    counts = progress.counts
    print(f"{counts['read again']:,} articles read again, {counts['changed']:,} of them changed. Decisions are kept.")
    for word, tally in (("New", gained), ("No longer found", lost)):
        if tally:
            print(f"{word}: {', '.join(f'{n:,} {kind}' for kind, n in sorted(tally.items()))}.")
    if stopped:
        print("Stopped. The same command goes on where this one was.")
        return 130
    return 1 if counts["failed"] else 0

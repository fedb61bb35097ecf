"""Many articles on many machines: `extract_batches` on a Dask cluster. Needs the extra ``sidelines[cluster]``."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from extract.batch import extract_batches, from_arrow, from_articles
from extract.errors import SidelinesError
from extract.model import Article
from extract.outcomes import Failed, Outcome, ReadArticle, read_article
from extract.version import reader_version

if TYPE_CHECKING:
    from distributed import Client, Future

BATCH: Final = 16  # articles a task: some seconds of work, and what is done again where a worker dies
AHEAD: Final = 3  # tasks for each thread of the cluster that are under way
CONNECT_LIMIT: Final = 30  # seconds


def extract_on_cluster(
    articles: Iterable[Article], address: str, *, read: ReadArticle = read_article
) -> Generator[Outcome]:
    """Yield what is found in each article, or why nothing is, as the cluster at ``address`` is done with them.

    Only a few batches are under way, so the articles may be any number. A worker that dies costs its batch a try; when
    those that the cluster allows (three) are used up, its articles are tried singly, at last with nothing else under
    way, and the one that ends its workers even so is a `Failed`. Closing the generator takes back what is under way.

    Raises:
        SidelinesError: no Dask here, no cluster there, or workers with another version of Sidelines.
    """
    client = _connect(address)
    try:
        _check_versions(client)
        yield from _outcomes(client, articles, read)
    finally:
        client.close()


def _outcomes(client: Client, articles: Iterable[Article], read: ReadArticle) -> Iterator[Outcome]:
    from distributed import as_completed
    from distributed.scheduler import KilledWorker

    source = iter(articles)
    under_way: dict[Future[Any], list[Article]] = {}
    done = as_completed(with_results=False)

    def send(batch: list[Article]) -> None:
        # Not pure: else the same words in two batches would be one task.
        task = client.submit(_extract, _packed(from_articles(batch)), read, pure=False)
        under_way[task] = batch
        done.add(task)

    def refill() -> None:
        while len(under_way) < AHEAD * max(1, sum(client.nthreads().values())):
            batch = list(islice(source, BATCH))
            if not batch:
                return
            send(batch)

    refill()
    # Dask blames all that waits at a worker which dies: only what ends one with nothing beside it is guilty.
    suspects: list[Article] = []
    while under_way or suspects:
        alone = not under_way
        if alone:
            send([suspects.pop()])
        task = next(done)
        batch = under_way.pop(task)
        error = task.exception()
        if error is None:
            rows = from_arrow(_unpacked(task.result()))
            task.release()
            for article, found in zip(batch, rows, strict=True):
                yield Failed(article, found) if isinstance(found, str) else found
        elif not isinstance(error, KilledWorker):
            raise SidelinesError(f"The cluster could not read a batch ({type(error).__name__}: {error}).") from error
        elif len(batch) > 1:
            for article in batch:
                send([article])
        elif not alone:
            suspects += batch
        else:
            yield Failed(
                batch[0],
                f"ended {error.allowed_failures + 1} workers that read it; split it, or paste part of its text",
            )
        refill()


def _extract(data: bytes, read: ReadArticle) -> bytes:
    """What a worker does: one batch of articles to one of findings, both in Arrow's stream format."""
    [found] = extract_batches([_unpacked(data)], read=read)
    return _packed(found)


def _packed(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _unpacked(data: bytes) -> pa.RecordBatch:
    with pa.ipc.open_stream(data) as stream:
        return stream.read_next_batch()


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise SidelinesError(
            "To read on a cluster Dask is needed: pip install 'sidelines[cluster]', here and on the workers."
        ) from error
    try:
        client = Client(address, timeout=CONNECT_LIMIT)
        client.wait_for_workers(1, timeout=CONNECT_LIMIT)
    except (OSError, TimeoutError, ValueError) as error:
        raise SidelinesError(
            f"No cluster with a worker answers at {address} ({error}). Start `dask scheduler` there, and "
            "`dask worker --nthreads 1 --nworkers -1` on each machine."
        ) from error
    return client


def _check_versions(client: Client) -> None:
    own = reader_version()
    told: dict[str, Any] = client.run(_version, on_error="return")
    for worker, version in told.items():
        if version != own:
            raise SidelinesError(f"The worker {worker} has not this version of Sidelines ({own}) but: {version}.")


def _version() -> str:
    return reader_version()

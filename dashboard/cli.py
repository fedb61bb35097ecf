"""The command `sidelines`: serve the dashboard, add articles, export what was found, look after the store."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from dashboard import serving

EXPORTS = ("articles", "quotes", "meetings", "topic_mentions")
STORE = "The store is the file or address in SIDELINES_STORE, by default a file in your data folder."
ADDING = """\
Reads files, or all that can be read in a folder and below, and stores what is found. All cores are used, and the
dashboard may be open meanwhile. Stop it with Ctrl+C and run it again: it goes on where it was, since an article that is
stored is not read twice. An article that fails three times is set aside with its reason; the rest goes on."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code.

    0, 1 where something was refused or is not in order, 2 where nothing could be done, 130 where it was stopped.
    """
    given = _parser().parse_args(arguments)
    if given.command == "serve":
        return serving.serve(given)
    before = signal.signal(signal.SIGTERM, _interrupt)
    # Imported here: `serve` and `--help` must not wait for the language model.
    from extract.errors import SidelinesError

    try:
        return _run(given)
    except SidelinesError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    finally:
        signal.signal(signal.SIGTERM, before)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sidelines", description="Who said what, who plans to meet whom, which topics.", epilog=STORE
    )
    commands = parser.add_subparsers(dest="command", required=True)

    serving.add_options(commands.add_parser("serve", help="serve the dashboard, to this machine's browser by default"))

    add = commands.add_parser("add", help="add articles from files and folders", description=ADDING, epilog=STORE)
    add.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a file (.txt .md .html .pdf .docx .eml .csv .jsonl .parquet .zip) or a folder",
    )
    add.add_argument("--processes", type=_count, metavar="N", help="how many processes read (default: one a core)")
    add.add_argument("--cluster", metavar="ADDRESS", help="read on a Dask cluster, such as tcp://10.0.0.5:8786")
    add.add_argument("--retry", action="store_true", help="try again what was set aside after three tries")
    kinds = add.add_mutually_exclusive_group()
    kinds.add_argument(
        "--again",
        action="store_true",
        help="instead of files: read stored articles anew that an older version read; decisions are kept",
    )
    kinds.add_argument(
        "--findings",
        action="store_true",
        help="the files are Parquet with findings, as `python -m extract.batch` or another engine wrote them",
    )

    export = commands.add_parser("export", help="write what was found to a file", epilog=STORE)
    export.add_argument("what", choices=EXPORTS, help="the table to write")
    export.add_argument("file", type=Path, metavar="FILE", help="its ending tells how: .csv .xlsx .jsonl .html .ics")

    check = commands.add_parser(
        "check",
        help="see that the store is in order",
        description="Looks at the file itself, the full-text indexes, the hash of every text, and whether totals and "
        "links equal what they are made from. Nothing is written without --repair.",
        epilog=STORE,
    )
    check.add_argument("--repair", action="store_true", help="make again what is derived: totals, links, indexes")

    backup = commands.add_parser("backup", help="write a copy of the store, while it is in use", epilog=STORE)
    backup.add_argument("file", type=Path, metavar="FILE", help="the copy to write; a former one there is replaced")

    restore = commands.add_parser(
        "restore",
        help="put a copy in the store's place",
        description="Checks the copy first; the store as it was is kept beside it. Stop the dashboard before.",
        epilog=STORE,
    )
    restore.add_argument("file", type=Path, metavar="FILE", help="a copy that `sidelines backup` wrote")
    return parser


def _run(given: argparse.Namespace) -> int:
    from dashboard.store import open_store, store_url

    if given.command == "restore":
        from dashboard.commands import care

        return care.restore(store_url(), given.file)
    if given.command == "add" and not given.paths and not given.again:
        print("Name files or folders to add, or --again to read anew what is stored.", file=sys.stderr)
        return 2
    if given.command == "add" and given.paths and given.again:
        print("--again reads what is stored, not files: leave out one of the two.", file=sys.stderr)
        return 2
    store = open_store()
    if given.command == "export":
        from dashboard.commands.exporting import write_table

        return write_table(store, given.what, given.file)
    if given.command in ("check", "backup"):
        from dashboard.commands import care

        return care.check(store, repair=given.repair) if given.command == "check" else care.backup(store, given.file)
    if given.findings:
        from dashboard.commands.findings import add_parquet

        return add_parquet(store, given.paths)
    if given.again:
        from dashboard.commands.rereading import read_again

        return read_again(store, processes=given.processes, cluster=given.cluster)
    from dashboard.commands.adding import add

    return add(store, given.paths, processes=given.processes, cluster=given.cluster, retry=given.retry)


def _count(typed: str) -> int:
    if not typed.isdecimal() or int(typed) < 1:
        raise argparse.ArgumentTypeError(f"{typed} is no number of processes; give 1 or more")
    return int(typed)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """End as by Ctrl+C: what was read is stored first."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())

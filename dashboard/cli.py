"""The command `sidelines`: serve the dashboard, or add files from the command line."""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

SETTINGS = {
    # Here and not in .streamlit/config.toml alone, since that is ignored when started from another folder.
    "server.address": "127.0.0.1",
    "server.maxUploadSize": "25",
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "browser.gatherUsageStats": "false",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 where a file was refused, 2 where nothing could be done."""
    parser = argparse.ArgumentParser(
        prog="sidelines", description="Who said what, who plans to meet whom, which topics."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve the dashboard at 127.0.0.1 for this machine's browser")
    serve.add_argument("--port", type=int, default=8501, help="the port to listen at (default: 8501)")
    add = commands.add_parser("add", help="add text files, or all .txt files of folders, to the store")
    add.add_argument("paths", nargs="+", type=Path, metavar="FILE")
    given = parser.parse_args(arguments)
    return _serve(given.port) if given.command == "serve" else _add(given.paths)


def _serve(port: int) -> int:
    app = str(files("dashboard").joinpath("app.py"))
    options = [f"--{name}={value}" for name, value in {**SETTINGS, "server.port": str(port)}.items()]
    print(f"Sidelines is served at http://127.0.0.1:{port} - stop it with Ctrl+C.", flush=True)
    try:
        return subprocess.call([sys.executable, "-m", "streamlit", "run", app, *options])
    except KeyboardInterrupt:
        return 0


def _add(paths: list[Path]) -> int:
    # Imported here: `serve` must not wait for the language model.
    from dashboard.reader import read_file
    from dashboard.store import open_store
    from extract.errors import SidelinesError
    from extract.pipeline import Reader

    try:
        store, reader = open_store(), Reader.load()
    except SidelinesError as error:
        print(error, file=sys.stderr)
        return 2
    refused = 0
    found = [file for path in paths for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])]
    for i, path in enumerate(found, 1):
        try:
            row = read_file(reader, store, path.name, path.read_bytes())
        except OSError as error:
            print(f"[{i}/{len(found)}] {path}: refused: {error.strerror}", file=sys.stderr)
            refused += 1
            continue
        refused += row.state == "refused"
        told = row.reason or f"{row.quotes} quotations, {row.meetings} meetings, {row.topics} topic mentions"
        print(
            f"[{i}/{len(found)}] {path.name}: {row.state}: {told}", file=sys.stderr if row.state == "refused" else None
        )
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())

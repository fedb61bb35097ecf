"""Topics as a TOML file: taken away, and brought in after a look at what would change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from dashboard import data, deciding
from dashboard.store import decisions
from dashboard.wording import counted, listed, plain
from extract.errors import RuleError, SidelinesError
from extract.topics import Topic, check_topics, dump_topics, parse_topics

NOTHING: Final = "Nothing was saved."
SWAPPED: Final = (
    "Where topics give phrases to each other, take those out of one of them first, and import again. Nothing was saved."
)


def show(topics: Mapping[str, Topic]) -> None:
    """Offer the topics as a file, and take one."""
    st.header("Topics as a file", anchor=False)
    st.download_button(
        "Export all topics",
        dump_topics(topics.values()),
        file_name="sidelines-topics.toml",
        mime="application/toml",
        disabled=not topics,
        on_click="ignore",
    )
    file = st.file_uploader(
        "Import topics", type=["toml"], help="Topics of the same title are changed, others are added, none is removed."
    )
    if file is None:
        return
    try:
        new = parse_topics(file.getvalue().decode("utf-8-sig"))
        different = changed(topics, new)
        check_topics({**topics, **different}.values())
    except UnicodeDecodeError:
        st.error(plain(f"{file.name} is not text in UTF-8; save it as such and choose it again."))
        return
    except RuleError as error:
        st.error(plain(f"{file.name}: {error} Nothing was saved."))
        return
    if not different:
        st.info("The file holds nothing that is not saved already.")
        return
    added = [t.title for k, t in different.items() if k not in topics]
    other = [t.title for k, t in different.items() if k in topics]
    told = [f"adds {listed(added)}" if added else "", f"changes {listed(other)}" if other else ""]
    st.markdown(plain(f"The file {' and '.join(filter(None, told))}."))
    count = counted(len(different), "topic")
    st.button(f"Save {count}", type="primary", key="save-file", on_click=save, args=(different, frozenset(topics)))


def changed(topics: Mapping[str, Topic], new: list[Topic]) -> dict[str, Topic]:
    """The topics of a file that are not saved so, by the key of the saved one, else by "+" and a number."""
    keys = {topic.title.lower(): key for key, topic in topics.items()}
    found = {keys.get(topic.title.lower(), f"+{i}"): topic for i, topic in enumerate(new)}
    return {key: topic for key, topic in found.items() if topics.get(key) != topic}


def save(new: dict[str, Topic], known: frozenset[str]) -> None:
    """Save topics, all or none, as `changed` returns them; ``known`` are the keys of those that are there."""
    keys: list[str] = []

    def write() -> list[int]:
        numbers: list[int] = []
        waiting = dict(new)
        while waiting:  # a phrase that moves between topics clashes until the one that loses it is saved
            before, clash = len(waiting), None
            for key, topic in list(waiting.items()):
                try:
                    saved, number = decisions.save_topic(data.store(), topic, key=key if key in known else None)
                except SidelinesError as error:
                    clash = error
                    continue
                del waiting[key]
                keys.append(saved)
                numbers.append(number)
            if clash is not None and len(waiting) == before:
                for number in reversed(numbers):
                    decisions.undo(data.store(), number)
                raise SidelinesError(f"{clash} {SWAPPED if len(waiting) > 1 else NOTHING}") from clash
        return numbers

    told = f"{counted(len(new), 'topic')} of the file saved."
    deciding.decide_all(told, write, then=lambda: data.retagging().start(keys))

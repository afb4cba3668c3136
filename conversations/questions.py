"""The questions that have a reviewed answer. `questions.toml` beside this file lists them, and how people ask them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from conversations.cues import folded
from conversations.flow import Open, Question

ASK = "ask"
"""The flow whose steps are the answers, one for each question that no other flow answers."""

RAW = tomllib.loads(Path(__file__).with_name("questions.toml").read_text("utf-8"))

SAME = {folded(written): folded(plain) for plain, ways in RAW["same"].items() for written in ways.split()}
"""Other ways of writing or saying a word: slips, dialect, words of Taiwan and Hong Kong."""

SPELLED = re.compile("|".join(sorted(map(re.escape, SAME), key=len, reverse=True)))
ASKING = tuple(map(folded, RAW["asking"]))
"""Words of which a question has one."""

QUESTIONS = tuple(
    Question(id, tuple(entry["asks"]), Open(*entry.get("opens", (ASK, id))), tuple(entry.get("offers", ())))
    for id, entry in RAW["question"].items()
)

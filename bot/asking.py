"""`wenzhu ask`: what people ask as JSON lines in, the answer that they would get as JSON lines out. Nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.hearing import Said, understood
from bot.house import grounded
from bot.json_lines import Record, answer_lines
from bot.timely import said_today
from bot.words import SOURCE, Words
from conversations.engine import advance
from conversations.scene import Scene
from conversations.session import Session
from conversations.why import reasons


def ask_lines(lines: Iterable[bytes], now: datetime) -> int:
    """Answer each line as the bot answers somebody who types it first of all. 1 where a line held no text, else 0."""
    words = Words()
    playbook = grounded(words)
    scene = Scene(now)

    def answer(record: Record) -> Record:
        said = Said(str(record["text"]))
        event = understood(said, playbook, Session(), scene, words, SOURCE)
        texts = [bubble.text for bubble in advance(playbook, Session(), event, scene).screen]
        facts = [fact.id for text in texts for fact in reasons(playbook, f"{text.catalogue}.{text.id}", scene)]
        return {
            "id": record["id"],
            "answer": "\n".join(said_today(words, text, SOURCE, now.date()) for text in texts),
            "facts": list(dict.fromkeys(facts)),
        }

    return answer_lines(lines, answer)

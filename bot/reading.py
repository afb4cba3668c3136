"""`wenzhu read`: messages as JSON lines or pictures in, readings as JSON lines out. Nothing is kept or fetched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.complaint import in_words
from bot.json_lines import NoMessage, Record, answer_lines, record_of
from bot.ocr.reader import Reader
from bot.words import Words
from conversations.pictures import Refused
from conversations.reading import Message, Reading, read
from conversations.reading.labels import ENTITIES
from conversations.reading.scoring import Label, Pair, report
from conversations.screen import Text
from conversations.times import BEIJING


def read_lines(lines: Iterable[bytes], zone: ZoneInfo = BEIJING) -> int:
    """Answer each line with one line, in order. 1 where a line held no message, else 0."""

    def reading_of(record: Record) -> Record:
        id, message = message_of(record, zone)
        return {"id": id, **as_json(read(message))}

    return answer_lines(lines, reading_of)


def score(path: Path, zone: ZoneInfo = BEIJING) -> int:
    """Compare readings with the labels of a file, which the reader never sees."""
    pairs = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = record_of(line)
            _, message = message_of(record, zone)
            label = label_of(record, message.text)
        except NoMessage as fault:
            raise NoMessage(in_words("in_the_file", path=path, number=number, fault=fault)) from None
        pairs.append(Pair(label, read(message), read(replace(message, recipient=""))))
    for said in report(pairs):
        print(said)
    return 0


async def read_pictures(pictures: Iterable[Path]) -> int:
    """What stands in each picture, and what it is, a line each. 1 where one could not be read, else 0."""
    worst, reader = 0, Reader()
    try:
        for picture in pictures:
            found = await reader.read_picture(picture.read_bytes())
            said: dict[str, object] = {"id": picture.name}
            if isinstance(found, Refused):
                worst = 1
                said["error"] = Words().say(Text("common", found.why))
            else:
                said |= {"text": found.text, **as_json(read(Message(found.text)))}
            print(json.dumps(said, ensure_ascii=False), flush=True)
    finally:
        await reader.close()
    return worst


def message_of(record: Mapping[str, object], zone: ZoneInfo) -> tuple[object, Message]:
    """A record as a message. Whatever is null, missing or malformed beside the text counts as unknown."""
    prior = record.get("prior_times")
    times = (time_of(each, zone) for each in prior) if isinstance(prior, list) else ()
    return record["id"], Message(
        text=str(record["text"]),
        channel=word(record.get("channel")),
        received_at=time_of(record.get("received_at"), zone),
        recipient=word(record.get("recipient")),
        prior_times=tuple(time for time in times if time),
    )


def word(value: object) -> str:
    return value if isinstance(value, str) else ""


def time_of(value: object, zone: ZoneInfo) -> datetime | None:
    """A time as it was locally: as written where it names its offset, else in the host's zone."""
    try:
        time = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return time if not time or time.tzinfo else time.replace(tzinfo=zone)


def as_json(reading: Reading) -> dict[str, object]:
    evidence: dict[str, list[str]] = {practice: [] for practice in reading.practices}
    for piece in reading.evidence:
        if piece.text and piece.text not in evidence[piece.practice]:
            evidence[piece.practice].append(piece.text)
    rules = [{"rule": piece.rule, "practice": piece.practice, "fact": piece.fact} for piece in reading.evidence]
    signs = [{"sign" if sign.isascii() else "words": sign, "kind": str(reading.kind)} for sign in reading.signs]
    return {
        "kind": str(reading.kind),
        "practices": list(reading.practices),
        "evidence": evidence,
        "severity": reading.severity,
        "entities": {name: [found.as_json() for found in reading.entities[name]] for name in ENTITIES},
        "sure": reading.sure,
        "reasons": [*signs, *({tuple(rule.items()): rule for rule in rules}.values())],
    }


def label_of(record: Mapping[str, object], text: str) -> Label:
    """The labels of a record; what is missing counts as none."""
    named = mapping(record.get("entities"))
    return Label(
        text=text,
        kind=word(record.get("kind")),
        practices=frozenset(texts(record.get("practices"))),
        evidence={name: texts(pieces) for name, pieces in mapping(record.get("evidence")).items()},
        severity=severity if isinstance(severity := record.get("severity"), int) else 0,
        entities={name: frozenset(texts(named.get(name))) for name in ENTITIES},
        hard="hard_negative" in texts(record.get("tags")),
    )


def mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def texts(value: object) -> list[str]:
    """The texts of a list: of its strings, or of its objects that have a `text`."""
    if not isinstance(value, list):
        return []
    pieces = [mapping(each).get("text", each) for each in value]
    return [piece for piece in pieces if isinstance(piece, str)]

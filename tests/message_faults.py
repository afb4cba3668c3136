"""What can be wrong with a labelled message: its shape, its names, and labels that do not fit its text or its clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from types import UnionType
from typing import Any

from message_labels import (
    ADVERTS,
    CHANNELS,
    COLLECTING,
    ENTITIES,
    KINDS,
    PRACTICES,
    RECIPIENTS,
    SHOWN_WITHOUT_WORDS,
    SOFT,
    WITHOUT_PRACTICE,
)

Record = dict[str, Any]  # one line of JSON

FIELDS: dict[str, type | UnionType] = {
    "id": str,
    "text": str,
    "channel": str,
    "received_at": str | None,
    "recipient": str | None,
    "kind": str,
    "practices": list,
    "severity": int,
    "evidence": dict,
    "entities": dict,
    "tags": list,
    "note": str,
}
OPTIONAL: dict[str, type | UnionType] = {"kind_alt": list, "prior_times": list}
MOST_A_DAY = 6
"""Contacts that one party may make in one local day."""


def faults(record: Record) -> list[str]:
    """What is wrong with a record, in words; empty where nothing is."""
    if shape := list(wrong_shape(record)):
        return shape
    if names := list(wrong_names(record)):
        return names
    return [
        *wrong_evidence(record),
        *wrong_entities(record),
        *wrong_kind(record),
        *wrong_severity(record),
        *wrong_times(record),
    ]


def is_time(said: str) -> bool:
    try:
        return datetime.fromisoformat(said).utcoffset() == timedelta(hours=8)
    except ValueError:
        return False


def is_date(said: str) -> bool:
    try:
        return date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def wrong_shape(record: Record) -> Iterator[str]:
    for name, kind in (FIELDS | OPTIONAL).items():
        if name in record and not isinstance(record[name], kind):
            yield f"{name} has the wrong type"
    if missing := FIELDS.keys() - record.keys():
        yield f"misses {sorted(missing)}"
    if unknown := record.keys() - FIELDS.keys() - OPTIONAL.keys():
        yield f"has unknown fields {sorted(unknown)}"


def wrong_names(record: Record) -> Iterator[str]:
    if not re.fullmatch(r"[A-Z]\d{3}", record["id"]):
        yield "id is no letter with three digits"
    if not record["text"].strip():
        yield "text is empty"
    named = (("channel", CHANNELS), ("recipient", (*RECIPIENTS, None)), ("kind", KINDS), ("severity", (0, 1, 2, 3)))
    for field, known in named:
        if record[field] not in known:
            yield f"{field} {record[field]!r} is unknown"
    for said in [record["received_at"], *record.get("prior_times", [])]:
        if said is not None and not is_time(said):
            yield f"{said!r} is no time in +08:00"
    others = record.get("kind_alt", [])
    if not set(others) <= set(KINDS) - {record["kind"]} or len(set(others)) < len(others):
        yield "kind_alt is to list other kinds, each once"
    if record["practices"] != sorted(set(record["practices"]) & set(PRACTICES)):
        yield "practices are not sorted, known and each named once"


def wrong_evidence(record: Record) -> Iterator[str]:
    if set(record["evidence"]) != set(record["practices"]):
        yield "evidence and practices differ"
    for practice, pieces in record["evidence"].items():
        if not pieces and practice not in SHOWN_WITHOUT_WORDS:
            yield f"{practice} has no evidence"
        for piece in pieces:
            if not piece or piece not in record["text"]:
                yield f"evidence {piece!r} is not in the text"


def wrong_entities(record: Record) -> Iterator[str]:
    if set(record["entities"]) != set(ENTITIES):
        yield "entities do not have their eight names"
    for name, items in record["entities"].items():
        if items and record["kind"] == "unrelated":
            yield f"unrelated, and yet {name}"
        for item in items:
            if not item.get("text") or item["text"] not in record["text"]:
                yield f"{name} {item.get('text')!r} is not in the text"
            rest = {key: value for key, value in item.items() if key != "text"}
            match name:
                case "amounts":
                    right = rest.keys() == {"value"} and type(rest["value"]) in (int, float) and rest["value"] >= 0
                case "phones":
                    right = rest.keys() == {"value"} and re.fullmatch(r"[0-9]{3,}", str(rest["value"]))
                case "deadlines":
                    right = rest.keys() == {"date"} and (rest["date"] is None or is_date(rest["date"]))
                case _:
                    right = not rest
            if not right:
                yield f"{name} {item.get('text')!r} tells the wrong things beside its text"


def wrong_kind(record: Record) -> Iterator[str]:
    kind, practices = record["kind"], set(record["practices"])
    if practices and kind in WITHOUT_PRACTICE:
        yield f"{kind} carries a practice"
    if kind == "collection_pressure" and practices - SOFT:
        yield "pressure with a hard practice is a violation"
    if kind == "violation" and not practices - SOFT:
        yield "a violation needs a hard practice"
    if "no_identity" in practices and kind not in COLLECTING:
        yield "no_identity belongs to collection"
    if "off_hours" in practices and kind in ADVERTS:
        yield "an advert keeps no hours"
    if "addressed_to_third_party" in practices and record["recipient"] == "borrower":
        yield "the borrower is no third party"


def wrong_severity(record: Record) -> Iterator[str]:
    open_to = severities(record["kind"], set(record["practices"]))
    if record["severity"] not in open_to:
        yield f"severity {record['severity']} where the labels say {sorted(open_to)}"


def severities(kind: str, practices: set[str]) -> set[int]:
    """The severities that the rules leave open for these labels."""
    if kind in WITHOUT_PRACTICE:
        return {0}
    if kind in ADVERTS:
        grave = "upfront_fee_agent" in practices or len(practices) > 1
        return {2 if grave else 1 if practices or kind == "debt_relief_agent_ad" else 0}
    takes = practices & {"demands_personal_account_or_qr_payment", "asks_code_or_remote_control"}
    if "impersonates_police_or_court" in practices or (takes and kind == "impersonation_or_scam"):
        return {3}
    if "threat_violence" in practices:
        return {2, 3}
    if kind == "negotiation_offer":
        return {1 if practices else 0}
    return {"collection_pressure": {1}, "violation": {1, 2, 3}, "impersonation_or_scam": {2, 3}}[kind]


def wrong_times(record: Record) -> Iterator[str]:
    at = datetime.fromisoformat(record["received_at"]) if record["received_at"] else None
    earlier = [datetime.fromisoformat(said) for said in record.get("prior_times", [])]
    if at is None and earlier:
        yield "prior_times without received_at"
    if at and any(before >= at for before in earlier):
        yield "prior_times are not earlier"
    night = at is not None and not 8 <= at.hour < 22
    many = at is not None and sum(before.date() == at.date() for before in earlier) + 1 > MOST_A_DAY
    for practice, so in (("off_hours", night), ("excessive_frequency", many)):
        if so and record["kind"] in COLLECTING and practice not in record["practices"]:
            yield f"{practice} is missing"
        if not so and practice in record["practices"] and not record["evidence"].get(practice):
            yield f"{practice} is shown by neither the clock nor the text"

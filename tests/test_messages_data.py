"""The labelled messages that the reader is built on: every record has its shape, and its labels fit text and clock."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from message_faults import Record, faults
from message_labels import ENTITIES

RECORDS = [
    (f"{file.name}:{number}", json.loads(line))
    for file in sorted((Path(__file__).parent / "data").glob("messages*.jsonl"))
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
]


def test_every_message_is_labelled_as_the_rules_say() -> None:
    assert RECORDS
    assert [f"{place}: {fault}" for place, record in RECORDS for fault in faults(record)] == []


def test_no_message_stands_twice() -> None:
    ids = Counter(record["id"] for _, record in RECORDS)
    texts = Counter("".join(record["text"].split()) for _, record in RECORDS)
    assert [name for name, times in (ids + texts).items() if times > 1] == []


GOOD: Record = {
    "id": "T001",
    "text": "欠的900今晚不还，我去找你爸",
    "channel": "sms",
    "received_at": "2026-05-04T22:00:00+08:00",
    "recipient": "borrower",
    "prior_times": ["2026-05-04T09:00:00+08:00"],
    "kind": "violation",
    "practices": ["no_identity", "off_hours", "threat_contact_family_or_contacts"],
    "severity": 2,
    "evidence": {"no_identity": [], "off_hours": [], "threat_contact_family_or_contacts": ["我去找你爸"]},
    "entities": {name: [] for name in ENTITIES} | {"amounts": [{"text": "900", "value": 900}]},
    "tags": [],
    "note": "",
}
KIN = {"threat_contact_family_or_contacts": ["我去找你爸"]}


def test_a_good_record_has_no_faults() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tags": ""}, "wrong type"),
        ({"colour": 1}, "unknown fields"),
        ({"kind": "angry"}, "unknown"),
        ({"practices": [*GOOD["practices"], "insult"]}, "sorted"),
        ({"kind_alt": ["violation"]}, "kind_alt"),
        ({"received_at": "2026-05-04T22:00:00"}, "no time in +08:00"),
        ({"evidence": {"threat_contact_family_or_contacts": ["你妈"]}}, "differ"),
        ({"evidence": GOOD["evidence"] | {"threat_contact_family_or_contacts": ["你妈"]}}, "not in the text"),
        ({"evidence": GOOD["evidence"] | {"threat_contact_family_or_contacts": []}}, "no evidence"),
        ({"entities": {}}, "eight"),
        ({"entities": GOOD["entities"] | {"amounts": [{"text": "900"}]}}, "beside its text"),
        ({"entities": GOOD["entities"] | {"phones": [{"text": "900", "value": "9-0"}]}}, "beside its text"),
        ({"entities": GOOD["entities"] | {"deadlines": [{"text": "今晚", "date": "4.5."}]}}, "beside its text"),
        ({"kind": "unrelated"}, "and yet amounts"),
        ({"kind": "loan_ad"}, "keeps no hours"),
        ({"kind": "impersonation_or_scam"}, "belongs to collection"),
        ({"practices": ["addressed_to_third_party"]}, "no third party"),
        ({"kind": "complaint_reply"}, "carries a practice"),
        ({"kind": "collection_pressure"}, "hard practice"),
        ({"practices": ["no_identity"], "evidence": {"no_identity": []}}, "needs a hard practice"),
        ({"practices": ["threat_contact_family_or_contacts"], "evidence": KIN}, "off_hours is missing"),
        ({"received_at": "2026-05-04T21:59:00+08:00"}, "neither the clock"),
        ({"prior_times": [f"2026-05-04T{hour}:00:00+08:00" for hour in range(10, 16)]}, "frequency is missing"),
        ({"prior_times": ["2026-05-04T23:00:00+08:00"]}, "not earlier"),
        ({"severity": 0}, "severity"),
    ],
)
def test_a_fault_is_named(change: Record, said: str) -> None:
    assert any(said in fault for fault in faults(GOOD | change))

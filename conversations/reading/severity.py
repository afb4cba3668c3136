"""How grave a message is: 0 nothing wrong, 1 pressure or a small breach, 2 a clear breach, 3 grave."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from conversations.reading.labels import SOFT, Kind
from conversations.reading.message import Evidence

GRAVE = {"threat_violence", "impersonates_police_or_court"}
TAKING = {"demands_personal_account_or_qr_payment", "asks_code_or_remote_control", "upfront_fee_agent"}
SMALL = {"off_hours", "no_identity", "addressed_to_third_party", "actually_disclosed_to_third_party"}


def severity(kind: Kind, practices: Collection[str], evidence: Sequence[Evidence]) -> int:
    """Rulings 3, 5 and 6 of the labels: authorities posed as, harm, and in a fraud money or codes taken, are grave."""
    found = set(practices)
    if kind in {Kind.LAWFUL, Kind.OFFICIAL, Kind.REPLY, Kind.UNRELATED}:
        return 0
    if kind is Kind.RELIEF_AD or kind is Kind.LOAN_AD:
        if "upfront_fee_agent" in found or len(found) > 1:
            return 2
        return 1 if found or kind is Kind.RELIEF_AD else 0
    if found & GRAVE or (kind is Kind.SCAM and found & TAKING):
        return 3
    if kind is Kind.SCAM:
        return 2
    if kind is Kind.OFFER:
        return 1 if found else 0
    hard = found - SOFT
    if not hard:
        return 1
    if {"actually_disclosed_to_third_party", "addressed_to_third_party", "false_criminal_liability"} <= found:
        return 3
    return 1 if hard <= SMALL and len(found) <= 2 else 2

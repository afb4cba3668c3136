"""The names that a reading uses: kinds, practices, entities."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    LAWFUL = "lawful_reminder"
    PRESSURE = "collection_pressure"
    VIOLATION = "violation"
    SCAM = "impersonation_or_scam"
    RELIEF_AD = "debt_relief_agent_ad"
    LOAN_AD = "loan_ad"
    OFFER = "negotiation_offer"
    OFFICIAL = "official_notice_genuine_looking"
    REPLY = "complaint_reply"
    UNRELATED = "unrelated"


WITHOUT_PRACTICE = frozenset({Kind.LAWFUL, Kind.OFFICIAL, Kind.REPLY, Kind.UNRELATED})
"""Kinds that never carry a practice."""

PRACTICES = (
    "threat_violence", "threat_visit", "threat_contact_family_or_contacts", "actually_disclosed_to_third_party",
    "addressed_to_third_party", "insult", "threat_exposure", "impersonates_police_or_court",
    "impersonates_lawyer_or_official_document", "false_criminal_liability", "false_consequence",
    "false_court_process", "off_hours", "excessive_frequency", "no_identity",
    "demands_personal_account_or_qr_payment", "suspicious_link", "asks_code_or_remote_control",
    "fee_or_amount_pressure", "harasses_workplace", "asks_relative_to_repay", "upfront_fee_agent",
    "induces_new_loan",
)  # fmt: skip

SOFT = frozenset({"no_identity", "fee_or_amount_pressure", "threat_visit", "addressed_to_third_party"})
"""Practices that press but break no hard line: with these alone a message is pressure, no violation."""

ENTITIES = ("amounts", "deadlines", "phones", "urls", "companies", "collector", "case_numbers", "accounts")

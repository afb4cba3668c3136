"""The labels of `tests/data/messages*.jsonl`, each named once: kinds, practices, entities, channels, recipients."""

from __future__ import annotations

KINDS = (
    "lawful_reminder",
    "collection_pressure",
    "violation",
    "impersonation_or_scam",
    "debt_relief_agent_ad",
    "loan_ad",
    "negotiation_offer",
    "official_notice_genuine_looking",
    "complaint_reply",
    "unrelated",
)
WITHOUT_PRACTICE = frozenset({"lawful_reminder", "official_notice_genuine_looking", "complaint_reply", "unrelated"})
"""Kinds that never carry a practice."""

COLLECTING = frozenset({"collection_pressure", "violation", "negotiation_offer"})
"""Kinds by which somebody collects: here the hour and the count of contacts matter."""

ADVERTS = frozenset({"debt_relief_agent_ad", "loan_ad"})

PRACTICES = (
    "threat_violence",
    "threat_visit",
    "threat_contact_family_or_contacts",
    "actually_disclosed_to_third_party",
    "addressed_to_third_party",
    "insult",
    "threat_exposure",
    "impersonates_police_or_court",
    "impersonates_lawyer_or_official_document",
    "false_criminal_liability",
    "false_consequence",
    "false_court_process",
    "off_hours",
    "excessive_frequency",
    "no_identity",
    "demands_personal_account_or_qr_payment",
    "suspicious_link",
    "asks_code_or_remote_control",
    "fee_or_amount_pressure",
    "harasses_workplace",
    "asks_relative_to_repay",
    "upfront_fee_agent",
    "induces_new_loan",
)
SOFT = frozenset({"no_identity", "fee_or_amount_pressure", "threat_visit", "addressed_to_third_party"})
"""Practices that press and break no hard line: with these alone a message is pressure, with any other a violation."""

SHOWN_WITHOUT_WORDS = frozenset({"off_hours", "excessive_frequency", "no_identity"})
"""Practices that the hour, the count or an absence may show, so that their evidence may be empty."""

ENTITIES = ("amounts", "deadlines", "phones", "urls", "companies", "collector", "case_numbers", "accounts")
CHANNELS = ("sms", "wechat", "call_transcript", "letter", "other")
RECIPIENTS = ("borrower", "family", "coworker", "unrelated")

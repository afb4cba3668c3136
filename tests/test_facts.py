"""The facts: how they are read, how long they hold, what they are good for."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.facts import FACTS, facts_from

DOCUMENT = """
[document.pact]
name = "某某公约"
title = "某某公约（试行）"
issuer = "某某协会"
since = "2026-01-30"
binding = "self-regulation"
scope = "会员"
read_on = 2026-11-22
read_again_by = 2027-05-22
"""
RULE = """
[rule.hours]
document = "pact"
says = "晚上不催。"
forbids = true
confidence = "high"
"""
LAW = """
[rule.law]
says = "法律这样说。"
binding = "law"
confidence = "high"
read_on = 2026-11-20
read_again_by = 2027-11-20
"""
DERIVED = """
[family.say]
says = "可以这样说。"
rests_on = ["law", "hours"]
confidence = "high"
"""


def test_a_fact_takes_source_scope_and_dates_from_its_document() -> None:
    fact = facts_from(DOCUMENT + RULE)["hours"]
    assert (fact.source, fact.issuer, fact.scope) == ("某某公约", "某某协会", "会员")
    assert fact.read_again_by == date(2027, 5, 22)
    assert fact.level == "complaint"


def test_what_rests_on_others_is_read_again_with_the_first_of_them() -> None:
    fact = facts_from(DOCUMENT + RULE + LAW + DERIVED)["say"]
    assert (fact.read_on, fact.read_again_by) == (date(2026, 11, 20), date(2027, 5, 22))
    assert fact.level == "", "advice is nothing that anybody breaches"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (RULE, r"\[rule.hours\] names 'pact', which is not there"),
        (DOCUMENT + DERIVED, r"\[family.say\] names 'law', which is not there"),
        (DOCUMENT + RULE + RULE.replace("rule.", "myth."), r"\[myth.hours\]: there is a \[rule.hours\] already"),
        (DOCUMENT + RULE + 'sure = "yes"\n', r"\[rule.hours\]: .*'sure'"),
        (DOCUMENT + RULE.replace("high", "sure"), r"\[rule.hours\]: confidence is one of high, medium, low"),
        (DOCUMENT.replace("self-regulation", "custom") + RULE, r"\[rule.hours\]: binding is one of standard"),
        ('[rumour.x]\nsays = "x"\n', r"\[rumour\]: no kind of fact; the kinds are rule, channel"),
    ],
)
def test_a_fault_of_the_file_is_said_with_its_place(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        facts_from(text)


def test_what_binds_decides_what_a_breach_is_good_for() -> None:
    """可投诉, 监管可处罚, 可报警或起诉 are three different things."""
    levels = {fact.binding: fact.level for fact in FACTS.values() if fact.forbids}
    assert levels["standard"] == levels["self-regulation"] == "complaint"
    assert levels["department-rule"] == "regulator"
    assert levels["law"] == "law"
    assert FACTS["crim-196"].level == "", "a rule about who owes is no threat to hold against the one who calls"


def test_laws_are_read_again_within_a_year_rules_and_hotlines_in_half_rates_in_a_quarter() -> None:
    again = {id: FACTS[id].read_again_by for id in FACTS}
    assert again["civil-1033"] == again["psl-50"] == date(2027, 11, 22)
    assert again["cba-2026-hours"] == again["cf-2024-collection"] == again["court-12368"] == date(2027, 5, 22)
    assert again["private-4lpr"] == again["court-24pct"] == again["norm-rate-flags"] == date(2027, 2, 22)


def test_four_hotlines_are_never_withdrawn() -> None:
    numbers = {fact.number for fact in FACTS.values() if not fact.withdrawn(date(2031, 1, 1))}
    assert numbers == {"110", "120", "12356", "96110"}


def test_an_article_is_named_only_where_it_was_read() -> None:
    """Of the national standard and of the rules read in reports the articles are not known."""
    for fact in FACTS.values():
        if fact.article:
            assert fact.confidence == "high"
            assert not fact.id.startswith(("gbt-", "cf-2024", "microloan-2024", "cpm-2022")), fact.id

"""Which sentences state a rule, and whether each rests on a fact and says it no more surely than it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.words import Entry
from conversations.check import meant
from conversations.facts import FACTS, Fact
from conversations.verdict import READING
from conversations.why import SAFE

NUMERAL = "[一二两三四五六七八九十百]{1,9}"
FIGURES = re.compile(
    rf"\d{{3,}}|\d\s?[%％]|百分之"  # a hotline, a sum, a year; a percentage
    rf"|\d\s?点|\d[:：]\d|[二两三四五六七八九十]点|[午晚早晨上]一点"  # a clock time
    rf"|(?:\d|{NUMERAL})\s?(?:个?工作日|个月|[天日年])"  # a number of days, months, years
)
RULE_WORDS = (
    "法", "规定", "规则", "指引", "标准", "不得", "不应", "不该", "应当", "有权", "无权", "权力", "权利", "义务",
    "违规", "报警", "起诉", "立案", "仲裁", "判", "罚", "抓", "拘留", "坐牢", "监管", "投诉", "征信", "信用报告",
    "失信", "担保", "共同债务", "继承", "时效", "利率",
)  # fmt: skip
NO_RULES = ("没法", "办法", "说法", "想法", "方法", "谈判", "判断", "抓紧")
"""Words that hold a rule's word by chance."""

REPORTED = "据公开报道"
UNVERIFIED = ("没有核实", "没核实", "不确定", "说法不一")
UNREVIEWED = "未经律师审阅"
"""What the page about the bot says while no sentence was read by anybody of the law."""

LONGEST_REASON = 32
PLACEHOLDER = re.compile(r"\{\w*\}")
FIGURE = re.compile(r"\d{3,}")
REVIEW = re.compile(r".+, \d{4}-\d\d-\d\d")


def states_a_rule(sentence: str) -> bool:
    """Whether somebody could take a sentence for a rule: it holds a figure of one, or a word of one."""
    said = PLACEHOLDER.sub("", sentence)
    for word in NO_RULES:
        said = said.replace(word, "")
    return bool(FIGURES.search(said)) or any(word in said for word in RULE_WORDS)


def ground_faults(entry: Entry, facts: Mapping[str, Fact] = FACTS) -> Iterator[str]:
    """What is wrong with what a sentence rests on. Every message says how to mend it."""
    if states_a_rule(entry.sentence) and not entry.facts and not entry.own:
        yield "states a rule or a figure of one; write '#. fact: ID' above it, or '#. own: why it needs none'"
    if "" in entry.own:
        yield "'#. own:' gives no reason; write why it needs no fact"
    if any(not REVIEW.fullmatch(review) for review in entry.reviewed):
        yield "'#. reviewed:' is written as WHO, YEAR-MONTH-DAY"
    for id in entry.facts:
        if id not in facts:
            yield f"rests on {id!r}, which is not in conversations/facts.toml{meant(id, facts)}"
    known = [facts[id] for id in entry.facts if id in facts]
    for fact in known:
        yield from sureness_faults(entry.sentence, fact)
    if known and not entry.own:
        yield from figure_faults(entry.sentence, known)


def sureness_faults(sentence: str, fact: Fact) -> Iterator[str]:
    if fact.confidence == "medium" and REPORTED not in sentence:
        yield f"{fact.id} is known from reports only; say {REPORTED}, or rest on a surer fact"
    if fact.confidence == "low" and not any(word in sentence for word in UNVERIFIED):
        yield f"{fact.id} is not verified; say so ({'、'.join(UNVERIFIED)}), or leave it out"
    if fact.with_check and not ("App" in sentence and "合同" in sentence):
        yield f"the number of {fact.id} has no official page; ask to compare it with App and 合同"


def figure_faults(sentence: str, facts: list[Fact]) -> Iterator[str]:
    """Figures of three digits and more that none of the facts has."""
    known = " ".join(f"{fact.number} {fact.says} {fact.since}" for fact in facts)
    for figure in FIGURE.findall(PLACEHOLDER.sub("", sentence)):
        if figure not in FIGURE.findall(known):
            yield f"says {figure}, which none of its facts does; name the fact that does, or leave it out"


def safe_faults(catalogue: str, entry: Entry, have: Mapping[str, Entry]) -> Iterator[str]:
    """What stands in the way of withdrawing a sentence when one of its facts is past its date."""
    facts = [FACTS[id] for id in entry.facts if id in FACTS]
    perishable = [fact.id for fact in facts if not fact.lasting]
    original = have.get(entry.id.removesuffix(SAFE))
    if entry.id.endswith(SAFE):
        if perishable:
            yield f"is the safe sentence and rests on {perishable[0]}, which can be withdrawn; rest on what lasts"
        if original and all(FACTS[id].lasting for id in original.facts if id in FACTS):
            yield "is said when a fact is withdrawn, and the sentence rests on none that can be; remove it"
    elif perishable and is_label(catalogue, entry.id):
        yield f"is no sentence of its own and rests on {perishable[0]}, which can be withdrawn; say it without"
    for fact in facts:
        if len(fact.in_short) > LONGEST_REASON:
            yield f"{fact.id} needs 'short' in conversations/facts.toml, {LONGEST_REASON} characters at most"


def is_label(catalogue: str, id: str) -> bool:
    """Whether a sentence stands within another one or on a button, and not in a bubble of its own."""
    if catalogue == "common":
        return id.startswith(("key.", "kin.", "when.", "greeting.", "forward.kept", "forward.unkept"))
    if catalogue == READING:
        return not id.startswith("deed.")
    return "." in id and not id.endswith((SAFE, ".copy"))


def review_faults(files: Mapping[str, Mapping[str, Entry]]) -> Iterator[str]:
    """The page about the bot says whether anybody of the law read a sentence."""
    reviewed = any(entry.reviewed for have in files.values() for entry in have.values())
    about = files.get("about", {}).get("about", Entry("about", ""))
    if about.sentence and reviewed == (UNREVIEWED in about.sentence):
        mend = "say who read which sentences" if reviewed else f"say {UNREVIEWED}: no entry is '#. reviewed:'"
        yield f"about.po about: {mend}"

"""What is asked of the words: complete, nothing left over, short enough to read while shaking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.aloud import aloud_faults
from bot.complaint import SENTENCES
from bot.grounds import ground_faults, review_faults, safe_faults
from bot.words import SOURCE, Entry, entries, placeholders
from conversations.check import READ_IDS, common_ids, message_ids
from conversations.facts import FACTS
from conversations.flow import TRUTH, Ask, Choose, Playbook
from conversations.scene import Scene
from conversations.session import Session
from conversations.showing import ASKED
from conversations.times import BEIJING
from conversations.values import values
from conversations.verdict import READING
from conversations.why import FACT, SAFE

MOST_LINES = 3
LONGEST_LINE = 32
LONGEST_ALOUD = 44
LONGEST_COPY = 4096
LONGEST_LABEL = 12
LONGEST_CHECKED = 15
"""The day on which a hotline was checked stands behind its sentence, once that is past."""

OTHER_NAMES = frozenset(
    (
        *("title", "sender", "sent", "count", "time", "date", "hour", "says", "source", "bound", "scope", "hours"),
        *("year", "month", "day", "kept", "again", "most", "megabytes", "reasons", "first", "rest"),
        *("second", "label", "practices", "sum", "until", "left", "scams", "kinds", "text"),
        *("number", "lenders", "reason", "one", "two", "rows", "row_1", "row_2", "row_3"),
        *("down", "each", "periods", "more", "stage", "name", "for", "by"),
    )
)
"""Placeholders that single sentences of the common catalogue are given."""

WORST = {
    "now": "21:52", "moment": "今天上午 10:22", "he_said": "十二个字长的一句话说的…", "platform": "某某消费金融公司",
    "my_number": "（这里填号码）",
    "morning": "今天上午 10 点", "due": "11月30日 周一 10:00", "deadline": "11月30日 周一 10:00",
    "greeting": "早上好。", "kin_mine": "我老婆", "kin_yours": "你妈妈", "nth": "9", "calls": "99", "visits": "99",
    "talked": "99", "rung": "99", "messages": "99", "files": "99", "reminders": "9", "dealings": "99", "items": "99",
    "operator": "某某公益法律服务中心",
    "contact": "help@example.org", "expires": "2027年11月30日 周一", "backup_until": "11月30日 周一",
    "hash_until": "11月30日 周一",
    "paper_last": "11月30日 周一", "paper_by": "11月30日 周一", "paper_hearing": "11月30日 周一 09:00",
    "late": "999", "late_stage": "三个月以上",
    "place": "中国香港的服务器", "my_whose": "跟我们没关系", "my_kin_signed": "他要找我爱人", "my_can_call": "打得了",
    "my_relation": "爸爸或妈妈", "my_signed": "都没有", "my_named": "是我的名字",
    "title": "收到催款消息", "sender": "十二个字长的一个名字呀…", "sent": "10月3日 周六 22:41",
    "time": "10 点半", "date": "11月30日 周一", "hour": "10",
    "debts": "12", "total": "158,400", "monthly": "1600", "income": "6200", "living": "4300", "buffer": "300",
    "raised": "600", "short": "1200", "told": "18,000", "asked_of": "8", "lender": "招商银行信用卡", "asked": "18,000",
    "days": "120", "rank": "6", "has_court": "没有", "has_guarantor": "没有", "court_by": "11月30日 周一",
    "reminder": "说好的小事", "ring": "11月30日 周一 10:00", "last": "11月30日 周一",
    "named_time": "11月30日 周一 10:00", "first_time": "11月30日 周一 10:00", "second_time": "11月30日 周一 10:00",
    "quiet_from": "21:00", "quiet_until": "09:00", "zone": "马来西亚", "clock": "10:00",
    "number": "①", "lenders": "信用卡和招商银行", "reason": "有法院的纸，有期限", "one": "信用卡", "two": "招商银行",
    "rows": "一行", "row_1": "① 招商银行信用卡", "row_2": "② 招商银行信用卡", "row_3": "③ 招商银行信用卡",
    "debt": "招商银行信用卡 18,000，逾期 120 天", "heading": "这是我的建议，你可以改：",
    "plan": "1600 不够同时还 12 家，所以先谈，再还。", "next_thing": "把招商银行信用卡那张纸上的日期打给我",
    "source": max((fact.source for fact in FACTS.values()), key=len), "year": "2026", "month": "11",
    "count": "99", "kept": "99", "again": "99", "most": "200", "megabytes": "500",
    "reasons": "太大 9，没取到 9，满了 9", "first": "太大 9", "rest": "没取到 9",
    "left": "99", "scams": "99", "kinds": "疑似诈骗 9，可能越界 9，像文书 9", "text": "一行",
    "second": "自称律师或发文书", "practices": "自称公检法，自称律师或发文书",
    "label": "可能越界 9 处：自称公检法，自称律师或发文书。",
    "verdict": "可能越界 9 处：自称公检法，自称律师或发文书。", "sum": "123456.78元", "until": "2026年11月30日",
    "practice_1": "自称律师或发文书", "practice_2": "要验证码或屏幕", "practice_3": "要你付给个人",
    "offer": "分 36 期，每期 1250", "offer_total": "45,000", "offer_each": "1250", "offer_down": "2000",
    "offer_periods": "36", "offer_more": "比现在的 18,000 多 27,000", "room": "1600",
    "over": "350", "hand": "8000", "gap": "3000", "ends": "2029年12月",
    "request_1": "减掉多出来的，18,000 分 36 期，每期 500", "waive_periods": "36",
    "request_2": "18,000 分 36 期，每期 500", "due_day": "11月30日 周一", "due_sum": "1250", "due_number": "36",
    "paid_count": "35", "paid_now": "1250", "plan_each": "1250", "day_planned": "2029年12月", "extra": "200",
    "day_changed": "2028年12月", "months_less": "12", "next_on": "11月30日 周一", "points_count": "8",
    "points": "罚息停不停、漏一期怎么办、从官方发来等 8 样", "received": "18,000", "paid_so_far": "7200",
    "simple": "35.9", "effective": "42.3", "stands": "一种算法没到，一种高过", "principal": "18,000",
    "interest": "1600", "penalty": "300", "fees": "100", "unexplained": "500", "down": "2000", "each": "1250",
    "periods": "36", "stage": "没谈成，再试", "more": "27,000", "by": "11月30日 周一", "has_reported": "不知道",
    "has_contract": "不知道", "matter": "一行", "due_line": "11月30日 周一那件事，还有 3 天。",
}  # fmt: skip
"""The longest thing that each placeholder usually stands for."""


def needed(playbook: Playbook) -> dict[str, list[str]]:
    """Every catalogue, and the ids that it has to hold, in reading order."""
    labels = [question.id for question in playbook.questions]
    return {"shell": list(SENTENCES), "common": common_ids(playbook), READING: list(READ_IDS), ASKED: labels} | {
        flow.id: message_ids(flow) for flow in playbook.flows.values()
    }


def word_faults(
    playbook: Playbook, folder: Path, complete: bool = True, read: Callable[[str], str] = str
) -> Iterator[str]:
    """What is wrong with one locale's folder. Every message says where and how to mend it.

    `read` gives a sentence in the characters of the source locale, in which the words of rules are listed.
    """
    wanted, names = needed(playbook), known_names(playbook)
    files = {file.stem: entries(file) for file in sorted(folder.glob("LC_MESSAGES/*.po"))}
    for extra in sorted(files.keys() - wanted.keys() - {FACT}):
        yield f"{folder.name}/{extra}.po belongs to no flow; remove it, or list the flow"
    for name, ids in wanted.items():
        source = entries(folder.parent / SOURCE / "LC_MESSAGES" / f"{name}.po")
        have = {id: grounded(entry, source) for id, entry in files.get(name, {}).items()}
        for id in ids:
            if complete and not have.get(id, Entry(id, "")).sentence:
                yield f"{folder.name}/{name}.po lacks {id!r}; run wenzhu words, then write it"
        for id in have.keys() - {*ids, *(f"{id}{SAFE}" for id in ids)}:
            yield f"{folder.name}/{name}.po has {id!r}, which nothing shows; remove it"
        for entry in have.values():
            if name != "shell":  # read at a desk, by whoever runs it
                found = [*sentence_faults(entry, names), *safe_faults(name, entry, have)]
                found += ground_faults(replace(entry, sentence=read(entry.sentence)))
                yield from (f"{folder.name}/{name}.po {entry.id}: {fault}" for fault in found)
    if complete and folder.is_dir():
        yield from review_faults(files)
        yield from aloud_faults(playbook, files)
    for fault in screen_faults(playbook, {name: files.get(name, {}) for name in wanted}):
        yield f"{folder.name}/{fault}"


def sentence_faults(entry: Entry, names: frozenset[str]) -> Iterator[str]:
    """What is wrong with one sentence by itself."""
    try:
        unknown = placeholders(entry.sentence) - names
    except ValueError as fault:
        yield str(fault)
        return
    for name in sorted(unknown):
        yield f"{{{name}}} stands for nothing; the names are in conversations/values.py"
    if entry.sentence != entry.sentence.strip():
        yield "begins or ends with a blank; remove it"
    if entry.id.removesuffix(SAFE).endswith(".copy"):
        if len(entry.sentence.encode("utf-16-le")) // 2 > LONGEST_COPY:
            yield f"is over {LONGEST_COPY} UTF-16 units; shorten it"
        return
    lines = filled(entry.sentence).splitlines()
    for line in lines:
        limit = LONGEST_ALOUD if "「" in line else LONGEST_LINE
        if any(FACTS[id].lasting for id in entry.facts if id in FACTS) and line is lines[-1]:
            limit -= LONGEST_CHECKED
        if len(line) > limit:
            yield f"「{line}」 has {len(line)} characters, {limit} is the most; break or shorten it"


def grounded(entry: Entry, source: Mapping[str, Entry]) -> Entry:
    """An entry of any locale, with the facts that the source locale names for it."""
    original = source.get(entry.id, entry)
    return replace(entry, facts=entry.facts or original.facts, own=entry.own or original.own)


def known_names(playbook: Playbook) -> frozenset[str]:
    scene = Scene(datetime(2026, 11, 25, 10, tzinfo=BEIJING))
    return OTHER_NAMES | values(playbook, Session(), scene).keys()


def filled(sentence: str) -> str:
    return sentence.format_map(Worst(WORST))


class Worst(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def screen_faults(playbook: Playbook, files: Mapping[str, Mapping[str, Entry]]) -> Iterator[str]:
    """What is wrong with sentences as they stand in one bubble: too many lines, labels too long or the same."""
    for flow in playbook.flows.values():
        have = files[flow.id]
        leads = {step.then for step in flow.steps if isinstance(step, Ask) and f"{step.id}.noted" in have}
        for step in flow.steps:
            if step.id not in have:
                continue
            for id in {step.id, f"{step.id}{SAFE}"} & have.keys():
                lines = len(have[id].sentence.splitlines()) + (step.id in leads)
                if lines > MOST_LINES:
                    yield f"{flow.id}.po {id}: {lines} lines, {MOST_LINES} is the most; say less"
            if isinstance(step, Choose | Ask):
                yield from label_faults(flow.id, step, have)
                yield from question_faults(flow.id, step, have, files.get(TRUTH, {}))
    for entry in files["common"].values():
        if len(entry.sentence.splitlines()) > MOST_LINES:
            yield f"common.po {entry.id}: too many lines, {MOST_LINES} is the most; say less"


def question_faults(
    flow: str, step: Choose | Ask, have: Mapping[str, Entry], asked: Mapping[str, Entry]
) -> Iterator[str]:
    """A question stands before a line, and words that are typed may be meant for either: they say different things."""
    labels = {have[id].sentence for option in step.options if (id := f"{step.id}.{option}") in have}
    for truth in step.needs if isinstance(step, Choose) else ():
        answers = {
            entry.sentence for id, entry in asked.items() if id.startswith(f"{truth}.") and id != f"{truth}.name"
        }
        for label in sorted(labels & answers):
            yield f"{flow}.po {step.id}: 「{label}」 answers the question {truth} before it, too; say it otherwise"


def label_faults(flow: str, step: Choose | Ask, have: Mapping[str, Entry]) -> Iterator[str]:
    labels = [filled(have[id].sentence) for option in step.options if (id := f"{step.id}.{option}") in have]
    for label in labels:
        if len(label) > LONGEST_LABEL:
            yield f"{flow}.po {step.id}: the button 「{label}」 has over {LONGEST_LABEL} characters; shorten it"
        if labels.count(label) > 1:
            yield f"{flow}.po {step.id}: two buttons say 「{label}」; tell them apart"

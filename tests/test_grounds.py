"""What is asked of sentences that state a rule: a fact, and no more certainty than the fact has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.grounds import ground_faults, review_faults, safe_faults, states_a_rule
from bot.words import Entry


@pytest.mark.parametrize(
    "sentence",
    ["打 12368 问。", "利息 24%", "晚 10 点", "二十二点以后", "三天内", "15 日内", "五年", "可以报警",
     "要起诉你", "不得进门", "没有权力抓人", "没有担保", "过了时效", "按规定", "22:00 以后"],
)  # fmt: skip
def test_what_states_a_rule(sentence: str) -> None:
    assert states_a_rule(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["第 {nth} 句", "没法提醒你", "这是常见的说法", "现在 {now}", "先点一下", "亮一点的地方", "今天不谈钱",
     "晚点再说", "两三个人"],
)  # fmt: skip
def test_what_states_none(sentence: str) -> None:
    assert not states_a_rule(sentence)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Entry("a", "三天内要还。"), "states a rule or a figure of one; write '#. fact: ID' above it"),
        (Entry("a", "三天内要还。", own=("",)), "'#. own:' gives no reason"),
        (Entry("a", "不得催收。", ("cba-2026-hour",)), "rests on 'cba-2026-hour', which is not in conversations/facts"),
        (Entry("a", "不得催收。", ("cba-2026-hour",)), "did you mean 'cba-2026-hours'?"),
        (Entry("a", "上门要出示证件。", ("gbt-45251-field-visit",)), "known from reports only; say 据公开报道"),
        (Entry("a", "息费不超过两成。", ("cf-cost-window-2025",)), "is not verified; say so (没有核实"),
        (Entry("a", "据公开报道，打 95118。", ("jd",)), "ask to compare it with App and 合同"),
        (Entry("a", "打 12345 核实。", ("court-12368",)), "says 12345, which none of its facts does"),
        (Entry("a", "好。", reviewed=("某律师",)), "'#. reviewed:' is written as WHO, YEAR-MONTH-DAY"),
    ],
)
def test_a_sentence_that_rests_badly_is_named_with_the_way_out(entry: Entry, fault: str) -> None:
    assert [found for found in ground_faults(entry) if fault in found]


@pytest.mark.parametrize(
    "entry",
    [
        Entry("a", "没有同意，晚 10 点后不得催收。", ("cba-2026-hours",)),
        Entry("a", "据公开报道，上门一天不超过 1 次。", ("gbt-45251-field-visit",)),
        Entry("a", "据公开报道，客服是 95118，\n以 App、合同为准。", ("jd",)),
        Entry("a", "这一条没有核实：息费不超过两成。", ("cf-cost-window-2025",)),
        Entry("a", "三天内联系你。", own=("a reminder",)),
        Entry("a", "好。", reviewed=("某律师, 2026-12-01",)),
    ],
)
def test_a_sentence_that_rests_well_passes(entry: Entry) -> None:
    assert list(ground_faults(entry)) == []


def test_a_safe_sentence_rests_on_nothing_that_can_be_withdrawn() -> None:
    base, safe = Entry("a", "打 12368 问。", ("court-12368",)), Entry("a.safe", "自己问法院。", ("court-verify",))
    assert any("rest on what lasts" in fault for fault in safe_faults("f", safe, {"a": base, "a.safe": safe}))
    lasting = Entry("a", "打 110。", ("emergency-110",))
    assert any("remove it" in fault for fault in safe_faults("f", safe, {"a": lasting, "a.safe": safe}))


def test_a_button_says_nothing_that_can_be_withdrawn() -> None:
    button = Entry("step.call", "打 12368", ("court-12368",))
    assert any("say it without" in fault for fault in safe_faults("live_call", button, {}))
    assert list(safe_faults("crisis", replace(button, sentence="换 12356", facts=("mental-12356",)), {})) == []


def test_the_bot_says_whether_a_lawyer_read_its_sentences() -> None:
    plain, read = Entry("a", "好。"), Entry("a", "好。", reviewed=("某律师, 2026-12-01",))
    unread, partly = Entry("about", "说法未经律师审阅。"), Entry("about", "有一句请律师看过。")
    assert list(review_faults({"f": {"a": plain}, "about": {"about": unread}})) == []
    assert list(review_faults({"f": {"a": read}, "about": {"about": partly}})) == []
    assert "say 未经律师审阅" in next(review_faults({"f": {"a": plain}, "about": {"about": partly}}))
    assert "say who read" in next(review_faults({"f": {"a": read}, "about": {"about": unread}}))

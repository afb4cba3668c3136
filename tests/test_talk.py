"""What a person notices in a talk beside the stories: going back, changing answers, old buttons, forwards."""

from __future__ import annotations

import pytest
from conftest import labels, said

from bot.terminal import Talk

UP_TO_FAMILY = ("正在通话", "开始", "他说了", "某某信息 1023", "我借的", "他又提家人")


async def test_the_first_visit_brings_the_start_screen_and_the_keys_once(talk: Talk) -> None:
    first = await talk.begin()
    assert labels(talk) == ["正在通话", "收到催款消息", "家里被打扰", "想谈还款"]
    assert first[1].keys == ("正在通话", "我的进度", "我很难受", "更多")
    again = await talk.begin()
    assert [letter.keys for letter in again] == [()]


async def test_a_number_presses_a_button_but_not_where_words_are_asked_for(talk: Talk) -> None:
    await talk.begin()
    assert "慢慢呼一口气" in await said(talk, "1")
    assert "先跳过" in (await said(talk, "开始", "他说了"), *labels(talk))
    assert "记下了" in await said(talk, "1")


async def test_brackets_width_and_a_full_stop_do_not_matter(talk: Talk) -> None:
    await talk.begin()
    assert "慢慢呼一口气" in await said(talk, "[正在通话]。")


async def test_back_goes_one_step_and_then_out(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "正在通话", "开始")
    assert "慢慢呼一口气" in await said(talk, "返回")
    assert "现在最急的是哪件" in await said(talk, "返回")
    assert "现在最急的是哪件" in await said(talk, "返回")


async def test_an_earlier_answer_is_changed_and_later_ones_stay(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_FAMILY, "没有")
    assert "请不要联系我家人" in await said(talk, "我不知道该干嘛")
    await said(talk, "改前面的回答")
    assert labels(talk) == ["对方是谁", "这笔是谁借的", "家里人签过字没有"]
    await said(talk, "对方是谁")
    answer = await said(talk, "别的公司 77")
    assert "改好了，后面的都还在" in answer
    assert "请不要联系我家人" in answer


async def test_a_changed_answer_that_leads_elsewhere_says_so(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_FAMILY, "没有", "改前面的回答", "家里人签过字没有")
    answer = await said(talk, "有")
    assert "后面的话跟着变了" in answer
    assert "不要把欠款告诉其他人" in answer
    assert "我家人" not in answer


async def test_a_husband_or_wife_is_never_called_uninvolved(talk: Talk) -> None:
    await talk.begin()
    answer = await said(talk, "正在通话", "开始", "他说了", "他要打给我老公", "我借的", "他又提我老公", "没有")
    assert "我家人" not in answer


async def test_an_old_button_shows_where_one_is(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "正在通话", "开始", "他说了")
    answer = await said(talk, "@old 1 他说了")
    assert "那是之前的按钮" in answer
    assert "打给我就记下" in answer


async def test_what_is_reachable_from_everywhere_acts_on_an_old_screen(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "正在通话", "开始")
    assert "慢慢呼一口气" in await said(talk, "@old 2 正在通话")


async def test_words_that_fit_nothing_get_the_same_question_with_its_buttons(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "正在通话", "开始")
    answer = await said(talk, "今天天气不错")
    assert "这句我没对上" in answer
    assert "请问您是哪家公司" in answer
    assert labels(talk) == ["他说了", "他不肯说", "我说不出口", "他要我转钱"]


async def test_beside_a_text_to_copy_too_words_that_fit_nothing_leave_the_buttons(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "家里被打扰", "找我，打到了家里", "跟家里说一声", "爸妈、兄弟姐妹", "没有")
    assert "这句我没对上" in await said(talk, "今天天气不错")
    assert labels(talk) == ["好", "给家里的卡片", "为什么"]
    assert "慢慢看一遍" in await said(talk, "好")


@pytest.mark.parametrize("words", ["你这破程序", "垃圾，滚蛋", "有屁用"])
async def test_who_swears_at_the_bot_is_still_welcome(talk: Talk, words: str) -> None:
    await talk.begin()
    assert "我还在" in await said(talk, words)
    answer = await said(talk, "正在通话", "开始", words)
    assert "我还在" in answer
    assert "请问您是哪家公司" in answer


async def test_what_he_says_can_simply_be_typed(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "正在通话", "开始")
    assert "没有权力抓人" in await said(talk, "他说要来抓我")


@pytest.mark.parametrize("where", [(), UP_TO_FAMILY, ("有人上门",), ("正在通话", "开始", "他说了")])
@pytest.mark.parametrize("words", ["不想活了", "想死", "活不下去了", "還不完了 不想活了"])
async def test_crisis_words_win_over_everything(talk: Talk, where: tuple[str, ...], words: str) -> None:
    await talk.begin()
    if where:
        await said(talk, *where)
    answer = await said(talk, words)
    assert "钱的事先放下" in answer
    assert labels(talk) == ["有", "有时候会", "没有，只是太累"]


async def test_a_forwarded_threat_is_not_the_persons_own_despair(talk: Talk) -> None:
    await talk.begin()
    answer = await said(talk, "@forward 催收 | - | 你怎么不去死")
    assert "留好了" in answer
    assert "结束生命" not in answer


async def test_crisis_words_in_an_edited_message_are_heard(talk: Talk) -> None:
    await talk.begin()
    assert "钱的事先放下" in await said(talk, "@edit 我不想活了")
    assert "改过的那条我不会重新算" in await said(talk, "@edit 打错了一个字")


async def test_a_forward_is_kept_with_time_and_sender_and_not_judged_on_weak_signs(talk: Talk) -> None:
    await talk.begin()
    answer = await said(talk, "@forward 某某金融 | 2026-10-03T14:41 | 您有一笔业务待处理")
    assert answer.startswith("留好了。某某金融，10月3日 周六 14:41。")
    assert "不确定" in answer
    assert "正常催款" not in answer
    assert "判断错了" in labels(talk)


@pytest.mark.parametrize(
    "text",
    [
        "请把验证码发给我",
        "转到我个人账户 6222 就行",
        "打开屏幕共享我帮你操作",
        "扫这个二维码付款即可结清",
        "钱转到安全账户",
    ],
)
async def test_a_forward_that_wants_money_or_codes_is_a_full_stop(talk: Talk, text: str) -> None:
    await talk.begin()
    answer = await said(talk, f"@forward - | - | {text}")
    assert "先停" in answer
    assert "96110" in answer


@pytest.mark.parametrize(
    "text", ["请勿向任何人泄露验证码", "您的快递到了", "本行不会要求您转账到个人账户", "请在App内还款"]
)
async def test_a_warning_against_it_is_none(talk: Talk, text: str) -> None:
    await talk.begin()
    assert "先停" not in await said(talk, f"@forward 银行 | - | {text}")


@pytest.mark.parametrize(
    ("line", "words"),
    [("@photo a.jpg", "没取到"), ("@voice", "没取到"), ("@file a.pdf", "没取到"), ("@sticker", "看不懂")],
)
async def test_what_cannot_be_read_gets_one_friendly_line(talk: Talk, line: str, words: str) -> None:
    await talk.begin()
    answer = await said(talk, line)
    assert words in answer
    assert "没有保存" in answer


async def test_more_shows_the_other_keys_and_keeps_the_call_in_reach(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "正在通话", "开始")
    await talk.hear("更多")
    assert set(talk.newest[0].keys) >= {"正在通话", "有人上门", "返回", "改前面的回答", "停止提醒", "删除"}
    assert "打给我就记下" in await said(talk, "他说了")


async def test_start_in_the_middle_recaps_and_goes_on(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "正在通话", "开始")
    assert "上次在：接电话" in await said(talk, "/start")
    assert "请问您是哪家公司" in await said(talk, "接着上次")


async def test_privacy_says_plainly_that_nobody_is_named(talk: Talk) -> None:
    await talk.begin()
    assert "没有写明自己是谁" in await said(talk, "/privacy")
    assert "关于" not in await said(talk, "知道了")
    assert "未经律师审阅" in await said(talk, "/about")


@pytest.mark.parametrize("words", ["为什么打我电话", "凭什么一天打我20个电话", "他们打我手机", "没打我，就是吵"])
async def test_who_is_called_is_not_taken_for_who_is_beaten(talk: Talk, words: str) -> None:
    await talk.begin()
    assert "110" not in await said(talk, words)


@pytest.mark.parametrize("beaten", ["他打我", "有人打我", "他们要打我 救命"])
async def test_who_is_beaten_gets_the_number_at_once(talk: Talk, beaten: str) -> None:
    await talk.begin()
    assert "110" in await said(talk, beaten)


async def test_a_plain_yes_goes_on(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "我儿子欠了钱 有人打来", "妈妈或爸爸", "没有")
    assert "再打来，念一句就行" in await said(talk, "没有")
    assert "照着念" in await said(talk, "好")

"""The days and times by which something is wanted, or at which something is announced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from conversations.spoken.day import Precision
from conversations.spoken.moments import moments_in

N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
PART = "(?:上午|下午|中午|晚上|早上|傍晚|凌晨|早|晚|夜里)"
CLOCK = rf"(?:{PART}?{N}(?:点(?:半|整|{N}分?|一刻)?|时(?!间|候|[内限])(?:{N}分)?|[:：]\d\d)(?:钟)?)"
RELATIVE = "(?:今[天日晚早儿曰]|明[天日晚早儿]|大?后天|当[天日]|次日)"
DATE = (
    r"(?:(?:民国)?\d{2,4}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?"
    r"|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}|(?<=[于在])\d{1,2}/\d{1,2}(?!\d)"
)
WEEK = r"(?:这|本|下|下个|这个)?(?:周|星期|礼拜)[一二三四五六日天末](?!\d)"
DEADLINE = re.compile(
    rf"(?P<date>{DATE})(?:[ ，]?{CLOCK}(?:之?前)?)?"
    rf"|(?P<rel>{RELATIVE})(?:中午|上午|下午|晚上|早上|傍晚|之?内|夜里|凌晨|下班)?(?:[ ]?{CLOCK})?(?P<before>之?前)?"
    rf"|(?P<week>{WEEK})(?:上午|下午|晚上|中午)?(?:{CLOCK})?"
    r"|(?P<span>(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})个?(?:小时|工作日|自然日|天|日|分钟|周|星期|"
    r"月)(?:之?内|以内|之后|后(?!面|果)))"
    r"|(?P<work>(?:\d{1,2}|[一二三四五六七八九十]{1,3})个工作日|(?<=最后)\d{1,2}小时|"
    r"(?<=给你)[一二三四五六十\d]{1,3}(?:个小时|分钟|天))"
    r"|(?P<feast>(?:端午|中秋|国庆|元旦|春节|清明|五一|暑假|寒假|麦收|秋收|开学|天亮|收工)节?(?:之?前|前头?))"
    rf"|(?P<clock>{CLOCK})(?P<cbefore>之?前)|(?<=[于在])(?P<at>{CLOCK})|(?P<part>(?![早晚]一点){PART}{N}点(?:半|钟)?)"
    r"|(?P<month>(?:本月|这个?月|下个?月|次月|每个?月|上个月)(?:底|初|末|中旬|\d{1,2}[日号]|"
    r"[一二三四五六七八九十]{1,3}[日号])(?:前(?=还|交|缴))?"
    r"|月底|月末|月尾|月中|年底|过年前|(?<![一二三四五六七八九十几两数多])年前|(?:\d{1,2}|"
    r"[一二三四五六七八九十]{1,2})月(?:底|初|末|中旬)|"
    r"[这本下]周|这个月|周末|[这本今]个?(?:星期|礼拜))"
    r"|(?<![\d月〔字第一二三四五六七八九零冻案])(?P<day>\d{1,2}|[一二三四五六七八九十]{2,3})[号日](?!线|"
    r"楼|搂|店|院|码|工|常|期|元|法|房|窗|桌|文|车|位|令)(?P<dbefore>之?前)?"
)
WANTED = re.compile(
    "还|缴|交|付|到期|截止|处理|前|内|结清|归|开庭|到庭|上门|来|去|办|存|扣|回|联系|立案|冻结|执行|提交|失效|有效|"
    "到账|答复|签|审|打|发|"
    "转|给|弄|送|起诉|报|见|拿|算|清|出|判|移|走访|拜访|到访|外访|恢复|涨|加|抓|减|优惠|止|责令|履行|入账|搞|停|"
    "生效|划|补|更新|押|等"
)
PAST_BEFORE = re.compile("(?:截至|截止到?|收到您|曾于|感谢您|每天?|您于|(?<![一-鿿])上)$")
PAST_AFTER = re.compile(
    "的?(?:投诉|来信|来电|反映|提交|申请|报称|报案|举报|消费|账单已|账单金额|信用卡账单)|止|晚间|分期(?:已|逾)|至今|对"
)
LOOSE = re.compile(
    r"\d{1,2}[号日了]|是第|在座|只给|没有?接|一天|方便|体验|特惠|活动|资金|盘账|这边|冲量|到账|下款|放款|返还|"
    r"给您一个|什么日子"
)
"""What follows a day that is named in passing."""

THIS_MONTH = re.compile("本月|这个?月")


def deadlines(text: str, received: datetime | None) -> Iterator[tuple[int, int, date | None]]:
    """Where they stand, and the day where the words and the time of receipt make it clear."""
    for found in DEADLINE.finditer(text):
        start, end = found.span()
        if found["month"] or found["day"] or found["rel"] or found["week"] or found["date"]:
            around = text[max(0, start - 14) : start] + text[end : end + 16]
            if not WANTED.search(around):
                continue
        if (PAST_AFTER.match(text, end) and not found[0].endswith("内")) or PAST_BEFORE.search(
            text[max(0, start - 6) : start]
        ):
            continue
        if (found["rel"] or found["month"]) and LOOSE.match(text, end):
            continue
        word = found[0]
        if (
            found["rel"]
            and re.search("打|拨|发|到您|联系|反映|给您回|[上下]午打", text[end : end + 3])
            and word[0] == "今"
        ):
            continue
        if found["month"] and word[-1] in "日号" and (month := THIS_MONTH.match(word)):
            start += month.end()
        if found["rel"] and word.endswith(("之内", "内")):
            end -= 2 if word.endswith("之内") else 1
        if found["day"] and found["dbefore"]:
            end -= len(found["dbefore"])
        yield start, end, day_of(text[start:end], received)


def day_of(words: str, received: datetime | None) -> date | None:
    """The day that the words name, where the time of receipt or a year makes it clear."""
    year = YEAR.match(words)
    since = received or (datetime(int(year[1]), 1, 1, tzinfo=UTC) if year else None)
    found = moments_in(words, since) if since else ()
    return found[0].at.date() if found and found[0].precision in CLEAR else None


YEAR = re.compile(r"(20\d\d)[年\-/.]")
CLEAR = {Precision.MINUTE, Precision.PART, Precision.DAY}

"""What is said of a debt beside its sum: a paper of a court, somebody who stands for it, the credit report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    COURT = "court"  # a paper is there
    SUED = "sued"  # they sued, and whether a paper came is not said
    THREAT = "threat"  # they say that they will
    GUARANTOR = "guarantor"
    NOBODY = "nobody"  # nobody stands for it
    REPORTED = "reported"
    NOT_REPORTED = "not_reported"
    CONTRACT = "contract"
    NO_CONTRACT = "no_contract"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Said:
    sign: Sign
    start: int
    end: int


WHO = (
    r"(?:[我俺咱他她](?:的)?)?(?:老?[爸妈爹娘哥姐弟妹公婆]|爸爸|妈妈|母亲|父亲|哥哥|姐姐|弟弟|妹妹|老公|老婆|媳妇|丈夫|妻子|爱人|对象|"
    r"岳父|岳母|丈人|丈母娘|叔|舅|姑|姨|伯|表[哥姐弟妹]|堂[哥姐弟妹]|姐夫|嫂子?|朋友|同事|同学|家里人?|家人|阿[妈爸哥姐])"
)
BOND = r"(?:担保|作保|做保|保人|保证人|共同借款?|共同签|一起借|一起签|联名|签的?字|签过字)"

WAYS: tuple[tuple[Sign, str], ...] = (
    (Sign.SETTLED, r"(?<!没)(?<!未)(?<!没有)(?:已经?|都|早)?(?:还清|结清|还完)了"),
    (Sign.NOBODY, r"(?:没有?人?|无|不用|未|不需要)(?:让?人)?(?:做|作|当)?(?:担保|保人)(?:人)?"),
    (
        Sign.GUARANTOR,
        rf"(?:有人|{WHO})?\s?(?:[给替帮][我俺咱]?|是|[和跟同][我俺咱])?(?:做|作|当)?了?(?:的)?{BOND}(?![费公行])人?(?:的|了|呢)?",
    ),
    (Sign.SUED, r"法院(?:打|来|发)?(?:了)?(?:电话|短信)[^\s,，;；0-9]{0,6}"),
    (
        Sign.THREAT,
        r"(?:说|讲|讲话|话|喊|扬言|威胁|吓唬|吓我|再不还)(?:是|着|了|他|他们)?(?:要|会|就|准备|马上|明天|下周|今天|再){0,3}"
        r"(?:去|上|走|到)?(?:起诉|立案|告我|告俺|法院|仲裁|开庭|诉讼|打官司)我?",
    ),
    (Sign.THREAT, r"(?:没有?|未|还没)(?:有)?(?:收到|接到|来)?(?:过)?(?:法院|传票|起诉)[^\s,，;；]{0,6}"),
    (Sign.THREAT, r"律师函"),
    (
        Sign.COURT,
        r"(?:收到|接到|来了|寄来|有|给了|送来|拿到|发来|下了)?了?(?:法院)?[^\s,，;；0-9]{0,4}?"
        r"(?:传票|支付令|判决书?|判了|起诉状|诉状|应诉|开庭|调解书|强制执行|被执行"
        r"|法院[^\s,，;；0-9]{0,4}?(?:纸|文书|通知|材料|(?<!短)信|单子|快递|ems|东西|函|寄))"
        r"(?:通知书?|文书)?(?:都?下?来?了|过)?",
    ),
    (Sign.SUED, r"(?:收到|接到)?法院[^\s,，;；0-9]{0,8}"),
    (Sign.SUED, r"(?:已经?|被|都|给|把我){1,3}(?:人家|他们|平台)?(?:起诉|告|立案)了?|起诉了|立案了|告了我"),
    (Sign.NOT_REPORTED, r"(?:不|没有?|未)(?:上|查|报|进)(?:过)?征信"),
    (Sign.REPORTED, r"(?:已经?|都|会)?(?:上|进|报)了?征信了?|征信(?:上)?(?:有|黑|花)了?|黑名单"),
    (Sign.NO_CONTRACT, r"(?:没有?|无|找不到|没见)[签打写]?过?(?:合同|借条|欠条)"),
    (Sign.CONTRACT, r"(?:有|[签打写]了|[签打写]过|留着)(?:合同|借条|欠条)(?:的|在)?"),
)
PATTERNS = tuple((sign, re.compile(pattern)) for sign, pattern in WAYS)


def signs_in(said: str) -> tuple[Said, ...]:
    """Every sign in a text, the first way to read a place being the one."""
    found: list[Said] = []
    for sign, pattern in PATTERNS:
        for match in pattern.finditer(said):
            if match[0] and not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(Said(sign, match.start(), match.end()))
    return tuple(sorted(found, key=lambda one: one.start))

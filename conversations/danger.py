"""Whether a forwarded text asks for money to a person, for a code, or for the screen: a full stop, whoever asks."""

from __future__ import annotations

import unicodedata

from conversations.cues import FOLDED

CODES = ("验证码", "校验码", "动态码", "短信码", "密码")
CODE_DEEDS = ("发给", "发来", "发我", "告诉", "报一下", "报给", "提供", "给我", "念给", "回复")
SCREEN = ("屏幕共享", "共享屏幕", "共享一下屏幕", "投屏给", "远程协助", "远程控制", "远程操作", "开会议软件")
PERSONAL = (
    "个人账户", "个人帐户", "个人银行卡", "私人账户", "私人账号", "个人微信", "私人微信", "个人支付宝", "我的卡",
    "我卡上", "我个人", "我微信", "我支付宝", "安全账户", "安全帐户", "指定账户", "解冻", "红包", "收款码", "二维码",
)  # fmt: skip
PAY = ("转", "汇", "付", "打到", "打款", "打钱", "还到", "还款", "存到", "交", "充", "发")
NOT = ("勿", "不要", "别", "谨防", "不会", "不得", "拒绝", "警惕", "不向")


def asks_for_money_or_codes(text: str) -> bool:
    """True where it is plain. A warning against it (请勿泄露验证码) is no request."""
    said = unicodedata.normalize("NFKC", text[:4096]).translate(FOLDED)
    for mark in "。!?;\n！？；":
        said = said.replace(mark, "\n")
    return any(asks(clause) for clause in ("".join(line.split()) for line in said.split("\n")) if clause)


def asks(clause: str) -> bool:
    if any(word in clause for word in NOT):
        return False
    code = any(word in clause for word in CODES) and any(word in clause for word in CODE_DEEDS)
    money = any(word in clause for word in PERSONAL) and any(word in clause for word in PAY)
    return code or money or any(word in clause for word in SCREEN)

"""The playbook: every flow, the start screen, the keys that are always there, the words that open a flow."""

from conversations.flow import Cue, Flow, Open, Playbook
from conversations.flows.call_lender import CALL_LENDER
from conversations.flows.check_in import CHECK_IN
from conversations.flows.crisis import CRISIS
from conversations.flows.door_visit import DOOR_VISIT
from conversations.flows.family import FAMILY
from conversations.flows.house import ABOUT, LEAVE, PRIVACY, PROGRESS, QUIET
from conversations.flows.live_call import LIVE_CALL
from conversations.flows.received import RECEIVED
from conversations.flows.stop_paying import STOP_PAYING
from conversations.flows.talk import TALK

FLOWS: tuple[Flow, ...] = (
    LIVE_CALL,
    RECEIVED,
    FAMILY,
    TALK,
    DOOR_VISIT,
    STOP_PAYING,
    CRISIS,
    CHECK_IN,
    CALL_LENDER,
    PROGRESS,
    QUIET,
    LEAVE,
    PRIVACY,
    ABOUT,
)

PLAYBOOK = Playbook(
    flows={flow.id: flow for flow in FLOWS},
    menu=("live_call", "received", "family", "talk"),
    crisis="crisis",
    keys=("@open.live_call", "@open.progress", "@open.crisis", "@more"),
    more_keys=(
        "@open.live_call",
        "@open.progress",
        "@open.crisis",
        "@open.door_visit",
        "@back",
        "@change",
        "@open.quiet",
        "@open.leave",
        "@less",
    ),
    cues=(
        Cue(("转", "钱", "要我"), Open("stop_paying")),
        Cue(("验证码",), Open("stop_paying")),
        Cue(("共享屏幕",), Open("stop_paying")),
        Cue(("屏幕共享",), Open("stop_paying")),
        Cue(("已经转",), Open("stop_paying")),
        Cue(("被骗",), Open("stop_paying")),
        Cue(("上门",), Open("door_visit")),
        Cue(("敲门",), Open("door_visit")),
        Cue(("砸门",), Open("door_visit")),
        Cue(("门口",), Open("door_visit")),
        Cue(("我儿子",), Open("family")),
        Cue(("我女儿",), Open("family")),
        Cue(("我孩子",), Open("family")),
        Cue(("不认识",), Open("family", "name")),
        Cue(("不是我借",), Open("family", "name")),
        Cue(("电话",), Open("live_call")),
        Cue(("打来",), Open("live_call")),
        Cue(("在打",), Open("live_call")),
        Cue(("通话",), Open("live_call")),
        Cue(("短信",), Open("received")),
        Cue(("消息",), Open("received")),
        Cue(("家里",), Open("family")),
        Cue(("家人",), Open("family")),
        Cue(("我妈",), Open("family")),
        Cue(("我爸",), Open("family")),
        Cue(("协商",), Open("talk")),
        Cue(("分期",), Open("talk")),
        Cue(("还款",), Open("talk")),
        Cue(("延期",), Open("talk")),
        Cue(("还不上",), Open("talk")),
        Cue(("提醒",), Open("progress")),
        Cue(("隐私",), Open("privacy")),
    ),
)

"""他刚才说了什么：每一种都有一句话接，一句长的，一句短的。两下就到，打字也到。"""

from conversations.flow import TRUTH, Choose, Cue, Open, Step, Way
from conversations.flows.truth import MINE, NOBODY_BOUND

STOP = Open("stop_paying", then="hung")
PAID = Open("stop_paying", "paid", then="hung")
GIVEN = Open("stop_paying", "code", then="hung")
WHOSE = Open(TRUTH, "whose", then="line_self")
"""Ask again whose debt it is: `line_self` is then the line that is true for them."""


def in_two(id: str, **ways: Way) -> tuple[Choose, Choose]:
    """A line in full, and one for who cannot get that out. Both are true for everyone, and lead the same ways."""
    full = Choose(id, **ways, short=f"{id}_short")  # type: ignore[arg-type]  # every way is an option
    return full, Choose(f"{id}_short", **ways)  # type: ignore[arg-type]


HE_SAID: tuple[Step, ...] = (
    Choose("said", people="said_people", scare="said_scare", money="said_money", more="said_more"),
    Choose("said_people", family="line_family", work="workplace", numbers="numbers", now="kin_now"),
    Choose("said_scare", visit="visit", sue="sue", arrest="arrest", filed="filed"),
    Choose("said_money", today="promise", offer="offer", loan="loan", code="code"),
    Choose("said_more", insult="insult", wechat="wechat", robot="robot", not_mine=WHOSE),
    # 家人、单位
    Choose(
        "workplace",
        needs=MINE,
        otherwise="workplace_all",
        read="onward",
        said="said",
        short="private_short",
    ),
    Choose("workplace_all", read="onward", said="said"),
    Choose("private_short", needs=MINE, otherwise="written_short", read="onward", today="promise", said="said"),
    Choose("numbers", needs=MINE, otherwise="numbers_short", read="onward", said="said", short="numbers_short"),
    Choose("numbers_short", read="onward", said="said"),
    Choose("kin_now", needs=NOBODY_BOUND, otherwise="kin_now_careful", copy=True, sent="onward", said="said"),
    Choose("kin_now_careful", copy=True, sent="onward", said="said"),
    # 上门、起诉、抓人
    *in_two("visit", read="onward", here=Open("door_visit", then="hung"), said="said"),
    *in_two("sue", read="onward", filed="filed", said="said"),
    *in_two("filed", read="onward", pay=STOP, said="said"),
    *in_two("arrest", read="onward", police="police", said="said"),
    *in_two("police", read="bye", pay=STOP, hung_up="hung"),
    # 钱
    *in_two("offer", read="onward", pay=STOP, said="said"),
    *in_two("loan", read="onward", pay=STOP, said="said"),
    *in_two(
        "code",
        hung_up="hung",
        given=GIVEN,
        sharing=Open("stop_paying", "screen", then="hung"),
    ),
    # 骂人、加微信、机器人、打听
    *in_two("insult", read="onward", again="bye_insult", threat="threat"),
    Choose("bye_insult", hung_up="hung", no_way="no_way"),
    Choose("threat", hung_up="hung", here=Open("door_visit", "help", then="hung")),
    *in_two("wechat", read="onward", pay=STOP, said="said"),
    *in_two("robot", person="who", still="bye_robot", hung_up="hung"),
    Choose("bye_robot", hung_up="hung", person="who"),
    *in_two("never_tell", read="onward", pay=STOP, said="said"),
)


def leads(to: Way, *said: str) -> tuple[Cue, ...]:
    """Words that lead to a step; "家人 电话" is both of them."""
    return tuple(Cue(tuple(words.split()), to) for words in said)


HEARD: tuple[Cue, ...] = (
    *leads("threat", "杀", "弄死", "打死", "砍", "卸你"),
    *leads(WHOSE, "没借", "不认识", "打错", "不是我", "我儿子", "我女儿"),
    *leads(PAID, "转了", "付了", "扫了", "转出去", "转过去"),
    *leads("kin_now", "我妈 在接", "我妈 接着", "我爸 在接", "家里 在接", "正打给 我妈"),
    *leads(GIVEN, "码 给了", "码 报了"),
    *leads("code", "验证码", "共享", "屏幕", "扫码", "远程"),
    *leads(STOP, "转 钱", "转账"),
    *leads("never_tell", "身份证", "卡号", "住址", "在哪上班"),
    *leads("numbers", "家人 电话", "家里 号码", "我妈 号码", "紧急联系人"),
    *leads("robot", "是机器", "像机器", "自动语音", "智能语音", "ai 语音"),
    *leads("arrest", "抓", "坐牢", "坐监", "拘留", "判刑", "蹲大牢"),
    *leads("police", "警察", "公安", "民警", "经侦"),
    *leads("filed", "立案", "力案", "开庭", "传票"),
    *leads("sue", "起诉", "启诉", "告我", "提告", "打官司", "律师函"),
    *leads("visit", "上门", "来我家", "登门"),
    *leads("loan", "借新", "再借", "贷款还", "别的平台 借"),
    *leads("offer", "优惠", "减免", "打折", "折扣", "最后一天"),
    *leads("wechat", "微信", "威信", "加v", "加qq"),
    *leads("promise", "今天 还", "马上 还", "立刻 还", "今儿 还", "现在 还"),
    *leads("insult", "骂", "脏话", "噘人"),
    *leads("workplace", "单位", "领导", "同事", "公司 闹"),
    *leads("line_careful", "通讯录", "朋友圈"),
    *leads("line_family", "我妈", "我爸", "俺娘", "家人", "家里"),
)

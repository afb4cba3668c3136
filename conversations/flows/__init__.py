"""The playbook: every flow, the start screen, the keys that are always there, the words that open a flow."""

from conversations.flow import Cue, Flow, Open, Playbook
from conversations.flows.again import AGAIN, LIMITS
from conversations.flows.agreement import AGREEMENT
from conversations.flows.allowed import ALLOWED
from conversations.flows.ask import ASKING
from conversations.flows.budget import BUDGET
from conversations.flows.call_lender import CALL_LENDER
from conversations.flows.card import CARD
from conversations.flows.check_in import CHECK_IN
from conversations.flows.collector import COLLECTOR
from conversations.flows.contact import CONTACT
from conversations.flows.court_paper import COURT_PAPER
from conversations.flows.crisis import CRISIS
from conversations.flows.deal import DEAL
from conversations.flows.debts import DEBTS
from conversations.flows.door_visit import DOOR_VISIT, ON_THE_PHONE
from conversations.flows.due import DUE
from conversations.flows.family import FAMILY
from conversations.flows.first_step import FIRST_STEP
from conversations.flows.habits import SLOT, WEEKLY
from conversations.flows.harder_cases import ASSIGNED, LUMP_SUM, MEDIATION, MISS, SEVERAL
from conversations.flows.he_said import HEARD
from conversations.flows.hours import HOURS
from conversations.flows.house import ABOUT, PRIVACY, PROGRESS, QUIET, SIMPLIFIED, TRADITIONAL
from conversations.flows.leave import CLEARING, FAREWELL, LEAVE, REMAINS
from conversations.flows.live_call import LIVE_CALL
from conversations.flows.materials import MATERIALS
from conversations.flows.misjudged import MISJUDGED
from conversations.flows.misread import AS_FILE, MISREAD
from conversations.flows.my_case import MY_CASE
from conversations.flows.mydata import EXPIRY, MINOR, MYDATA
from conversations.flows.nudge import NUDGED
from conversations.flows.paper import PAPER
from conversations.flows.paper_due import HEARING_DUE, PAPER_CHECK, PAPER_DUE
from conversations.flows.police import POLICE
from conversations.flows.previous_owner import NUMBER_CHECK, PREVIOUS_OWNER
from conversations.flows.received import RECEIVED
from conversations.flows.refusal import REFUSAL
from conversations.flows.reminders import MY_REMINDERS
from conversations.flows.reply import REPLY
from conversations.flows.stage import STAGE
from conversations.flows.stolen_name import STOLEN_NAME
from conversations.flows.stop_paying import STOP_PAYING
from conversations.flows.talk import TALK
from conversations.flows.tell_family import FAMILY_CARD, TELL_FAMILY
from conversations.flows.truth import TRUTH
from conversations.flows.workplace import WORKPLACE
from conversations.questions import QUESTIONS

FLOWS: tuple[Flow, ...] = (
    LIVE_CALL,
    AGAIN,
    LIMITS,
    CARD,
    RECEIVED,
    REPLY,
    MISJUDGED,
    MISREAD,
    AS_FILE,
    FAMILY,
    REFUSAL,
    PREVIOUS_OWNER,
    NUMBER_CHECK,
    STOLEN_NAME,
    TELL_FAMILY,
    FAMILY_CARD,
    CONTACT,
    ALLOWED,
    WORKPLACE,
    TALK,
    MATERIALS,
    AGREEMENT,
    MISS,
    SEVERAL,
    ASSIGNED,
    LUMP_SUM,
    MEDIATION,
    STAGE,
    SLOT,
    WEEKLY,
    DOOR_VISIT,
    PAPER,
    COURT_PAPER,
    PAPER_CHECK,
    PAPER_DUE,
    HEARING_DUE,
    POLICE,
    STOP_PAYING,
    ASKING,
    COLLECTOR,
    CRISIS,
    CHECK_IN,
    CALL_LENDER,
    DEBTS,
    DEAL,
    DUE,
    BUDGET,
    FIRST_STEP,
    PROGRESS,
    MY_REMINDERS,
    HOURS,
    NUDGED,
    QUIET,
    TRADITIONAL,
    SIMPLIFIED,
    LEAVE,
    CLEARING,
    REMAINS,
    TRUTH,
    MY_CASE,
    MYDATA,
    EXPIRY,
    MINOR,
    PRIVACY,
    ABOUT,
)

RELATIVES = tuple(
    f"我{who}{owes}"
    for who in ("老公", "老婆", "爱人", "对象", "哥", "弟", "姐", "妹", "朋友", "同事", "室友", "同学")
    for owes in ("欠", "借", "网贷", "被催")
)

CHILD = ("我儿子", "俺儿子", "我女儿", "我孩子", "我娃", "我个仔", "我个女")

SAYS = "/".join(
    (
        *(f"{who}{says}" for who in ("他", "她", "催收", "对方") for says in ("说", "让我", "要我")),
        *("催收的说", "客服说", "打来说", "来说"),
    )
)
"""Who tells what was said to them, on the phone or in writing."""

SAID_OF_HIM = tuple(
    (cue.words, Open("ask", "discount") if cue.to == "offer" else Open("live_call", cue.to))
    for cue in HEARD
    if isinstance(cue.to, str)
)
"""What can be told later, too; an offer is a question of its own."""

STILL_ON = ("在电话", "正在", "正打", "还在说", "没挂")
"""Who is still on the phone is calmed first."""

FEARED = ("怕被骗", "怕被诈骗", "担心被骗", "会不会被骗", "不想被骗", "别被骗", "以免被骗", "防止被骗", "不被骗")
"""Who has lost nothing yet."""

DIED = "去世/过世/不在了/人没了/走了以后/病逝/身故"

PAPERS = (
    ("lawyer", "律师函/律师信", "收到/来了/发来/发了/寄"),
    ("arbitration", "仲裁", "收到/寄来/发来"),
    ("by_call", "法院", "打电话/来电/打来"),
    ("by_text", "法院/传票/立案", "短信/微信"),
    ("by_post", "法院/传票/支付令/起诉状/判决书/执行通知", "快递/寄/ems"),
    ("how", "法院/传票/支付令/起诉状/判决书/执行通知", "收到/来了/发来/发了/送来"),
)
"""Papers, told of and not asked about: where they lead, what they are, and how somebody tells that they came."""

OFFICERS = "警察/公安/派出所/检察院/经侦/民警"

WHETHER_THEY_COME = (
    ("会不会", "上门"), ("会", "上门", "吗"), ("会", "上门", "?"), ("真", "上门"), ("上门催收", "吗"),
    ("上门催收", "合法"), ("上门催收", "违法"), ("上门催收", "犯法"), ("会来", "家", "吗"),
)  # fmt: skip
"""What is asked about a visit before anybody stands at the door."""

YOUNG = (
    "未成年", "没成年", "未满18", "没满18", "不满18", "没到18", "未满十八", "没满十八", "不满十八",
    "我才15", "我才16", "我才17", "我今年15", "我今年16", "我今年17", "我15岁", "我16岁", "我17岁",
    "我才十五", "我才十六", "我才十七", "我今年十五", "我今年十六", "我今年十七",
)  # fmt: skip

PLAYBOOK = Playbook(
    flows={flow.id: flow for flow in FLOWS},
    menu=("live_call", "received", "family", "talk"),
    crisis="crisis",
    leaving="leave",
    keys=("@open.live_call", "@open.progress", "@open.crisis", "@more"),
    more_keys=(
        "@open.live_call",
        "@open.progress",
        "@open.crisis",
        "@open.door_visit",
        "@open.ask",
        "@open.debts",
        "@back",
        "@change",
        "@why",
        "@open.my_case",
        "@open.reminders",
        "@open.quiet",
        "@open.leave",
        "@less",
    ),
    urgent=("stop_paying", "door_visit", "minor", "ask"),
    rescue=("door_visit",),
    farewell=FAREWELL,
    cues=(
        *(Cue((word,), Open("door_visit", "danger")) for word in ("砸门", "踹门", "撬", "撞门")),
        *(Cue((word,), Open("door_visit", "help")) for word in ("救命", "关在", "不让走", "拿刀")),
        Cue(("打我",), Open("door_visit", "help"), unless=ON_THE_PHONE),
        *(Cue((word,), Open("stop_paying", "not_yet")) for word in ("没转", "没付", "没扫")),
        *(Cue((word,), Open("stop_paying", "paid")) for word in ("转了", "付了", "扫了", "转过去")),
        Cue(("被骗/被诈骗",), Open("stop_paying", "paid"), unless=FEARED),
        *(Cue((word,), Open("stop_paying")) for word in ("验证码", "共享屏幕", "屏幕共享", "扫码", "二维码")),
        *(Cue(words, Open("stop_paying")) for words in (("要我", "转"), ("让我", "转"), ("叫我", "转"), ("扫", "码"))),
        *(Cue((who, word), Open("stop_paying")) for who in ("要我", "叫我") for word in ("汇", "过数", "入数")),
        Cue(("验证码/校验码/动态码", "给了/给他/给她/报了/报给/告诉了/发了/发给"), Open("stop_paying", "code")),
        Cue((SAYS, "转账/转钱/转到/转给他/先转/现在转/转过去"), Open("stop_paying")),
        *(Cue(words, Open("ask", "visit")) for words in WHETHER_THEY_COME),
        *(Cue((word,), Open("door_visit")) for word in ("上门", "敲门", "拍门", "门口", "门外", "楼下", "又来了")),
        Cue((DIED, "欠/债/贷/卡/还/催"), Open("ask", "inherit")),
        Cue((SAYS, "替我还/帮我还"), Open("ask", "parents")),
        Cue(("裸照/裸聊/私密照/不雅",), Open("ask", "blackmail")),
        *(Cue((SAYS, *words), to, STILL_ON) for words, to in SAID_OF_HIM),
        Cue(("在开车/在开会/在上课/在加班",), Open("stage", "busy")),
        Cue((OFFICERS, "自称/说是/说他是/打电话/打来"), Open("police")),
        Cue(("逮捕令/通缉令/安全账户/说我涉嫌/说涉嫌",), Open("police")),
        *(Cue((what, how), Open("paper", step)) for step, what, how in PAPERS),
        *(Cue((word,), Open("refusal")) for word in ("念过那句", "念了那句", "说了别再打", "说了不要再打")),
        *(Cue((word,), Open("previous_owner")) for word in ("号主", "机主", "旧号码")),
        Cue(("号", "以前是/原来是/之前是", "别人/人家"), Open("previous_owner")),
        *(Cue((word,), Open("stolen_name")) for word in ("冒名", "冒用", "盗用")),
        *(Cue((word,), Open("tell_family")) for word in ("跟家里说", "告诉家里", "跟爸妈说", "怎么跟家里")),
        *(Cue((word,), Open("allowed")) for word in ("违法吗", "合法吗", "违规吗", "犯法吗", "能打给我家")),
        *(Cue((change, "联系人"), Open("stage", "listed")) for change in ("换", "改", "删")),
        *(Cue((word,), Open("contact")) for word in ("紧急联系人", "联系人里")),
        *(Cue((word,), Open("workplace")) for word in ("打到公司", "打到单位", "公司电话", "单位电话", "人事")),
        *(Cue((word,), Open("family", "stranger")) for word in ("没借", "不认识", "打错", "不是我借")),
        Cue(("我是他/我是她", "老婆/老公/爱人/媳妇/妈/爸/哥/姐/弟/妹/朋友/同事/同学/室友"), Open("family", "sit")),
        *(Cue((word,), Open("family", "sit"), unless=("学校",)) for word in (*CHILD, *RELATIVES)),
        Cue(("电话", "又打来"), Open("live_call")),
        *(Cue((word,), Open("again")) for word in ("又打来", "又来电话", "又打电话", "还在打", "又响")),
        *(Cue((word,), Open("card")) for word in ("离线", "没网", "小卡片", "卡片")),
        *(Cue((word,), Open("limits")) for word in ("次数", "打爆")),
        *(Cue((word,), Open("minor", "adult")) for word in ("我满18", "我满十八", "我成年了", "我是成年人")),
        *(Cue((word,), Open("minor", "ask")) for word in YOUNG),
        *(Cue((word,), Open("my_case")) for word in ("我的情况", "改情况", "说错了")),
        *(Cue((word,), Open("mydata")) for word in ("我的资料", "存了我什么", "存多久", "留多久", "保存多久")),
        *(Cue((word,), Open("leave")) for word in ("删除", "删掉", "都删了", "不想留")),
        *(Cue((word,), Open("privacy")) for word in ("隐私", "存我", "存了", "保存什么", "泄露")),
        *(Cue((word,), Open("about")) for word in ("你是人", "真人", "人工", "谁做的", "收钱", "机器人")),
        Cue(("别/不要/不用/停/取消", "提醒"), Open("quiet")),
        Cue(("提醒我",), Open("talk", "plan")),
        *(
            Cue((ask, "催"), Open("collector"))
            for ask in ("帮我写", "帮写", "写一段", "写一条", "写个", "写条", "写几句")
        ),
        *(Cue((word,), Open("collector")) for word in ("催收话术", "催款话术", "催收模板", "我是做催收", "怎么催")),
        *(Cue(words, Open("stage", "busy")) for words in (("不方便", "接"), ("没空", "接"))),
        *(
            Cue((word,), Open("debts"))
            for word in ("先还谁", "先还哪", "先管哪", "欠款", "还哪个", "还边个", "几笔", "六笔")
        ),
        *(Cue((word,), Open("budget")) for word in ("预算", "能还多少", "拿出多少")),
        *(Cue((word,), Open("live_call")) for word in ("电话", "打来", "打嚟", "在打", "通话", "接了", "骂我", "讨债")),
        *(Cue((word,), Open("stage")) for word in ("会怎么样", "会怎样", "下一步会", "到哪一步", "第几天")),
        *(Cue((word,), Open("received")) for word in ("短信", "消息", "截图", "简讯", "讯息")),
        *(Cue((word,), Open("family")) for word in ("家里", "家人", "我妈", "我爸", "我奶奶", "我爷爷", "屋企")),
        *(Cue((soon, "还不上"), Open("miss")) for soon in ("这个月", "下个月", "可能", "快到期")),
        *(Cue((word,), Open("assigned")) for word in ("账转给", "转让", "卖给了")),
        *(Cue((word,), Open("lump_sum")) for word in ("一次性", "一次还清", "一次结清")),
        *(Cue((word,), Open("several")) for word in ("几家都", "都还不", "好几家")),
        Cue(("调解",), Open("mediation")),
        *(Cue((word,), Open("agreement")) for word in ("方案", "还款协议")),
        Cue(("不同意/不答应/不给/拒绝/不肯", "分期/延期/协商/减免"), Open("talk", "not_yet")),
        Cue(("村委/居委/街道办/社区/村主任", "打/催/找"), Open("ask", "contacts")),
        *(Cue((word,), Open("talk")) for word in ("协商", "分期", "还款", "延期", "还不上", "谈", "还不起")),
        Cue(("裁员/失业/下岗/没工作/降薪",), Open("talk")),
        Cue(("房贷/车贷",), Open("talk")),
        Cue(("逾期",), Open("stage", "since")),
        *(Cue((word,), Open("hours")) for word in ("安静时段", "时区", "别打扰", "勿扰", "时差")),
        Cue(("提醒",), Open("reminders")),
    ),
    questions=QUESTIONS,
)

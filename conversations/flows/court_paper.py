"""法院的纸是真的，怎么办：起诉状和传票、支付令、判决、执行。日子照纸上的算，算出来的是估算。"""

from conversations.answers import coming_time
from conversations.court_days import came_on, last_day, period_named
from conversations.effects import Remind
from conversations.flow import Ask, Branch, Choose, Cue, Finish, Flow, Notes, Open
from conversations.scene import Consent, Scene
from conversations.times import next_morning


def how_it_was_counted(notes: Notes, scene: Scene) -> str:
    today = scene.now.date()
    found = last_day(notes, today)
    if found is None:
        return "ask_court"
    if found.day < today:
        return "over"
    if found.by <= today:
        return "today"
    return "last_day" if found.sure else "last_day_about"


def kept(notes: Notes, scene: Scene) -> str:
    return "unkept" if scene.consent is Consent.REFUSED else "ring"


def hearing_kept(notes: Notes, scene: Scene) -> str:
    return "unkept" if scene.consent is Consent.REFUSED else "hearing_ring"


COURT_PAPER = Flow(
    "court_paper",
    (
        Choose("name", mine="which", kin="theirs", other="not_here"),
        Choose("theirs", days="came", which="which", lost=Open("crisis", "other"), ok="end_theirs"),
        Choose("not_here", ok="end_theirs"),
        Choose("which", summons="summons", order="order", judgment="judgment", enforce="enforce"),
        # 起诉状、传票
        Choose("summons", days="came", hearing="hearing", bring="bring", cannot="cannot_go"),
        Choose("bring", outline="outline", ok="free_advice"),
        Choose("cannot_go", hearing="hearing", ok="free_advice"),
        Choose("outline", copy=True, days="came", ok="free_advice"),
        # 支付令
        Choose("order", days="came", objection="objection", none="no_objection"),
        Choose("objection", text="objection_text", only_poor="only_poor"),
        Choose("objection_text", copy=True, days="came", ok="free_advice"),
        Choose("only_poor", talk=Open("talk", "opening", then="end"), days="came"),
        Choose("no_objection", talk=Open("talk", "opening", then="end"), days="came"),
        # 判决
        Choose("judgment", days="came", pay="after_judgment", ask="free_advice"),
        Choose("after_judgment", talk=Open("talk", "opening", then="end"), cannot="living", ok="free_advice"),
        # 执行
        Choose(
            "enforce", living="living", listed=Open("ask", "blacklist"), limits=Open("ask", "train"), look="look_up"
        ),
        Choose("living", copy=True, ok="free_advice"),
        Choose("look_up", collector="collector", living="living", ok="free_advice"),
        Choose("collector", living="living", ok="free_advice"),
        # 算日子
        Ask("came", came_on, then="period", tells="paper_came", today="period", yesterday="period", unsure="period"),
        Ask("period", period_named, then="count", tells="paper_period", unsaid="count"),
        Branch(
            "count", how_it_was_counted, to=("last_day", "last_day_about", "today", "over", "ask_court"), settles=True
        ),
        Choose("last_day", remind="keep", wrong="came", ok="free_advice"),
        Choose("last_day_about", remind="keep", wrong="came", ok="free_advice"),
        Choose("today", bring="bring", objection="objection", wrong="came"),
        Choose("over", wrong="came", ok="free_advice"),
        Choose("ask_court", wrong="came", ok="free_advice"),
        Branch("keep", kept, to=("ring", "unkept")),
        Ask("ring", coming_time, then="reminded", tomorrow="reminded"),
        Finish("reminded", does=(Remind("paper_due", next_morning, named_in="court_paper.ring"),)),
        # 开庭那天
        Ask("hearing", coming_time, then="hearing_told", tells="paper_hearing"),
        Choose("hearing_told", remind="hearing_keep", bring="bring", wrong="hearing", ok="free_advice"),
        Branch("hearing_keep", hearing_kept, to=("hearing_ring", "unkept")),
        Ask("hearing_ring", coming_time, then="hearing_reminded", tomorrow="hearing_reminded"),
        Finish("hearing_reminded", does=(Remind("hearing_due", next_morning, named_in="court_paper.hearing_ring"),)),
        Finish("unkept"),
        # 免费问
        Choose("free_advice", ok="end"),
        Finish("end"),
        Finish("end_theirs"),
    ),
    cues=(
        Cue(("支付令",), "order"),
        Cue(("异议",), "objection"),
        Cue(("答辩",), "outline"),
        Cue(("开庭",), "hearing"),
        Cue(("上诉",), "judgment"),
        Cue(("冻结",), "enforce"),
        Cue(("执行",), "enforce"),
    ),
    polite=("theirs", "not_here", "end_theirs"),
)

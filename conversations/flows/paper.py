"""收到法院、仲裁、律师、警察的纸，短信或电话：先认是哪一种，再自己去问真假。案号写得像，什么也不证明。

用：收到法院的快递
机：先别慌，也别点链接、别付钱。……
"""

from conversations.effects import Remind
from conversations.flow import Branch, Choose, Cue, Finish, Flow, Notes, Open
from conversations.scene import Consent, Scene
from conversations.times import next_morning

REAL = Open("court_paper", then="end")


def can_remind(notes: Notes, scene: Scene) -> str:
    return "unkept" if scene.consent is Consent.REFUSED else "tomorrow"


PAPER = Flow(
    "paper",
    (
        Choose("who", court="how", police=Open("police", then="end"), lawyer="lawyer", more="who_else"),
        Choose("who_else", arbitration="arbitration", mediation="mediation", unsure="unsure"),
        # 怎么来的：真的是什么样
        Choose("how", post="by_post", text="by_text", call="by_call", door=Open("door_visit", "official", then="end")),
        Choose("by_post", check="verify"),
        Choose("by_text", check="verify", pressed="pressed"),
        Choose("pressed", nothing="verify", typed=Open("stop_paying", "code", then="verify")),
        Choose("by_call", check="verify", now=Open("live_call", "filed", then="verify")),
        Choose("lawyer", lender=Open("ask", "service_number"), filed="verify", pay="lawyer_pays", ok="end"),
        Choose("lawyer_pays", paid=Open("stop_paying", "paid", then="end"), ok="end"),
        Choose("arbitration", hearing="arbitration_date", award="award", no_clause="no_clause"),
        Choose("arbitration_date", real=Open("court_paper", "hearing", then="end"), fake="keep", ask="free_advice"),
        Choose("award", days=Open("court_paper", "came", then="end"), ask="free_advice"),
        Choose("no_clause", ask="free_advice", ok="end"),
        Choose("mediation", check="verify", how=Open("mediation", then="end")),
        Choose("unsure", court="how", no="keep", show=Open("received", then="end")),
        Choose("keep", paid=Open("stop_paying", "paid", then="end"), ask="free_advice", ok="end"),
        Choose("free_advice", ok="end"),
        # 去问
        Choose("verify", real=REAL, fake="fake", cannot="verify_else", later="meanwhile"),
        Choose("verify_else", real=REAL, fake="fake", later="meanwhile"),
        Choose("meanwhile", prepare=REAL, tomorrow="remind"),
        Choose("fake", called="keep", paid=Open("stop_paying", "paid", then="end"), ok="end"),
        Branch("remind", can_remind, to=("tomorrow", "unkept")),
        Finish("tomorrow", does=(Remind("paper_check", next_morning),)),
        Finish("unkept"),
        Finish("end"),
    ),
    cues=(
        Cue(("转了",), Open("stop_paying", "paid", then="end")),
        Cue(("占线",), "verify_else"),
        Cue(("没这个案",), "fake"),
        Cue(("支付令",), "verify"),
        Cue(("仲裁",), "arbitration"),
        Cue(("律师",), "lawyer"),
    ),
)

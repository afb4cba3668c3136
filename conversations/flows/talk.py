"""想谈还款：从官方入口谈，先不答应数目，约好哪天打。"""

from conversations.answers import coming_time
from conversations.effects import Remind
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Notes, Open
from conversations.flows.truth import MINE
from conversations.scene import Consent, Scene
from conversations.times import in_two_hours, next_morning


def can_remind(notes: Notes, scene: Scene) -> str:
    return "no_reminder" if scene.consent is Consent.REFUSED else "when"


TALK = Flow(
    "talk",
    (
        Choose("start", entrance="entrance", papers="papers", debts=Open("debts"), stage=Open("stage")),
        Choose("papers", ok="entrance"),
        Choose("entrance", how="opening", when="plan"),
        Choose(
            "opening",
            needs=MINE,
            otherwise="opening_written",
            copy=True,
            agreed="written",
            refused="not_yet",
            when="plan",
        ),
        Choose("opening_written", copy=True, agreed="written", refused="not_yet", when="plan"),
        Choose("written", ok="end_written"),
        Choose("not_yet", when="plan", ok="end"),
        Branch("plan", can_remind, to=("when", "no_reminder")),
        Ask("when", coming_time, then="agreed_time", soon="soon", morning="tomorrow", no="end"),
        Finish("agreed_time", does=(Remind("call_lender", next_morning, named_in="talk.when"),)),
        Finish("end_written"),
        Finish("soon", does=(Remind("call_lender", in_two_hours),)),
        Finish("tomorrow", does=(Remind("call_lender", next_morning),)),
        Finish("no_reminder"),
        Finish("end"),
    ),
)

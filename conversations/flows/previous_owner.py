"""号码以前是别人的：念一句就挂，请平台把号码删掉，三天后问还打不打。完整的号码不留。

用：天天打给我催款，我根本不认识这个人
机：听着就烦，这不是您的错。……
"""

from conversations.answers import masked_number, short_text
from conversations.effects import Done, Remind
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Notes, Open
from conversations.flows.reminders import RETIME
from conversations.flows.truth import STRANGER
from conversations.scene import Consent, Scene
from conversations.times import in_four_days, in_three_days

CHECK = "number_check"


def can_remind(notes: Notes, scene: Scene) -> str:
    return "sent_unkept" if scene.consent is Consent.REFUSED else "sent"


PREVIOUS_OWNER = Flow(
    "previous_owner",
    (
        Choose("on_phone", yes="line", no="platform"),
        Choose("line", needs=STRANGER, otherwise="unsaid", read="platform", prove="prove"),
        Choose("unsaid", read="end", prove="prove", told=Open("family", "stranger", then="gone")),
        Choose("prove", ok="platform"),
        # 请平台把号码删掉
        Ask("platform", short_text, then="number", noted=True, unnamed="unnamed"),
        Choose("unnamed", told="platform", ok="end"),
        Ask("number", masked_number, then="letter", skip="letter"),
        Choose(
            "letter",
            needs=STRANGER,
            otherwise="unsaid",
            copy=True,
            sent="remind",
            entrance="entrance",
            again=Open("refusal"),
        ),
        Choose("entrance", sent="remind", letter="letter"),
        Branch("remind", can_remind, to=("sent", "sent_unkept")),
        Finish("sent", does=(Remind(CHECK, in_three_days),), offers=("@open.refusal",)),
        Finish("sent_unkept", offers=("@open.refusal",)),
        Finish("end", offers=("@open.refusal",)),
        Finish("gone", quiet=True),
    ),
    polite=(
        *("on_phone", "line", "unsaid", "prove", "platform", "unnamed", "number", "letter", "entrance"),
        *("sent", "sent_unkept", "end"),
    ),
)

NUMBER_CHECK = Flow(
    CHECK,
    (
        Choose("knock", stopped="stopped", still="still", later="later", retime=RETIME),
        Choose("still", sent="later", ok="enough"),
        Finish("later", does=(Remind(CHECK, in_four_days),)),
        Finish("stopped", does=(Done(CHECK),)),
        Finish("enough", does=(Done(CHECK),), offers=("@open.refusal",)),
        Finish("end", quiet=True),
    ),
    polite=("knock", "still", "later", "stopped", "enough"),
)

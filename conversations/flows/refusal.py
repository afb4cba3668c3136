"""念过那句了：家里人、接错的人说过「请不要再打」，记下是哪天几点说的。说过还打，就有了凭据。"""

from conversations.effects import Log
from conversations.flow import Branch, Choose, Finish, Flow, Notes
from conversations.flows.truth import NOT_BOUND, STRANGER
from conversations.scene import Consent, Scene


def can_keep(notes: Notes, scene: Scene) -> str:
    return "unkept" if scene.consent is Consent.REFUSED else "said"


REFUSAL = Flow(
    "refusal",
    (
        Branch("start", can_keep, to=("said", "unkept")),
        Choose("said", needs=NOT_BOUND, otherwise="said_wrong", read="refused", missed="not_said"),
        Choose("said_wrong", needs=STRANGER, otherwise="said_written", read="refused", missed="not_said"),
        Choose("said_written", read="asked", missed="not_said"),
        Finish("refused", does=(Log("call"),), offers=("@open.refusal",)),
        Finish("asked", does=(Log("call"),), offers=("@open.refusal",)),
        Finish("not_said", does=(Log("call"),), offers=("@open.refusal",)),
        Finish("unkept"),
    ),
    polite=("said", "said_wrong", "said_written", "refused", "asked", "not_said", "unkept"),
)

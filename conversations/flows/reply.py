"""怎么回：一段可以复制的短回复，对谁都是真的；不该回的，就说不用回。"""

from conversations.flow import Branch, Choose, Finish, Flow, Notes
from conversations.scene import Scene

REPLIES = ("reminder", "crossed", "offer")


def which_reply(notes: Notes, scene: Scene) -> str:
    label = notes.get("read.label", "")
    return label if label in REPLIES else "unsure"


REPLY = Flow(
    "reply",
    (
        Branch("start", which_reply, to=(*REPLIES, "unsure")),
        Choose("reminder", copy=True, ok="end"),
        Choose("crossed", copy=True, ok="end"),
        Choose("offer", copy=True, ok="end"),
        Choose("unsure", copy=True, ok="end"),
        Finish("end"),
    ),
)

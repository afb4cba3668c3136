"""这样打行不行：打给了谁，说了什么，你本人打不打得通。三下，答「可以」「不可以」「要看」，各有出处。"""

from conversations.flow import Branch, Choose, Finish, Flow, Notes
from conversations.scene import Scene


def answer(notes: Notes, scene: Scene) -> str:
    whom, said, reached = (notes.get(f"allowed.{step}") for step in ("whom", "said", "reached"))
    if said == "insult":
        return "never"
    if whom == "bound":
        return "bound"
    if whom == "partner":
        return "partner"
    if said in ("debt", "pay"):
        return "no"
    return {"yes": "no_need", "no": "may"}.get(reached or "", "unsure")


ALLOWED = Flow(
    "allowed",
    (
        Choose("whom", asks=True, kin="said", partner="said", bound="said", work="said"),
        Choose("said", asks=True, relay="reached", debt="reached", pay="reached", insult="reached"),
        Choose("reached", asks=True, yes="answer", no="answer", unsure="answer"),
        Branch("answer", answer, to=("never", "bound", "partner", "no", "no_need", "may", "unsure")),
        Choose("never", ok="end"),
        Choose("bound", ok="end"),
        Choose("partner", ok="end"),
        Choose("no", ok="end"),
        Choose("no_need", ok="end"),
        Choose("may", ok="end"),
        Choose("unsure", ok="end"),
        Finish("end", quiet=True),
    ),
)

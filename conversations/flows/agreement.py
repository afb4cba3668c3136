"""对一份方案：付款之前看八样，两样一屏，缺的给一句去问。"""

from conversations.flow import Branch, Choose, Finish, Flow, Notes, Open
from conversations.scene import Scene

PAIRS = ("total", "each", "waived", "missed")
"""总额和期数、每期和日子、减免和收款方、漏一期和书面。"""


def pairs() -> tuple[Choose, ...]:
    """For each pair the question, and the line that asks for what is missing."""
    onward = dict(zip(PAIRS, (*PAIRS[1:], "judge"), strict=True))
    return tuple(
        step
        for pair in PAIRS
        for step in (
            Choose(pair, both=onward[pair], missing=f"ask_{pair}"),
            Choose(f"ask_{pair}", added=onward[pair], refused=onward[pair]),
        )
    )


def is_anything_missing(notes: Notes, scene: Scene) -> str:
    return "lacking" if any(is_missing(notes, pair) for pair in PAIRS) else "complete"


def is_missing(notes: Notes, pair: str) -> bool:
    """Whether a pair was not there the last time, and the lender would not write it."""
    return (notes.get(f"agreement.{pair}"), notes.get(f"agreement.ask_{pair}")) == ("missing", "refused")


AGREEMENT = Flow(
    "agreement",
    (
        *pairs(),
        Branch("judge", is_anything_missing, to=("complete", "lacking")),
        Choose("complete", calm=True, keep="keep", much="much"),
        Choose("lacking", calm=True, again="total", mediation=Open("mediation"), ok="end"),
        Finish("keep"),
        Finish("much"),
        Finish("end", quiet=True),
    ),
)

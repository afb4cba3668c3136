"""字读错了：把对的字打过来，当场重读，换掉原来读到的；图本身不动。"""

from conversations.answers import short_text
from conversations.flow import Ask, Finish, Flow

MISREAD = Flow(
    "misread",
    (
        Ask("text", short_text, then="end", pasted=True, amends=True, leave="end"),
        Finish("end"),
    ),
)

AS_FILE = Flow("as_file", (Finish("how"),))

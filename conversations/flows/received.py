"""收到催款消息：转发或粘贴过来，马上读，当场说是哪一种、先做什么。"""

from conversations.answers import short_text
from conversations.flow import Ask, Choose, Finish, Flow, Open

RECEIVED = Flow(
    "received",
    (
        Ask("paste", short_text, then="more", pasted=True, how="how", done="end"),
        Choose("how", ok="paste"),
        Choose("more", again="paste", call=Open("live_call"), done="end"),
        Finish("end"),
    ),
)

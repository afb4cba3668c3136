"""Pictures of messages: what was recognised in them, line by line, as text that can be read, with who says what."""

from conversations.pictures.answer import Read, Refusal, Refused
from conversations.pictures.frame import dated, title_of, without_frame
from conversations.pictures.seen import Seen
from conversations.pictures.told import told

__all__ = ["Read", "Refusal", "Refused", "Seen", "dated", "title_of", "told", "without_frame"]

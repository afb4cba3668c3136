"""What the program tells whoever runs it: a sentence of the catalogue `shell`, by id, and what stands in it."""

from __future__ import annotations

from bot.words import SOURCE, Words

SENTENCES = (
    "about", "command", "file", "help.run", "help.chat", "help.plain", "help.story", "help.locale", "help.read",
    "help.score", "help.picture", "help.care", "help.ask", "help.check", "help.pages", "help.words",
    "help.facts", "help.all", "help.on", "date", "facts.due", "facts.past", "facts.withdrawn",
    "facts.none_due", "help.backup", "help.restore", "help.replace", "help.key", "help.change",
    "backed_up", "restored", "key_changed", "key_fits", "nothing_to_back_up", "backup_not_whole", "data_there",
    "not_a_backup", "backup_spoilt", "backup_unreadable", "no_key_to_change", "all_well", "reading_pictures",
    "config_unreadable", "config_not_toml", "unknown_setting", "unknown_setting_near",
    "set_twice", "file_unreadable", "not_an_address", "not_a_proxy", "not_a_port", "no_webhook_url", "weak_secret",
    "not_one_of", "not_a_zone", "not_numbers", "not_days",
    "no_token",
    "nobody_named", "key_missing", "key_unreadable", "key_short", "key_open", "key_unwritable",
    "key_of_another",
    "data_unwritable", "data_newer", "database_failed", "already_running", "crashed", "token_refused",
    "token_revoked", "webhook", "webhook_refused", "door_taken", "conflict", "deaf",
    "story_unreadable", "story_written", "story_told", "no_json",
    "no_message", "in_the_file", "labels_unreadable", "no_label",
    "in_the_story",
    "unknown_line", "no_such_screen", "no_such_button", "not_a_time", "command.start", "command.privacy",
    "command.delete", "status", "status.heard", "status.never",
    "page.made", "page.decides", "page.to_copy", "page.typed", "page.ends", "page.returns",
    "page.also", "page.needs", "page.otherwise", "page.tells", "page.facts", "page.safe",
    "page.cues", "page.then_back", "page.then_on", "page.missing",
    "guidance.made", "guidance.heads", "guidance.does", "guidance.tested", "guidance.waits", "guidance.rest",
)  # fmt: skip
"""Every sentence of the catalogue, in reading order."""


WORDS = Words()


def in_words(id: str, /, **values: object) -> str:
    """A sentence of the shell, with what stands in it."""
    return WORDS.sentence("shell", id, SOURCE).format(**values)


class Complaint(Exception):
    """Something is wrong that whoever runs the program can mend: which, and what to do. It never holds a secret."""

    def __init__(self, id: str, /, **values: object) -> None:
        super().__init__(id)
        self.id = id
        self.values = values

    def __str__(self) -> str:
        return in_words(self.id, **self.values)

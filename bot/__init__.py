"""The imperative shell: Telegram, the terminal, SQLite, sending, reminders, settings, commands."""

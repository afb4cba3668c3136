"""The functional core: flows as values, one pure step function. Nothing awaited, no clock, no Telegram, no SQL."""

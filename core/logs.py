"""One line per log record, so that nobody can forge a second one."""

import logging


class OneLine(logging.Formatter):
    """Escapes line breaks in the message; a traceback keeps its lines below."""

    default_msec_format = "%s.%03d"

    def __init__(self):
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatMessage(self, record):
        """The message with control characters escaped."""
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")

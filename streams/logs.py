"""Logs: for people on a terminal, JSON lines elsewhere, and everybody's go the same way."""

import logging
import sys

import structlog

from streams.settings import Settings

NOISY = ("aiokafka", "kafka", "faust", "mode", "asyncio", "aiohttp.access", "uvicorn")
"""Loggers of libraries that tell a person little below a warning."""


def configure(settings: Settings) -> None:
    """Send this process's logs, libraries' included, to standard error."""
    pretty = settings.log == "pretty" or (settings.log == "auto" and sys.stderr.isatty())
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: list[structlog.types.Processor] = (
        # Without locals, which are shown otherwise: passwords and articles are among them.
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.RichTracebackFormatter(show_locals=False))]
        if pretty
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    if settings.log_level != "debug":
        for name in NOISY:
            logging.getLogger(name).setLevel(logging.WARNING)
    # At debug it logs what it is made with, the password too.
    logging.getLogger("kafka").setLevel(max(logging.INFO, logging.getLogger("kafka").level))

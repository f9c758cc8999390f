"""What the site says about itself: one line an event, on standard error."""

from typing import Any

__all__ = ["logging_to_stderr"]


def logging_to_stderr(level: str) -> dict[str, Any]:  # Any: logging's dictionary is untyped
    """Return the settings of the log: time, level, who speaks, the request's id, what."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "kiem.foundation.audit.request.RequestIdFilter"}},
        "formatters": {
            "line": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"},
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]},
        },
        "root": {"handlers": ["stderr"], "level": level},
        # Django's own handlers would say everything twice, and would mail what nobody asked for.
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # It tells of every sign-in, three lines each; the audit does that.
            "axes": {"level": "WARNING"},
        },
    }

"""How the site's letters leave the house."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from kiem.web.configuration.environment import WrongSetting

__all__ = ["outgoing_mail"]

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def outgoing_mail(address: str, home: Path) -> dict[str, Any]:  # Any: Django's settings are untyped
    """Return the EMAIL_ settings of `smtp+tls://user:word@host:587`; without an address, letters stay in the house.

    `smtp` is without encryption, `smtp+tls` begins with STARTTLS, `smtps` is encrypted from the first byte.
    `console` writes letters to standard output. Otherwise they become files in KIEM_HOME/outbox.
    """
    if address == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if not address:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(home / "outbox"),
        }
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        message = "KIEM_MAIL_URL is no mail server; write smtp+tls://user:word@host:587, or console"
        raise WrongSetting(message)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }

"""What the libraries ask the house about sign-in: who may sign up, whose attempt this is, what a locked person sees."""

from collections.abc import Mapping
from datetime import timedelta

import qrcode  # type: ignore[import-untyped]  # has no types
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from axes.helpers import get_cool_off
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kiem.foundation.ui.views import too_many_requests

__all__ = ["AccountAdapter", "SecondFactorAdapter", "attempted_address", "client_address", "locked_answer"]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-up is closed: staff invite people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        del request
        return False

    def format_email_subject(self, subject: str) -> str:
        """Return the subject with the site's name before it."""
        return f"[{settings.INSTANCE['name']}] {subject}"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """An authenticator app shows the site's name beside its code."""

    def get_totp_issuer(self) -> str:
        """Return the site's name."""
        return str(settings.INSTANCE["name"])

    def build_totp_svg(self, url: str) -> SafeString:
        """Return the square as a drawing that stands in the page itself, dark on light whatever the reader's theme."""
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
        return format_html(
            '<svg width="240" height="240" viewBox="0 0 {0} {0}" shape-rendering="crispEdges">'
            '<rect width="{0}" height="{0}" fill="#fff"/><path d="{1}" fill="#000"/></svg>',
            len(rows),
            path,
        )


def attempted_address(request: HttpRequest | None, credentials: Mapping[str, str] | None) -> str:
    """Return the e-mail address of an attempt to sign in, in small letters."""
    given = (credentials or {}).get("email") or (credentials or {}).get("username")
    if not given and request is not None:
        given = request.POST.get("login")
    return (given or "").strip().lower()


def client_address(request: HttpRequest) -> str | None:
    """Return the address a request comes from, past as many proxies as KIEM_PROXIES trusts; None where it has none."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return None


def locked_answer(
    request: HttpRequest, original: HttpResponse | None, credentials: Mapping[str, str] | None
) -> HttpResponse:
    """Answer 429 with the time to wait."""
    del original, credentials
    wait: timedelta = get_cool_off(request) or timedelta(hours=1)
    return too_many_requests(request, int(wait.total_seconds()))

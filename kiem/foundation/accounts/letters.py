"""The letter by which an invited person comes in."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from kiem.foundation.accounts.models import User

__all__ = ["invitation_link", "send_invitation"]


def invitation_link(person: User) -> str:
    """Return the address at which the person chooses a password; it works once, for PASSWORD_RESET_TIMEOUT seconds."""
    with override(person.language):
        path = reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
        )
    return f"{settings.SITE_ADDRESS}{path}"


def send_invitation(person: User) -> None:
    """Write to the person in their language."""
    words = {
        "person": person,
        "instance": settings.INSTANCE,
        "link": invitation_link(person),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
    }
    with override(person.language):
        subject = gettext("Your account at %(name)s") % {"name": settings.INSTANCE["name"]}
        text = render_to_string("accounts/letters/invitation.txt", words)
    send_mail(subject, text, None, [person.email])

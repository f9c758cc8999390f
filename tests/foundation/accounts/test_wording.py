"""What the sign-in package says is written as the rest of the site is."""

import re

import pytest

from kiem.foundation.accounts.roles import Role
from tests.foundation.accounts.people import reader

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("logout/", ("Sign out", "Afmelden", "Se déconnecter")),
        (
            "second-factor/",
            ("Two-factor authentication", "Twee-factor-authenticatie", "Authentification à deux facteurs"),
        ),
        ("reauthenticate/", ("Confirm access", "Toegang bevestigen", "Confirmer l'accès")),
    ],
)
def test_a_page_of_the_package_is_titled_as_ours_are(address: str, titles: tuple[str, str, str]) -> None:
    client = reader(Role.MEMBER)
    for language, title in zip(("en", "nl", "fr"), titles, strict=True):
        html = client.get(f"/{language}/account/{address}").content.decode().replace("&#x27;", "'")
        assert re.search(rf"<h1[^>]*>\s*{title}\s*</h1>", html)
        assert f"<title>{title}" in " ".join(html.split()).replace("<title> ", "<title>")


def test_a_button_and_a_label_of_the_package_are_written_as_ours_are() -> None:
    html = reader(None).get("/en/account/password/reset/").content.decode()
    assert "Reset my password" in html
    assert "Reset My Password" not in html

"""The settings: safe when nothing is said, one line with a remedy when something wrong is."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command

from kiem.web.configuration import (
    Environment,
    WrongSetting,
    database,
    kept_secret,
    outgoing_mail,
    read_instance,
)
from kiem.web.configuration.identity import identity_settings
from tests.conftest import HOUSE

PROVIDER = {"id": "example", "name": "Example", "server": "https://identity.example.org", "client": "kiem"}
WHOLE = (HOUSE / "instance" / "settings.toml").read_text()


def test_a_secret_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "home" / "secret"
    with ThreadPoolExecutor(8) as several:
        secrets = set(several.map(lambda _: kept_secret(file), range(16)))

    assert secrets == {file.read_text().strip()}
    assert len(secrets.pop()) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_without_a_word_the_database_is_in_the_house(tmp_path: Path) -> None:
    settings = database("", tmp_path / "home")
    assert settings["NAME"] == str(tmp_path / "home" / "kiem.sqlite3")
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert (tmp_path / "home").is_dir()


def test_a_database_may_stand_elsewhere(tmp_path: Path) -> None:
    elsewhere = database(f"sqlite:///{tmp_path}/a%20b.sqlite3", tmp_path)
    postgres = database("postgresql://ka:p%40ss@db.example.org:5433/kiem?sslmode=require", tmp_path)

    assert elsewhere["NAME"] == f"{tmp_path}/a b.sqlite3"
    assert (postgres["USER"], postgres["PASSWORD"], postgres["HOST"], postgres["PORT"], postgres["NAME"]) == (
        "ka",
        "p@ss",
        "db.example.org",
        "5433",
        "kiem",
    )
    assert postgres["OPTIONS"] == {"sslmode": "require"}
    assert postgres["CONN_HEALTH_CHECKS"]


@pytest.mark.parametrize("wrong", ["mysql://x/y", "postgresql://host", "sqlite://", "kiem.sqlite3"])
def test_another_kind_of_database_is_refused_with_the_remedy(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="KIEM_DATABASE_URL"):
        database(wrong, tmp_path)


def test_letters_stay_in_the_house_until_a_server_is_named(tmp_path: Path) -> None:
    assert outgoing_mail("", tmp_path)["EMAIL_FILE_PATH"] == str(tmp_path / "outbox")
    assert "console" in outgoing_mail("console", tmp_path)["EMAIL_BACKEND"]
    sent = outgoing_mail("smtp+tls://ka:p%40ss@mail.example.org", tmp_path)
    assert (sent["EMAIL_PORT"], sent["EMAIL_USE_TLS"], sent["EMAIL_USE_SSL"]) == (587, True, False)
    assert sent["EMAIL_HOST_PASSWORD"] == "p@ss"
    with pytest.raises(WrongSetting, match="KIEM_MAIL_URL"):
        outgoing_mail("mail.example.org", tmp_path)


@pytest.mark.parametrize(
    ("variables", "ask", "name"),
    [
        ({"KIEM_DEBUG": "maybe"}, lambda it: it.flag("DEBUG"), "KIEM_DEBUG"),
        ({"KIEM_PROXIES": "-1"}, lambda it: it.number("PROXIES", 0), "KIEM_PROXIES"),
        ({"KIEM_ADDRESS": "kiem.example.org"}, lambda it: it.address, "KIEM_ADDRESS"),
    ],
)
def test_a_wrong_variable_is_named(variables: dict[str, str], ask: object, name: str) -> None:
    assert callable(ask)
    with pytest.raises(WrongSetting, match=name):
        ask(Environment(variables))


def test_https_in_the_address_turns_tls_on_and_its_host_is_answered_to() -> None:
    environment = Environment(
        {"KIEM_ADDRESS": "https://kiem.example.org/", "KIEM_HOSTS": "a.example.org, b.example.org"}
    )
    assert environment.address == "https://kiem.example.org"
    assert environment.is_behind_tls
    assert {"kiem.example.org", "a.example.org", "b.example.org", "127.0.0.1"} <= set(environment.hosts)
    assert not Environment({}).is_behind_tls


def test_the_default_instance_is_whole_and_says_that_its_address_is_a_placeholder() -> None:
    instance = read_instance(HOUSE / "instance")
    assert (instance.territory, instance.home_region, instance.languages) == (("BE",), "BE2", ("en", "nl", "fr"))
    assert "example.org" in str(instance.shown["contact"])


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (WHOLE.replace("time_zone", "zone"), "time_zone"),
        (WHOLE.replace('"fr"]', '"de"]'), "languages"),
        (WHOLE.replace('"en", "nl", "fr"', ""), "languages"),
        ("name =", "no TOML"),
        (None, "KIEM_INSTANCE"),
    ],
)
def test_a_wrong_instance_is_named(text: str | None, finding: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(WrongSetting, match=finding):
        read_instance(tmp_path)


def test_an_identity_provider_needs_all_its_words_and_a_secret() -> None:
    assert identity_settings({}, "").apps == []
    with pytest.raises(WrongSetting, match="KIEM_OIDC_SECRET"):
        identity_settings(PROVIDER, "")
    with pytest.raises(WrongSetting, match="server"):
        identity_settings({**PROVIDER, "server": ""}, "secret")


@pytest.mark.django_db
def test_the_models_have_their_migrations() -> None:
    call_command("makemigrations", "--check", "--dry-run", "accounts", "audit", verbosity=0)


def test_a_fresh_house_starts_safely_behind_tls(tmp_path: Path) -> None:
    told = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", "--tag", "security")
    assert told.returncode == 0, told.stderr


def test_a_wrong_setting_stops_the_start_in_words(tmp_path: Path) -> None:
    told = manage(tmp_path, "check", KIEM_DATABASE_URL="mysql://x/y")
    assert told.returncode != 0
    assert "KIEM_DATABASE_URL is no database" in told.stderr


def manage(home: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command of Django in a house of its own, as the site runs behind TLS."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("KIEM_", "DJANGO_"))},
        "KIEM_HOME": str(home),
        "KIEM_ADDRESS": "https://kiem.example.org",
        **variables,
    }
    command = [sys.executable, str(HOUSE / "manage.py"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_outlines_are_named_by_the_instance_or_the_environment(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('outlines = "areas.geojson"\n' + WHOLE)
    (tmp_path / "areas.geojson").write_text("{}")

    assert read_instance(tmp_path).outlines == tmp_path / "areas.geojson"
    assert read_instance(HOUSE / "instance").outlines is None
    assert Environment({"KIEM_OUTLINES": str(tmp_path / "areas.geojson")}).outlines == tmp_path / "areas.geojson"
    assert Environment({}).outlines is None


@pytest.mark.parametrize("name", ["missing.geojson", "settings.toml"])
def test_outlines_that_are_none_are_refused_with_the_remedy(name: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'outlines = "{name}"\n' + WHOLE)
    with pytest.raises(WrongSetting, match=r"ends in \.geojson"):
        read_instance(tmp_path)
    with pytest.raises(WrongSetting, match="KIEM_OUTLINES"):
        _ = Environment({"KIEM_OUTLINES": str(tmp_path / name)}).outlines

"""What is given for running Kiem can be read by what will run it, and names only what exists."""

import configparser
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.promises.tree import HOUSE, shown

DEPLOY = HOUSE / "deploy"
UNITS = sorted(path for path in DEPLOY.iterdir() if path.suffix in {".service", ".timer"})
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text())
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
GUIDE = (HOUSE / "docs" / "guides" / "deployment.md").read_text()


def read_unit(unit: Path) -> configparser.RawConfigParser:
    """Read a unit; a key may stand several times in systemd, not here."""
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's keys have capitals
    parser.read_string(unit.read_text())
    return parser


def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    programs = tmp_path / "opt" / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("granian", "kiem", "python"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o755)
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/kiem", str(tmp_path / "opt")))

    command = ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)]
    verified = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")


@pytest.mark.parametrize("unit", SERVICES, ids=shown)
def test_a_service_runs_as_nobody_special_and_writes_only_its_own_folder(unit: Path) -> None:
    service = read_unit(unit)["Service"]
    assert service["User"] == "kiem"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["StateDirectory"] == "kiem"


def test_the_site_is_served_by_a_module_that_exists() -> None:
    served = re.findall(r"(kiem(?:\.\w+)+):application", (DEPLOY / "kiem.service").read_text() + DOCKERFILE)
    assert [HOUSE.joinpath(*name.split(".")).with_suffix(".py").is_file() for name in served] == [True, True]


def test_compose_starts_postgresql_and_the_site_from_this_dockerfile() -> None:
    services = COMPOSE["services"]
    assert services["database"]["image"].startswith("postgres:")
    assert services["site"]["build"] == {"context": "..", "dockerfile": "deploy/Dockerfile"}
    assert services["site"]["depends_on"] == {"prepare": {"condition": "service_completed_successfully"}}


def test_every_volume_in_compose_is_declared() -> None:
    mounted = {
        volume.split(":")[0] for service in COMPOSE["services"].values() for volume in service.get("volumes", ())
    }
    assert {name for name in mounted if not name.startswith(".")} == set(COMPOSE["volumes"])


def test_no_password_stands_in_compose() -> None:
    given = [value for service in COMPOSE["services"].values() for value in service.get("environment", {}).values()]
    assert [value for value in given if re.search(r"://\w+:(?!\$\{)", str(value))] == []


def test_the_image_does_not_run_as_root_and_names_its_base() -> None:
    assert re.findall(r"^USER (\w+)", DOCKERFILE, re.MULTILINE) == ["kiem"]
    assert all(re.search(r":\d", base) for base in re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE))


def test_every_line_of_the_dockerfile_is_an_instruction() -> None:
    known = {"FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}
    assert {line.split()[0] for line in DOCKERFILE.splitlines() if line and not line.startswith("#")} <= known


def test_every_setting_in_the_guide_and_the_files_is_read_somewhere() -> None:
    code = "\n".join(path.read_text() for path in (HOUSE / "kiem" / "web").rglob("*.py"))
    only_for_compose = {"KIEM_DOMAIN", "KIEM_DATABASE_PASSWORD", "KIEM_UPSTREAM"}
    texts = [GUIDE, *(path.read_text() for path in DEPLOY.iterdir() if path.is_file())]
    named = {name for text in texts for name in re.findall(r"KIEM_[A-Z_]+", text)}
    unread = {name for name in named - only_for_compose if f'"{name.removeprefix("KIEM_")}"' not in code}
    assert unread == set()


def test_the_kiem_program_is_the_one_that_the_units_start() -> None:
    assert "kiem" in tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]["scripts"]

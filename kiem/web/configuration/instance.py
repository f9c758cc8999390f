"""What one organisation decides about its site: `settings.toml` in the instance's folder."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiem.web.configuration.environment import WrongSetting, outlines_file

__all__ = ["LANGUAGES", "Instance", "read_instance"]

LANGUAGES = {"en": "English", "nl": "Nederlands", "fr": "Français"}


@dataclass(frozen=True, slots=True)
class Instance:
    """The organisation, its territory, its languages, and who may vouch for its people."""

    name: str
    organisation: str
    territory: tuple[str, ...]
    home_region: str
    languages: tuple[str, ...]
    time_zone: str
    outlines: Path | None
    shown: Mapping[str, object]
    identity_provider: Mapping[str, str]


def read_instance(folder: Path) -> Instance:
    """Read `settings.toml`; a missing or wrong entry is named in the error."""
    file = folder / "settings.toml"
    try:
        content = tomllib.loads(file.read_text())
    except FileNotFoundError as missing:
        message = f"{file} does not exist; name the instance's folder in KIEM_INSTANCE"
        raise WrongSetting(message) from missing
    except tomllib.TOMLDecodeError as wrong:
        message = f"{file} is no TOML: {wrong}"
        raise WrongSetting(message) from wrong
    try:
        return _instance(content, folder)
    except KeyError as missing:
        message = f"{file} has no {missing.args[0]}; see instance/settings.toml of the default instance"
        raise WrongSetting(message) from missing


def _instance(content: Mapping[str, Any], folder: Path) -> Instance:  # Any: TOML has no types
    territory, languages = content["territory"], tuple(content["languages"])
    strange = sorted(set(languages) - set(LANGUAGES))
    if strange or not languages:
        message = f"languages are {list(languages)}; the house speaks {', '.join(LANGUAGES)}"
        raise WrongSetting(message)
    return Instance(
        name=content["name"],
        organisation=content["organisation"],
        territory=tuple(territory["nuts"]),
        home_region=territory["home_region"],
        languages=languages,
        time_zone=content["time_zone"],
        outlines=outlines_file(folder / content["outlines"], "outlines") if "outlines" in content else None,
        shown={
            "name": content["name"],
            "short_name": content.get("short_name", content["name"]),
            "organisation": content["organisation"],
            "tagline": content.get("tagline", ""),
            "contact": content.get("contact", {}),
            "territory": list(territory["nuts"]),
            "home_region": territory["home_region"],
        },
        identity_provider=content.get("identity_provider", {}),
    )

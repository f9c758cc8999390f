"""Sign-in with an OpenID Connect provider, where the instance names one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from kiem.web.configuration.environment import WrongSetting

__all__ = ["IdentitySettings", "identity_settings"]

NEEDED = ("id", "name", "server", "client")


@dataclass(frozen=True, slots=True)
class IdentitySettings:
    """What the settings gain by a provider; nothing without one."""

    apps: list[str] = field(default_factory=list)
    backends: list[str] = field(default_factory=list)
    providers: dict[str, Any] = field(default_factory=dict)  # Any: allauth's settings are untyped


def identity_settings(provider: Mapping[str, str], secret: str) -> IdentitySettings:
    """Return the settings of `[identity_provider]` in settings.toml with the client's secret of KIEM_OIDC_SECRET."""
    if not provider:
        return IdentitySettings()
    missing = [name for name in NEEDED if not provider.get(name)]
    if missing or not secret:
        what = f"[identity_provider] has no {', '.join(missing)}" if missing else "KIEM_OIDC_SECRET is empty"
        message = f"{what}; sign-in with the provider needs {', '.join(NEEDED)} in settings.toml, and that secret"
        raise WrongSetting(message)
    if find_spec("jwt") is None:
        message = "[identity_provider] is given, but its packages are not installed; install kiem[oidc]"
        raise WrongSetting(message)
    app = {
        "provider_id": provider["id"],
        "name": provider["name"],
        "client_id": provider["client"],
        "secret": secret,
        "settings": {"server_url": provider["server"]},
    }
    return IdentitySettings(
        apps=["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"],
        backends=[],
        providers={"openid_connect": {"APPS": [app]}},
    )

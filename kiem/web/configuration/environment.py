"""The environment's variables that begin with KIEM_, each read once and in one manner."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

__all__ = ["HOUSE", "Environment", "WrongSetting", "outlines_file"]

HOUSE = Path(__file__).resolve().parents[3]
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class WrongSetting(ValueError):
    """A setting that cannot be used; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The process's variables; only names that begin with KIEM_ are read."""

    variables: Mapping[str, str]

    @property
    def home(self) -> Path:
        """KIEM_HOME (`./var`): everything that is not code."""
        return Path(self.text("HOME", "var")).absolute()

    @property
    def instance(self) -> Path:
        """KIEM_INSTANCE (the folder `instance` beside the code): what one organisation decides."""
        return Path(self.text("INSTANCE", str(HOUSE / "instance"))).absolute()

    @property
    def outlines(self) -> Path | None:
        """KIEM_OUTLINES (what the instance's settings.toml says): the GeoJSON file that maps are drawn on."""
        told = self.text("OUTLINES")
        return outlines_file(Path(told), "KIEM_OUTLINES") if told else None

    @property
    def address(self) -> str:
        """KIEM_ADDRESS (`http://127.0.0.1:8000`): where readers find the site, without a slash at the end."""
        address = self.text("ADDRESS", "http://127.0.0.1:8000").rstrip("/")
        if urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname:
            message = f"KIEM_ADDRESS is {address!r}; give the whole address, such as https://kiem.example.org"
            raise WrongSetting(message)
        return address

    @property
    def is_behind_tls(self) -> bool:
        """KIEM_TLS (yes where KIEM_ADDRESS is https): readers reach the site over TLS only."""
        return self.flag("TLS", default=self.address.startswith("https:"))

    @property
    def hosts(self) -> list[str]:
        """KIEM_HOSTS (the host of KIEM_ADDRESS) and this machine itself."""
        own = urlsplit(self.address).hostname or ""
        return sorted({*self.words("HOSTS"), own, *LOOPBACK})

    def text(self, name: str, default: str = "") -> str:
        """Return a variable's text; empty counts as not given."""
        return self.variables.get(f"KIEM_{name}", "").strip() or default

    def words(self, name: str) -> list[str]:
        """Return a list that was written with commas or spaces."""
        return self.text(name).replace(",", " ").split()

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return yes or no."""
        said = self.text(name).lower()
        if said not in YES | NO:
            message = f"KIEM_{name} is {said!r}; say yes or no"
            raise WrongSetting(message)
        return said in YES if said else default

    def number(self, name: str, default: int) -> int:
        """Return a whole number of zero or more."""
        said = self.text(name, str(default))
        if not said.isdecimal():
            message = f"KIEM_{name} is {said!r}; give a whole number"
            raise WrongSetting(message)
        return int(said)


def outlines_file(file: Path, setting: str) -> Path:
    """Return the file of outlines, as an absolute path. WrongSetting where it is no GeoJSON file that is there."""
    if not file.name.endswith((".geojson", ".geojson.gz")) or not file.is_file():
        message = f"{setting} is {str(file)!r}; name a file that is there and ends in .geojson or .geojson.gz"
        raise WrongSetting(message)
    return file.absolute()

"""What a build did, for the person or the script that asked for it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kiem.flow.releases.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. `seconds` by source counts reading only."""

    release: int
    unchanged: bool
    sources: Mapping[str, Mapping[str, int | float]]
    entities: int
    relations: int
    seconds: float

    def as_json(self, peak_mb: float) -> str:
        """Return the account as the one JSON object that scripts rely on; `peak_mb` is the most memory it took."""
        return json.dumps(
            {
                "release": self.release,
                "sources": self.sources,
                "entities": self.entities,
                "relations": self.relations,
                "seconds": self.seconds,
                "peak_mb": peak_mb,
                "unchanged": self.unchanged,
            }
        )


def built_of(manifest: Manifest, reading: Mapping[str, float], seconds: float, *, unchanged: bool) -> Built:
    """Return the account of a build: its manifest, the seconds that each source took to read, and all in all."""
    sources: dict[str, Mapping[str, int | float]] = {
        entry.name: {
            "read": entry.read,
            "claims": entry.claims,
            "quarantined": entry.quarantined,
            "seconds": reading.get(entry.name, 0.0),
        }
        for entry in manifest.sources
    }
    return Built(manifest.number, unchanged, sources, manifest.entities, manifest.relations, seconds)

"""Store the API's description where it is compared: `.venv/bin/python -m tests.web.api.store`."""

import json
import os
from pathlib import Path

import django

STORED = Path(__file__).parents[3] / "docs" / "reference" / "openapi.json"


def written() -> str:
    """Return the description as it is stored."""
    from kiem.web.api import description  # noqa: PLC0415 - needs the settings

    return json.dumps(description(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    STORED.parent.mkdir(parents=True, exist_ok=True)
    STORED.write_text(written())

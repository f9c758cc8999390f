"""The API: everything public, typed and paged, at `/api/v1/`; described in `openapi.json` and on the page `/api/`."""

from kiem.web.api.service import api, description, of_the_api

__all__ = ["api", "description", "of_the_api"]

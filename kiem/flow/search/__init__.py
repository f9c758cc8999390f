"""A text index over a release: exact first, forgiving when nothing is found, quick enough to answer as one types."""

from kiem.flow.search.build import build_index, patch_index
from kiem.flow.search.document import Document, Found, Hit
from kiem.flow.search.index import MATCHING_CAP, TextIndex
from kiem.flow.search.texts import index_text

__all__ = ["MATCHING_CAP", "Document", "Found", "Hit", "TextIndex", "build_index", "index_text", "patch_index"]

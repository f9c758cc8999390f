"""Is the house well? Every check says what it found and, where something is amiss, the remedy."""

from kiem.web.doctor.examination import as_json, as_text, examine
from kiem.web.doctor.finding import Finding

__all__ = ["Finding", "as_json", "as_text", "examine"]

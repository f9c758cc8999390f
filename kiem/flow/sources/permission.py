"""Whether what was read may be published: no licence, no source."""

from kiem.flow.engine import Engine
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.problem import InputProblem
from kiem.flow.vocabulary import vocabulary

__all__ = ["must_be_publishable"]


def must_be_publishable(engine: Engine, given: SourceInput, draft: str) -> None:
    """Raise InputProblem where a claim of the draft comes under a licence that does not let it be published."""
    licences = vocabulary().licences
    for (name,) in engine.rows(f"SELECT DISTINCT licence FROM {draft} ORDER BY licence"):
        if not licences[str(name)].republish:
            message = (
                f"{given.source}: the licence of {given.listed()} ({name}) does not let it be published; give a folder "
                "with the publisher's statement of an open licence (index.json), or use it for `kiem resolve` only."
            )
            raise InputProblem(message)

"""Who is who, exchanged with others: things as FollowTheMoney entities, judgements as a resolver's lines."""

from kiem.flow.exchange.edges import Edges, ExchangeProblem, edges_in, resolver_lines
from kiem.flow.exchange.entities import Told, entities
from kiem.flow.exchange.known import known_records
from kiem.flow.exchange.opinions import Opinion, opinions
from kiem.flow.exchange.taking import Taking, brought_in, weighed

__all__ = [
    "Edges",
    "ExchangeProblem",
    "Opinion",
    "Taking",
    "Told",
    "brought_in",
    "edges_in",
    "entities",
    "known_records",
    "opinions",
    "resolver_lines",
    "weighed",
]

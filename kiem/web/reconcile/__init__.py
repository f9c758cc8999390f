"""The Reconciliation Service API (W3C Entity Reconciliation Community Group): tables of others meet the release.

Version 0.2 stands at `/reconcile`, as OpenRefine asks it; the draft of 1.0 at `/reconcile/draft`.
"""

from kiem.web.reconcile.addresses import of_reconciliation

__all__ = ["of_reconciliation"]

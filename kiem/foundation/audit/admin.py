"""The audit in the office: to be read by administrators, by nobody to be changed."""

from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kiem.foundation.accounts.office import OfficeAdmin
from kiem.foundation.accounts.roles import Role
from kiem.foundation.audit.models import AuditEvent

__all__ = ["AuditEventAdmin"]


@admin.register(AuditEvent)
class AuditEventAdmin(OfficeAdmin[AuditEvent]):
    """A list with filters, and each event by itself."""

    seen_by = Role.ADMINISTRATOR
    list_display = ("at", "by", "what", "about", "request_id")
    list_filter = ("what", "at")
    list_select_related = ("by",)
    search_fields = ("about", "what", "by__email", "request_id")
    search_help_text = _(
        "Part of an e-mail address, of what was done or of what it was about, such as accounts.user:12."
    )
    date_hierarchy = None
    show_full_result_count = False
    readonly_fields: ClassVar[tuple[str, ...]] = ("at", "by", "what", "about", "details", "request_id")

    def get_actions(self, request: HttpRequest) -> dict[str, object]:  # type: ignore[override]  # there are none
        """No action on events."""
        del request
        return {}

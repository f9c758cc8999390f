"""What a person may be to the organisation. A reader who is not signed in has no role."""

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["Role"]


class Role(models.TextChoices):
    """Roles from narrow to wide; each may do all that the ones before it may."""

    MEMBER = "member", _("Member")
    STAFF = "staff", _("Staff")
    STEWARD = "steward", _("Data steward")
    ADMINISTRATOR = "administrator", _("Administrator")

    @property
    def rank(self) -> int:
        """Place from 0, the narrowest."""
        return list(Role).index(self)

    def reaches(self, other: "Role") -> bool:
        """Return whether this role may do what the other may."""
        return self.rank >= other.rank

    @property
    def needs_second_factor(self) -> bool:
        """True where a password alone opens nothing of the role."""
        return self.reaches(Role.STAFF)

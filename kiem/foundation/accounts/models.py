"""A person who may sign in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kiem.foundation.accounts.roles import Role

__all__ = ["User", "UserManager"]


class UserManager(BaseUserManager["User"]):
    """Makes people; an e-mail address is kept in small letters, so that it is one address however it is written."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # Any: model fields
        """Make a person; without a password, nobody can sign in as them before they choose one."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":  # Any: model fields
        """Make an administrator, for Django's own command."""
        return self.create_user(email, password, **{**fields, "role": Role.ADMINISTRATOR})

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with this e-mail address, in whatever letters."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who may sign in, with the one role that they have for the organisation."""

    email = models.EmailField(_("e-mail address"), unique=True, error_messages={"unique": _("This person is known.")})
    name = models.CharField(_("name"), max_length=150, blank=True, help_text=_("As it is shown to colleagues."))
    # The forms know which languages the instance speaks; a choice here would be another migration an instance.
    language = models.CharField(_("language"), max_length=2, default="en")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.MEMBER)
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """An address in small letters, a role that exists."""

        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name", "email")
        constraints = (
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_is_known"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_small_letters"),
        )

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """Return the name to show; the address where no name is known."""
        return str(self)

    def get_short_name(self) -> str:
        """Return the same: people say how they are called in one field."""
        return str(self)

    @property
    def is_staff(self) -> bool:
        """What Django's admin asks first; the office asks for the second factor as well."""
        return self.is_active and Role(self.role).reaches(Role.STAFF)

    def has_perm(self, permission: str, thing: object = None) -> bool:
        """Django's permissions are closed but for administrators; everything else goes by role."""
        del permission, thing
        return self.is_active and self.role == Role.ADMINISTRATOR

    def has_module_perms(self, label: str) -> bool:
        """Return the same for a whole app."""
        return self.has_perm(label)

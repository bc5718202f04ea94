"""Staff users. Citizens have no account: a number and a secret are enough."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from qabyldau.core.models import EncryptedField, UuidModel


class UserManager(BaseUserManager["User"]):
    """Makes users with a hashed password."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """Return a new user; without a password none will ever fit."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(UuidModel, AbstractBaseUser):
    """Somebody who works here. Roles are not here but in ``offices.Staff``: they belong to an office."""

    username = models.CharField(max_length=60, unique=True)
    full_name = EncryptedField()
    email = EncryptedField()
    language = models.CharField(max_length=2, default="kk")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(language__in=["kk", "ru", "en"]), name="user_language_known"
            )
        ]

    def __str__(self) -> str:
        return self.username


class Team(UuidModel):
    """Some people of one office who share a queue; ``office_key`` is the office's uuid."""

    office_key = models.UUIDField(db_index=True)
    name_kk = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    members = models.ManyToManyField(User, related_name="teams")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name_kk=""), name="team_has_a_kazakh_name")]

    def __str__(self) -> str:
        return self.name_kk

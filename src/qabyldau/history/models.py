"""The append-only history: entries in streams, each carrying the hash of the one before."""

from django.db import models

from qabyldau.history.rules import FIRST_HASH, Fact, Target


class Stream(models.Model):
    """The head of one stream: how many entries there are and the hash of the last, so that a cut tail is found."""

    name = models.CharField(max_length=60, primary_key=True)
    position = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default=FIRST_HASH)

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One deed: who, through which door, what, to which thing, when; field names with keyed digests, never values."""

    stream = models.CharField(max_length=60)
    position = models.PositiveBigIntegerField()
    actor = models.CharField(max_length=40)
    door = models.CharField(max_length=20)
    action = models.CharField(max_length=60)
    target_kind = models.CharField(max_length=40)
    target_uuid = models.CharField(max_length=36, db_index=True)
    at = models.DateTimeField()
    fields = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "position"], name="entry_position_once")]

    def __str__(self) -> str:
        return f"{self.stream}/{self.position}"

    @property
    def fact(self) -> Fact:
        """What the entry says, as it is hashed."""
        return Fact(
            stream=self.stream,
            position=self.position,
            actor=self.actor,
            door=self.door,
            action=self.action,
            target=Target(self.target_kind, self.target_uuid),
            at=self.at,
            fields=self.fields,
            previous=self.previous,
        )

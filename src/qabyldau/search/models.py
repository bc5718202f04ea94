"""The rows behind the index: what each document is about. The tokens stand beside them, kept by the engine."""

from django.db import models


class SearchDoc(models.Model):
    """One thing that can be found, by kind and uuid, in one office; a higher ``id`` came later."""

    kind = models.CharField(max_length=40)
    uuid = models.UUIDField()
    office_key = models.UUIDField()
    moment = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "uuid"], name="search_doc_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.uuid}"

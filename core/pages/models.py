"""What pages need to remember: which forms have been sent."""

from django.db import models


class OnceToken(models.Model):
    """The token of a form that makes something. Sent twice, the second post leads to what the first one made."""

    token = models.UUIDField(unique=True)
    used_at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    result_url = models.CharField(max_length=500)

    def __str__(self) -> str:
        return str(self.token)

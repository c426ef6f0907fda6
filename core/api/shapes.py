"""How a refusal looks in the API, for its description."""

from rest_framework import serializers


class Problem(serializers.Serializer):
    """One sentence of a refusal."""

    code = serializers.CharField(help_text="What sort of problem it is, for programs.")
    detail = serializers.CharField(help_text="The sentence, as a page would show it.")
    attr = serializers.CharField(allow_null=True, help_text="The field or filter it is about, if it is about one.")


class RefusalOut(serializers.Serializer):
    """What was sent cannot be done: because it cannot be read, or because of what it says."""

    type = serializers.CharField(help_text="'validation_error' for what was sent, 'client_error' for how it was sent.")
    errors = Problem(many=True)

"""Secrets of the stack, read from Secrets Manager once per worker."""

from functools import cache

from shared.adapters.aws import secrets_client


@cache
def secret_value(arn: str) -> str:
    """The value of a secret. A rotated one is picked up by new workers."""
    return secrets_client().get_secret_value(SecretId=arn)["SecretString"]

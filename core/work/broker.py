"""Celery's messages in Redis, for workers that outlive the Redis they got them from.

When a connection is lost, Celery 5.7 takes it apart and then closes its channels, which want it back to return
messages that were not done; and work that ends later wants it to say so. Both stop the worker for good
(`'NoneType' object has no attribute 'hostname'`): it neither works nor ends. The messages are hints, so they are let
go: the sweep sends again what still waits.
"""

from typing import Any

from kombu.transport import TRANSPORT_ALIASES, redis, virtual


class QoS(redis.QoS):
    """What a channel has been given and has not said to be done."""

    @property
    def is_cut_off(self) -> bool:
        """Whether the connection was taken apart."""
        transport = self.channel.connection
        return transport is None or transport.client is None

    def restore_unacked(self, client: Any = None) -> None:
        """Give back what was not done."""
        if not self.is_cut_off:
            super().restore_unacked(client)

    def ack(self, delivery_tag: str) -> None:
        """Say that it is done."""
        if self.is_cut_off:
            virtual.QoS.ack(self, delivery_tag)
        else:
            super().ack(delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        """Say that it is not to be done, or not here."""
        if self.is_cut_off:
            virtual.QoS.ack(self, delivery_tag)
        else:
            super().reject(delivery_tag, requeue)


class Channel(redis.Channel):
    """A channel with these."""

    QoS = QoS


class Transport(redis.Transport):
    """A connection with such channels."""

    Channel = Channel


def use() -> None:
    """Let addresses that begin with redis:// mean these."""
    TRANSPORT_ALIASES["redis"] = TRANSPORT_ALIASES["rediss"] = "core.work.broker:Transport"

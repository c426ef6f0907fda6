"""Celery's messages, in Redis or in a folder, for workers that outlive what goes wrong with them.

When a connection is lost, Celery 5.7 takes it apart and then closes its channels, which want it back to return
messages that were not done; and work that ends later wants it to say so. Both stop the worker for good
(`'NoneType' object has no attribute 'hostname'`): it neither works nor ends. The messages are hints, so they are let
go: the sweep sends again what still waits.

In a folder a message is a file. Celery's own opens it under the name by which workers find it, and fills it then: a
worker that takes it in between reads nothing, and stops for good. Here it gets that name once it is whole.
"""

from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem, redis, virtual
from kombu.utils.json import dumps


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


class FolderChannel(filesystem.Channel):
    """A channel whose messages appear in the folder whole."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        whole = Path(self.data_folder_out, f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg")
        part = whole.with_suffix(".part")
        try:
            part.write_text(dumps(payload))
            part.replace(whole)
        except OSError as problem:
            raise ChannelError(f"Cannot add the file {whole} to the queue") from problem


class FolderTransport(filesystem.Transport):
    """A folder with such channels."""

    Channel = FolderChannel


def use() -> None:
    """Let addresses that begin with redis:// or filesystem:// mean these."""
    TRANSPORT_ALIASES["redis"] = TRANSPORT_ALIASES["rediss"] = "core.work.broker:Transport"
    TRANSPORT_ALIASES["filesystem"] = "core.work.broker:FolderTransport"

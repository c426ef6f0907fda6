"""Messages in a folder."""

from queue import Empty

import pytest
from kombu import Connection

from core.work.broker import FolderChannel


class Takes:
    """A part of a message that looks, while the message is being written, whether a worker would find it already."""

    def __init__(self, channel) -> None:
        self.channel = channel

    def __json__(self) -> str:
        with pytest.raises(Empty):
            self.channel._get("work")
        return "looked"


@pytest.fixture
def channel(tmp_path):
    for name in ("queue", "control"):
        (tmp_path / name).mkdir()
    options = {
        "data_folder_in": str(tmp_path / "queue"),
        "data_folder_out": str(tmp_path / "queue"),
        "control_folder": str(tmp_path / "control"),
    }
    with Connection("filesystem://", transport_options=options) as connection:
        yield connection.default_channel


def test_a_message_is_found_once_it_is_whole_and_once_only(channel, tmp_path):
    assert isinstance(channel, FolderChannel)
    channel._put("work", {"words": "café", "seen": Takes(channel)})
    assert channel._get("work") == {"words": "café", "seen": "looked"}
    with pytest.raises(Empty):
        channel._get("work")
    assert list((tmp_path / "queue").iterdir()) == []


def test_each_is_found_by_its_own_queue(channel):
    for number in range(3):
        channel._put("work", {"number": number})
    channel._put("other", {"number": 9})
    assert sorted(channel._get("work")["number"] for _ in range(3)) == [0, 1, 2]
    assert channel._get("other") == {"number": 9}

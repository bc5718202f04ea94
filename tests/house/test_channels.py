"""A channel without tests or without documentation is not one: each folder that unpacks what comes in has both."""

import pytest

from tests.house.tree import INTERFACES, ROOT

CHANNELS = sorted(path.parent for path in (INTERFACES / "channels").glob("*/parse.py"))
PARTS = ("__init__.py", "parse.py", "taking.py", "sending.py")


def test_there_is_a_channel():
    assert [channel.name for channel in CHANNELS]


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda path: path.name)
def test_a_channel_has_its_parts_and_its_tests(channel):
    assert [part for part in PARTS if not (channel / part).is_file()] == []
    tests = [path.read_text(encoding="utf-8") for path in (channel / "tests").glob("test_*.py")]
    assert sum(words.count("\ndef test_") for words in tests) >= 10
    assert (ROOT / "tests" / f"{channel.name}.py").is_file(), "its double: a server on this machine"


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda path: path.name)
def test_a_channel_is_documented(channel):
    table = (ROOT / "docs" / "reference" / "channels.md").read_text(encoding="utf-8")
    assert f"| {channel.name} |" in table
    guides = [ROOT / "docs" / language / f"{channel.name}.md" for language in ("kk", "ru", "en")]
    assert [
        path for path in guides if not path.is_file() or len(path.read_text(encoding="utf-8")) < 800
    ] == []


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda path: path.name)
def test_the_client_of_a_channel_is_a_gateway(channel):
    assert (ROOT / "src" / "qabyldau" / "gateways" / f"{channel.name}.py").is_file()

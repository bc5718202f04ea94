"""What follows an attempt depends on whether the channel can tell a double."""

from datetime import timedelta

import pytest

from qabyldau.messages.rules import Attempted, Channel, MessageState, following, rest_after

BROKEN = Attempted("TimeoutError", is_unknown=True)


@pytest.mark.parametrize("channel", [Channel.TELEGRAM, Channel.SMS])
def test_what_may_have_gone_is_uncertain_where_no_double_is_known(channel: Channel) -> None:
    assert following(channel, BROKEN, 1).state == MessageState.UNCERTAIN


def test_a_letter_that_may_have_gone_is_sent_again_under_its_message_id() -> None:
    assert following(Channel.EMAIL, BROKEN, 1).state == MessageState.QUEUED


def test_what_surely_did_not_go_is_tried_five_times() -> None:
    found = [following(Channel.TELEGRAM, Attempted("ConnectionRefusedError"), tries) for tries in range(1, 6)]
    assert [item.pause for item in found] == [*(timedelta(minutes=4**n) for n in range(4)), None]
    assert found[-1].state == MessageState.FAILED


def test_a_closed_chat_is_not_tried_again() -> None:
    assert (
        following(Channel.TELEGRAM, Attempted("Telegram 403", is_final=True), 1).state == MessageState.FAILED
    )


def test_a_wait_that_is_asked_for_is_kept_and_is_no_failure() -> None:
    found = following(Channel.TELEGRAM, Attempted("Telegram 429", pause=timedelta(seconds=7)), 5)
    assert (found.state, found.pause) == (MessageState.QUEUED, timedelta(seconds=7))


def test_a_silent_line_rests_longer_each_time_and_not_for_ever() -> None:
    assert [rest_after(n) for n in (0, 4)] == [None, None]
    assert [rest_after(n) for n in (5, 6, 9, 99)] == [timedelta(minutes=n) for n in (1, 2, 16, 16)]

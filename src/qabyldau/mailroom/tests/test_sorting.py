"""The table of where a letter belongs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabyldau.mailroom.rules.sorting import (
    LEFT_OUT,
    Facts,
    Nature,
    Reason,
    Road,
    Sorted,
    is_known,
    sort,
    tag_of,
    with_tag,
)

PERSON = Nature.PERSON


@pytest.mark.parametrize(
    ("facts", "road", "reason"),
    [
        (Facts(PERSON, "referral", is_known_sender=True), Road.REPLY, Reason.NONE),
        (Facts(PERSON, "appeal", is_known_sender=True), Road.ADDITION, Reason.NONE),
        (Facts(PERSON, "referral"), Road.HELD, Reason.STRANGER),
        (Facts(PERSON, "appeal"), Road.HELD, Reason.STRANGER),
        (Facts(PERSON, "appeal", is_known_sender=True, is_open=False), Road.HELD, Reason.CLOSED),
        (Facts(PERSON, "referral", is_known_sender=True, is_forged=True), Road.HELD, Reason.FORGED),
        (Facts(PERSON, "referral", is_known_sender=True, is_too_large=True), Road.HELD, Reason.TOO_LARGE),
        (Facts(PERSON, "referral", is_known_sender=True, is_blank=True), Road.HELD, Reason.BLANK),
        (Facts(PERSON, "referral", is_known_sender=True, is_readable=False), Road.HELD, Reason.UNREADABLE),
        (Facts(PERSON), Road.HELD, Reason.UNKNOWN),
        (Facts(PERSON, takes_appeals=True), Road.APPEAL, Reason.NONE),
        (Facts(PERSON, takes_appeals=True, is_forged=True), Road.HELD, Reason.FORGED),
        (Facts(Nature.AUTO, "referral", is_known_sender=True), Road.IGNORED, Reason.AUTO),
        (Facts(Nature.MACHINE, "referral", is_known_sender=True), Road.HELD, Reason.MACHINE),
        (Facts(Nature.MACHINE, takes_appeals=True), Road.IGNORED, Reason.AUTO),
        (Facts(Nature.LIST, takes_appeals=True), Road.IGNORED, Reason.LIST),
        (Facts(Nature.LIST, "referral"), Road.IGNORED, Reason.LIST),
        (Facts(Nature.LIST, "referral", is_known_sender=True), Road.HELD, Reason.MACHINE),
        (Facts(Nature.BOUNCE, "appeal"), Road.BOUNCE, Reason.NONE),
        (Facts(PERSON, takes_appeals=True, is_own=True), Road.IGNORED, Reason.LOOP),
    ],
)  # fmt: skip
def test_each_letter_has_one_place(facts: Facts, road: Road, reason: Reason) -> None:
    assert sort(facts) == Sorted(road, reason)


FACTS = st.builds(
    Facts, nature=st.sampled_from(Nature), about=st.sampled_from(["", "referral", "appeal"]),
    **{name: st.booleans() for name in (
        "is_known_sender", "is_open", "is_forged", "is_own", "is_too_large", "is_blank", "is_readable", "takes_appeals",
    )},
)  # fmt: skip


@given(FACTS)
def test_only_a_persons_sound_letter_falls_anywhere_by_itself(facts: Facts) -> None:
    found = sort(facts)
    if found.road in {Road.REPLY, Road.ADDITION, Road.APPEAL}:
        assert facts.nature is PERSON and facts.is_readable
        assert not (facts.is_forged or facts.is_own or facts.is_too_large or facts.is_blank)
    if found.road in {Road.REPLY, Road.ADDITION}:
        assert facts.is_known_sender and facts.is_open and facts.about
    assert (found.road is Road.IGNORED) == (found.reason in LEFT_OUT)
    assert (found.road is Road.HELD) == (found.reason not in LEFT_OUT | {Reason.NONE})


def test_a_colleague_is_known_by_the_domain_of_the_office_and_a_neighbour_at_a_provider_is_not() -> None:
    assert is_known("ivan@lights.kz", ["kense@LIGHTS.kz"])
    assert not is_known("ivan@lights.kz.evil.example", ["kense@lights.kz"])
    assert not is_known("ivan@gmail.com", ["kense@gmail.com"])
    assert is_known("Kense@gmail.com", ["kense@gmail.com"])
    assert not is_known("", ["", "https://lights.kz"])


@given(st.text("abcdefghjkmnpqrstvwxyz0123456789", min_size=1, max_size=40))
def test_a_tag_comes_back_as_it_went(tag: str) -> None:
    ours = "reception@example.kz"
    assert tag_of(with_tag(ours, tag), ours) == tag
    assert tag_of(with_tag("other@example.kz", tag), ours) == ""
    assert tag_of(with_tag("reception@other.kz", tag), ours) == ""

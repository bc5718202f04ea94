"""Numbers and secrets that people say on the telephone.

A public number is eight random digits and a check digit after H. M. Damm, "Totally anti-symmetric quasigroups for all
orders n ≠ 2, 6", Discrete Mathematics 307 (2007): every single wrong digit and every swap of two neighbours is found.
A secret is ten letters of Douglas Crockford's base 32, which has no I, L, O or U to be misheard: 50 bits.
"""

import re
import secrets
import uuid

DIGITS = 8
SECRET_LENGTH = 10
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_MISHEARD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТХ", "ABEKMH0PCTX")


def new_uuid() -> uuid.UUID:
    """Return a random identifier (version 4) for addresses, links and history."""
    return uuid.uuid4()


def check_digit(digits: str) -> str:
    """Return Damm's check digit of a string of decimal digits.

    >>> check_digit("572")
    '4'
    """
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return str(interim)


def new_number() -> str:
    """Return a fresh public number of nine digits; it tells nothing of order or of how many came."""
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    return digits + check_digit(digits)


def read_number(spoken: str) -> str:
    """Return the nine digits of a number as people write it, or raise ValueError if a digit is wrong or missing.

    >>> read_number(" 000-000 000 ")
    '000000000'
    """
    digits = re.sub(r"[\s\-–—.№#]", "", spoken)
    if not re.fullmatch(rf"[0-9]{{{DIGITS + 1}}}", digits) or check_digit(digits[:-1]) != digits[-1]:
        raise ValueError("not a number of ours")
    return digits


def say_number(number: str) -> str:
    """Return a number in threes, as it is printed and said.

    >>> say_number("572400011")
    '572 400 011'
    """
    return " ".join(number[start : start + 3] for start in range(0, len(number), 3))


def new_secret() -> str:
    """Return a fresh secret: ten letters of base 32."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))


def secret_from(digest: bytes) -> str:
    """Return the secret spelled by the first fifty bits of ``digest``, which must hold at least seven bytes."""
    number = int.from_bytes(digest[:7], "big") >> 6
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(SECRET_LENGTH)))


def read_secret(spoken: str) -> str:
    """Return a secret as it is stored, from what a person typed: case, gaps and misheard letters do not matter.

    >>> read_secret("abcde-fghjo")
    'ABCDEFGHJ0'
    """
    letters = re.sub(r"[\s\-–—.]", "", spoken.upper()).translate(_LOOK_ALIKE).translate(_MISHEARD)
    return letters if re.fullmatch(rf"[{ALPHABET}]{{{SECRET_LENGTH}}}", letters) else ""


def say_secret(secret: str) -> str:
    """Return a secret in two fives.

    >>> say_secret("ABCDEFGHJK")
    'ABCDE-FGHJK'
    """
    return f"{secret[:5]}-{secret[5:]}"

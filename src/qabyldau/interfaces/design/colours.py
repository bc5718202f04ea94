"""Contrast of colours after WCAG 2.2 (relative luminance), and an accent that stays readable on dark: pure."""

DARK_GROUND = "#15181b"
LIGHT_GROUND = "#ffffff"
ENOUGH = 4.5


def luminance(colour: str) -> float:
    """Return the relative luminance (0 black … 1 white) of ``#rrggbb``; source: WCAG 2.2, definition of the term."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio (1 … 21) of two colours.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, ground: str) -> str:
    """Return ``colour`` moved towards white or black until it stands out from ``ground`` at 4.5 : 1."""
    goal = 255 if luminance(ground) < 0.2 else 0
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    for _ in range(40):
        found = "#" + "".join(f"{part:02x}" for part in parts)
        if contrast(found, ground) >= ENOUGH:
            return found
        parts = [round(part + (goal - part) * 0.08 + (1 if goal else -1)) for part in parts]
        parts = [min(255, max(0, part)) for part in parts]
    return "#ffffff" if goal else "#000000"

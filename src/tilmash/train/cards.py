"""The card of a trained file: what it was made from, by which command, licence, date, size, figures."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Card:
    """What a person asks of a trained file before he trusts it; `made_from` are texts with their licences."""

    name: str
    what: str
    made_from: tuple[str, ...]
    licence: str
    figures: dict[str, float]


def write_card(card: Card, folder: Path, command: str) -> Path:
    """Write `<name>.card.toml` for all files `<name>.*` of a folder; give its path."""
    files = sorted(path for path in folder.glob(f"{card.name}.*") if not path.name.endswith(".card.toml"))
    lines = [f'what = "{card.what}"', f'command = "{command}"', f'licence = "{card.licence}"']
    lines += [f"date = {time.strftime('%Y-%m-%d')}", "made_from = ["]
    lines += [f'  "{source}",' for source in card.made_from] + ["]", ""]
    for path in files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines += [
            "[[files]]",
            f'name = "{path.name}"',
            f"bytes = {path.stat().st_size}",
            f'sha256 = "{digest}"',
            "",
        ]
    lines += ["[figures]"] + [f'"{name}" = {value}' for name, value in card.figures.items()]
    target = folder / f"{card.name}.card.toml"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target

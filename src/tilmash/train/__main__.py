"""`python -m tilmash.train [what …]` makes trained files anew, with their cards; without names, all of them.

Raw texts are looked for under TILMASH_SOURCES and QABYLDAU_SHARED_DATA (see `sources`).
"""

import argparse
import sys
import time
from pathlib import Path

from tilmash.errors import MissingPartError
from tilmash.messages import complain, flaw_of, said, speak
from tilmash.models import FOLDER
from tilmash.train.cards import write_card
from tilmash.train.steps import BUILDERS, made_apart


def main(arguments: list[str] | None = None) -> int:
    """Make the files named, or all; give 0, or 2 and say which text or library is missing."""
    speak()
    parser = argparse.ArgumentParser(prog="tilmash train", description=said("train"))
    known = ", ".join(BUILDERS)
    parser.add_argument("what", nargs="*", metavar=said("a_step"), help=said("arg_what").format(known))
    parser.add_argument("--into", type=Path, default=FOLDER, metavar=said("a_folder"), help=said("arg_into"))
    chosen = parser.parse_args(arguments)
    names = chosen.what or list(BUILDERS)
    unknown = [name for name in names if name not in BUILDERS]
    if unknown:
        parser.error(said("nothing_called").format(", ".join(unknown), known))
    for number, name in enumerate(names, 1):
        started = time.perf_counter()
        print(f"[{number}/{len(names)}] {name} …", file=sys.stderr, flush=True)
        try:
            card = made_apart(name, chosen.into)
        except MissingPartError as error:
            complain(f"{name}: {flaw_of(error)}")
            return 2
        path = write_card(card, chosen.into, f"python -m tilmash.train {name}")
        print(f"{name}: {path.name}, {time.perf_counter() - started:.0f} s, {card.figures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Measure 18: how many texts `read` reads a second, with how much memory, and how long the engine takes to come in.

One call over a list of texts of about 70 characters in a fresh process, the first texts of which open the trained files
and are not counted in the time.

>>> set(JOBS) == {"read", "import"}
True
"""

from statistics import median

from tilmash.evaluate import fresh

Measure = tuple[str, float, int]
_TEXTS, _WARM = 6_000, 500
JOBS = {
    "read": f"""
import tilmash
tilmash.read(texts[:{_WARM}])
best = 1e9
for part in (texts[{_WARM}::3], texts[{_WARM + 1}::3], texts[{_WARM + 2}::3]):
    started = time.perf_counter()
    tilmash.read(part)
    best = min(best, (time.perf_counter() - started) / len(part))
report = {{"speed": 1 / best, "memory": peak()}}
""",
    "import": """
started = time.perf_counter()
import tilmash
report = {"seconds": time.perf_counter() - started}
""",
}


def measures() -> list[Measure]:
    """Give texts a second, peak memory in MiB and seconds of importing."""
    texts = list(fresh.texts_of_speech()[:: max(1, len(fresh.texts_of_speech()) // _TEXTS)])
    found = fresh.told(JOBS["read"], texts)
    imports = [fresh.told(JOBS["import"], [])["seconds"] for _ in range(5)]
    return [
        ("read: texts a second", found["speed"], len(texts) - _WARM),
        ("read: memory, MiB", found["memory"], len(texts)),
        ("read: seconds to import", median(imports), len(imports)),
        ("read: median characters of a text", float(median(map(len, texts))), len(texts)),
    ]

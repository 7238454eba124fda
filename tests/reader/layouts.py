"""Invented whole reports in the layouts of the genre, each without a defect that the reader should name.

Every place and office is invented. The planted faults of `planted` are cut into these texts.
"""

from pathlib import Path

TEXTS = Path(__file__).parent / "data" / "layouts"
NAMES = ("street", "county", "bureau", "flat", "province")
ALL = {name: (TEXTS / f"{name}.txt").read_text(encoding="utf-8") for name in NAMES}

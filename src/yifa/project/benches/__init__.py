"""The benches by name: each says what is measured and writes its floor by hand."""

from yifa.cli.bench import Named
from yifa.project.benches import counting, importing, listing, recording, small, verifying

BENCHES: dict[str, Named] = {
    "seal": Named(small.sealing),
    "tree": Named(small.growing),
    "calendar": Named(small.counting),
    "record": Named(recording.bench),
    "import": Named(importing.bench),
    "figures": Named(counting.bench),
    "list": Named(listing.bench),
    "verify": Named(verifying.bench),
    "verify-read": Named(verifying.reading),
    "import-large": Named(importing.large, large=True),
}

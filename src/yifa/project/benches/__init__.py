"""The benches by name: each says what is measured and writes its floor by hand."""

from yifa.cli.bench import Named
from yifa.project.benches import counting, importing, listing, reading, recording, small, verifying

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
    "read": Named(reading.from_text),
    "read-dense": Named(reading.from_dense_text),
    "read-docx": Named(reading.from_docx),
    "read-pdf": Named(reading.from_pdf),
    "import-large": Named(importing.large, large=True),
    "read-many": Named(reading.held, large=True),
}

"""行政处罚: from the clue to the closed file, summary and ordinary procedure."""

"""援法议事: what villages talked over with the law at hand."""

"""政务公开: Information published on the office's own initiative; one row one item."""

"""The staff desk: pages that translate between people and the doors of matter; they decide nothing."""

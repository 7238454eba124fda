"""What happened cannot unhappen: one append-only log a township, sealed field by field."""

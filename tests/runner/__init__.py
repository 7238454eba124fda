"""The runner behind ``yifa test``: which parts there are, what each needs, and what came out."""

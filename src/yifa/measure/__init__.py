"""Figures: numbers that open to the rows they count."""

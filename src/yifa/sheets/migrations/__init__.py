"""Migrations of this face."""

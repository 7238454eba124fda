"""Migrations of this register."""

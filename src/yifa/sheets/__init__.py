"""Spreadsheets as an office keeps them: what a file is, what its columns mean, which rows may land."""

"""Reads a yearly report that somebody else wrote and says what is in it, each thing with its place."""

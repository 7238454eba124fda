"""Yifa 依法: runs a township's law-based-government systems as the law orders them."""

__version__ = "0.1.0"

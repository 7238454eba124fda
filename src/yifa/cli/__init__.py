"""The command line translates and decides nothing; each subcommand is a module with ``add`` and ``run``."""

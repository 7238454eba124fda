"""The command line: each subcommand is one small module with ``add`` and ``run``; it translates and decides nothing."""

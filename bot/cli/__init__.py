"""The command line: each command reads its words, calls a service and prints what came of it."""

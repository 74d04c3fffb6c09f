"""What ``tests/benchmark.py`` runs, a subject a file."""

"""What is measured: `make bench` prints one table. A benchmark is a module with `rows()`; each runs
in a process of its own, so that none is measured with another's memory or threads.
"""

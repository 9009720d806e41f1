"""Upkeep of a home: backup and restore, rebuilding what is searched, erasing a person, and a doctor
that says what is wrong and what to do.

Each takes the opened stores of a home, and works on all of them at once.
"""

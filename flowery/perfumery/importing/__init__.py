"""Brings perfumes in from a person's file: read, cleaned, recognised, merged; every refusal has its
row and its reason.
"""

from flowery.perfumery.importing.columns import FIELDS, guessed_columns
from flowery.perfumery.importing.importer import ImportReport, Refusal, import_file, preview

__all__ = ["FIELDS", "ImportReport", "Refusal", "guessed_columns", "import_file", "preview"]

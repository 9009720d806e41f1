"""Brings perfumes in from a person's file: read, cleaned, recognised, merged; every refusal has its
row and its reason.
"""

from flowery.perfumery.importing.columns import FIELDS, guessed_columns
from flowery.perfumery.importing.desk import Desk, Upload
from flowery.perfumery.importing.importer import (
    COUNTED,
    ImportReport,
    import_file,
    preview,
)
from flowery.perfumery.importing.rows import Row, rows_of
from flowery.storage.imports import Import, Refusal

__all__ = [
    "COUNTED",
    "FIELDS",
    "Desk",
    "Import",
    "ImportReport",
    "Refusal",
    "Row",
    "Upload",
    "guessed_columns",
    "import_file",
    "preview",
    "rows_of",
]

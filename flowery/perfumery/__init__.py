"""What perfume is: notes, accords, families, the words of smell in two languages, and the
catalogue. Nobody's taste.
"""

"""Readers: each turns the bytes of one kind of file into what a memory can hold, or says why not.

pdf       page by page, in a process of its own with limits (pdf_child is what runs there)
photo     upright, without metadata, the date kept
letters   the words in a picture, where the optional reader is installed
"""

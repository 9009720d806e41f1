"""The embedded models: no key, no network, the default.

One sentence encoder (all-MiniLM-L6-v2), run on ONNX Runtime from a graph that is built once.
"""

"""Any endpoint that speaks as OpenAI's does: the only place that knows its library.

No model id stands in this code: the settings name them, one by one, and what they do not name is
not offered. Every reply is validated; nothing a server sends is believed for being there.
"""

"""Flowery's server: `streamlit run app.py`.

Streamlit runs `flowery/ui/main.py` for every browser; here stand the doors around it.
"""

import os

# More threads than one make the numpy part of an answer slower on a busy machine (3-10 times,
# measured), and the library reads this once, when it is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import streamlit as st

from flowery.ui.middleware import middleware
from flowery.ui.opening import opening
from flowery.ui.routes import failed, routes

app = st.App(
    "flowery/ui/main.py",
    middleware=middleware(),
    routes=routes(),
    exception_handlers={Exception: failed},
    lifespan=opening,
)

"""Graph: how memories, smells, notes and perfumes hang together."""

from flowery.ui import graph, session

user = session.require_user()
graph.show(user)

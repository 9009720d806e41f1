"""One perfume: card, page, facts, and what it is like."""

"""HTTP: a route parses, calls one service function and shapes the answer."""

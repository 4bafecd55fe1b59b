"""Services on moto's tables."""

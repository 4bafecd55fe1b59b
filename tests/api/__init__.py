"""The API, in process, on moto's tables."""

"""The rules, tested without any infrastructure."""

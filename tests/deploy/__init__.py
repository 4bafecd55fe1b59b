"""The deploy tool."""

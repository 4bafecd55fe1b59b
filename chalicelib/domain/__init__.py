"""The rules of the desk. Pure: no AWS, no HTTP, no clock, no I/O."""

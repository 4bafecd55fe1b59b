"""What a dealership answers a customer who asks for a copy of their data, or to be erased."""

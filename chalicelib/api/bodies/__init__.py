"""Request bodies: the contract's own structs, strict about unknown fields, types and sizes; a module for each subject."""

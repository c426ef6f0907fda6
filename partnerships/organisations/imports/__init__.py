"""Published lists of organisations that the register can be filled from."""

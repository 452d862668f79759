"""Places: what they are, when they are free, who certified them."""

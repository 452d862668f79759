"""Benchmarks: each figure beside its floor in the same run, as a ratio. `make bench` runs them."""

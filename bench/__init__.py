"""Benchmarks: what Merilo costs against the floor of the same run. `python -m bench`, or `make bench`."""

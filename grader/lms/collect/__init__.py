"""What students handed in, out of the archives that learning management systems give, into `submitted/`."""

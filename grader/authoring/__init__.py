"""For those who write the course: from masters to notebooks, and proof that all of it agrees."""

"""What a student gets back: a page and the verdicts in the notebook, with nothing in it that runs."""

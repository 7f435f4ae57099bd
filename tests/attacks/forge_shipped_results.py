# Ships results, a gradebook and an early timestamp of its own.
# must: earn nothing.
# expect: * missing

# %% beside="results.json"
{"assignment": "a1_derivatives", "student": "forge_shipped_results", "score": 22, "max_score": 22}
# %% beside="gradebook.db"
SQLite format 3
# %% beside="timestamp.txt"
1970-01-01 00:00:00 UTC

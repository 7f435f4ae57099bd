# Files that are small and say or unpack to something huge: 256 MB of PDF, a page tree of 2^40 pages, ten years, a zip.
# base: solution
# expect: proposal invalid damaged
# expect: report invalid absurd
# expect: video invalid absurd
# expect: source_code invalid zip_bomb
# expect: app invalid zip_bomb

# %% copy="proposal.pdf"
bomb.pdf

# %% copy="report.pdf"
explosion.pdf

# %% copy="video.mp4"
ten_years.mp4

# %% beside="app.py"

# %% copy="source.zip"
bomb.zip

# Everything is too long: a proposal of three pages, a report of twenty that says it has one, four minutes of video.
# base: solution
# expect: proposal wrong one_page_over
# expect: report wrong twice_as_long
# expect: video wrong far_over

# %% copy="proposal.pdf"
three_pages.pdf

# %% copy="report.pdf"
twenty_pages.pdf

# %% copy="video.mp4"
four_minutes.mp4

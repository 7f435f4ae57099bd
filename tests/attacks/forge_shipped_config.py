# Ships configurations: of nbgrader, IPython, pytest, Jupyter and matplotlib.
# must: earn nothing; none of them is read.
# expect: * missing

# %% beside="nbgrader_config.py"
c = get_config()
c.Grader.seed = 1
c.CourseDirectory.db_url = "sqlite:///@COURSE@/@TRACE@.db"
open("@COURSE@/@TRACE@", "w")
# %% beside="ipython_config.py"
open("@COURSE@/@TRACE@", "w")
# %% beside="profile_default/startup/00.py"
open("@COURSE@/@TRACE@", "w")
# %% beside="matplotlibrc"
backend: module://sitecustomize
# %% beside="pyproject.toml"
[tool.pytest.ini_options]
addopts = "--co"

# Leaves the process from ten cells.
# must: lose what comes after a few of them; what was there before keeps its marks.
# protection: any
# base: solution
# score: 2 to 22
# expect: constant_derivative correct
# expect: multiple_derivative correct

# %% answer="power_derivative"
import os; os._exit(0)
# %% answer="sum_derivative"
import os; os._exit(0)
# %% answer="difference_derivative"
import os; os.abort()
# %% answer="product_derivative"
import os; os._exit(0)
# %% answer="chain_derivative"
import os; os.kill(os.getpid(), 9)
# %% answer="df"
import os; os._exit(0)
# %% answer="product_rule"
import ctypes; ctypes.string_at(0)

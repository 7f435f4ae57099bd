# Strips every assert from the syntax tree, and makes AssertionError impossible to raise.
# must: earn nothing; no hidden test runs in this process.
# protection: any
# expect: * missing|invalid

# %% first
import ast
import builtins


class Strip(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()

    def visit_Raise(self, node):
        return ast.Pass()


get_ipython().ast_transformers.append(Strip())
builtins.AssertionError = type("AssertionError", (BaseException,), {"__new__": lambda *_: None})

# Answers with a tree of functions as large as a frame can be, written past the encoder that would refuse it.
# must: lose that question only, by being too large: the grader does not evaluate such a tree.
# protection: any
# base: solution
# score: 18
# expect: differentiate invalid|timeout|killed
# expect: * correct

# %% answer="differentiate"
from grader.answers import codec

honest = codec.encode


def lying(value):
    if value is differentiate:
        return {"kind": "expression", "tree": ["Add", *[["sin", ["Symbol", "x"]]] * 250_000]}
    return honest(value)


codec.encode = lying


def differentiate(expression, x):
    return differentiate

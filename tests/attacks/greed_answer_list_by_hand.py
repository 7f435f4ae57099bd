# Answers with lists of lists as large as a frame can be, written past the encoder that would refuse them.
# must: lose that question only; the grader spends no minutes on it.
# protection: any
# base: solution
# score: 21
# expect: df invalid|wrong|timeout|killed
# expect: * correct

# %% answer="df"
from grader.answers import codec

honest = codec.encode


def lying(value):
    if value is df:
        number = {"kind": "number", "value": 1}
        inner = {"kind": "list", "items": [number] * 100}
        return {"kind": "list", "items": [{"kind": "list", "items": [inner] * 20}] * 100}
    return honest(value)


codec.encode = lying


def df(x):
    return df

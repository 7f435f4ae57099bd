"""What a student reads about an answer, in both languages.

Kind, exact, short: what came, what is off about it in numbers, one question to think on. No sentence holds a
reference value, a test or a path. What is said about wrong kinds and shapes stands in `grader.marking.compare`, beside the
rule it explains.
"""

from __future__ import annotations

import builtins
import re

import numpy as np

from grader.answers.code import Code
from grader.answers.values import Array, Items, Number, Value
from grader.marking.compare import Mismatch
from grader.questions.question import Case
from grader.text import Bilingual

LONGEST = 12
"""Entries of an array that a message still shows."""
BUILTIN_EXCEPTIONS = frozenset(
    name for name, item in vars(builtins).items() if isinstance(item, type) and issubclass(item, BaseException)
)

CORRECT = Bilingual("Correct.", "정답입니다.")
DIFFERENT = Bilingual(
    "This is not the value asked for. Try the case below by hand: at which step do you part from it?",
    "구해야 할 값과 다릅니다. 아래 경우를 손으로 계산해 보세요. 어느 단계에서 달라집니까?",
)
STUB = Bilingual(
    "No answer yet: {name} still holds the line that stands for it.",
    "아직 답이 없습니다. {name}이(가) 처음 상태 그대로입니다.",
)
UNDEFINED = Bilingual(
    "{name} is not defined when the notebook has run. Was it renamed or its cell deleted?",
    "노트북을 실행한 뒤에 {name}이(가) 정의되어 있지 않습니다. 이름을 바꾸거나 셀을 지웠습니까?",
)
NO_FILE = Bilingual(
    "There is no {name} beside the notebook. Submit it together with the notebook.",
    "노트북 옆에 {name}이(가) 없습니다. 노트북과 함께 제출하세요.",
)
TIMEOUT = Bilingual(
    "{name} did not return within {seconds:g} s. Is there a loop whose condition never becomes false?",
    "{name}이(가) {seconds:g}초 안에 값을 반환하지 않았습니다. 조건이 끝내 거짓이 되지 않는 반복문이 있습니까?",
)
KILLED = Bilingual(
    "Python itself ended while {name} ran. Does it call exit, recurse without end, or use very much memory?",
    "{name}을(를) 실행하는 동안 Python이 종료되었습니다. exit를 부르거나, 끝없이 재귀하거나, 메모리를 너무 많이 씁니까?",
)
TOO_MUCH = {
    "memory": Bilingual(
        "{name} was stopped because it used too much memory. How large is the largest array or list that you make?",
        "{name}이(가) 메모리를 너무 많이 써서 중단되었습니다. 만드는 배열이나 리스트 가운데 가장 큰 것은 얼마나 큽니까?",
    ),
    "processes": Bilingual(
        "{name} was stopped because it started too many processes or threads. Does this question need any?",
        "{name}이(가) 프로세스나 스레드를 너무 많이 만들어 중단되었습니다. 이 문제에 그것이 필요합니까?",
    ),
}
CELL_RAISED = Bilingual(
    "{name} is not defined, because its cell stopped with an error.",
    "{name}의 셀이 오류로 멈추어 함수가 정의되지 않았습니다.",
)
CELL_TIMEOUT = Bilingual(
    "{name} is not defined, because its cell ran until its time was up. Which loop in it never ends?",
    "{name}의 셀이 제한 시간까지 끝나지 않아 함수가 정의되지 않았습니다. 끝나지 않는 반복문은 어느 것입니까?",
)
CELL_KILLED = Bilingual(
    "{name} is not defined, because Python itself ended in its cell. Does the cell call exit?",
    "{name}의 셀에서 Python이 종료되어 함수가 정의되지 않았습니다. 셀에서 exit를 부릅니까?",
)
GRADER_ERROR = Bilingual(
    "This answer could not be marked by the grader. A person will look at it; you have lost nothing.",
    "채점 프로그램이 이 답을 채점하지 못했습니다. 사람이 직접 확인하며, 잃은 점수는 없습니다.",
)
CALL_RAISED = Bilingual("{name} stopped with an error at {case}.", "{case}에서 {name}이(가) 오류로 멈추었습니다.")
EXCEPTION = Bilingual("{kind}: {text}.", "{kind}: {text}.")
YOUR_LINE = Bilingual("It came from your line {number}: {line}", "오류가 난 곳은 {number}번째 줄입니다: {line}")
NOT_A_FUNCTION = Bilingual(
    "You return a value where a function is asked for. What would let its reader choose x later?",
    "함수를 반환해야 하는데 값을 반환했습니다. x를 나중에 정하게 하려면 무엇을 반환해야 합니까?",
)
PRINTED_NOT_RETURNED = Bilingual(
    "Your function prints something and returns None. Which word hands a value back to the caller?",
    "함수가 값을 출력만 하고 None을 반환합니다. 값을 호출한 쪽에 돌려주는 단어는 무엇입니까?",
)
FOLLOWED_THROUGH = Bilingual(
    "Right for your own values of {earlier}, so this step counts in full. Mend {earlier} and both are right.",
    "직접 구한 {earlier}의 값에 대해서는 맞으므로 이 단계는 만점입니다. {earlier}을(를) 고치면 둘 다 맞습니다.",
)
FORBIDDEN_CALLS = Bilingual(
    "The values may be right, but this question asks you to do the work yourself; you call {calls}. Which rule does"
    " it apply for you?",
    "값은 맞을 수 있지만 이 문제는 직접 계산해야 합니다. {calls}을(를) 호출했습니다. 그것은 어떤 규칙을 대신 적용합니까?",
)
UNSTABLE = Bilingual(
    "Called twice with the same input, your function gives two different answers. What does it remember, or draw at"
    " random?",
    "같은 입력으로 두 번 부르면 답이 서로 다릅니다. 무엇을 기억하거나 무작위로 뽑습니까?",
)
CHANGES_INPUT = Bilingual(
    "The values are right, but your function changes its input {names}. Who else may still need it?",
    "값은 맞지만 함수가 입력 {names}을(를) 바꿉니다. 그 값을 아직 쓸 곳이 있지 않습니까?",
)
SHARES_MEMORY = Bilingual(
    "The values are right, but your result is the input itself or shares its memory. What happens to one when the"
    " other changes?",
    "값은 맞지만 결과가 입력 자체이거나 메모리를 공유합니다. 한쪽을 바꾸면 다른 쪽은 어떻게 됩니까?",
)
PRINTS = Bilingual(
    "It also prints a great deal; leave that out before you hand in.", "출력이 매우 많습니다. 제출하기 전에 지우세요."
)
LEFT_OUT = Bilingual("[{count} more characters of output were left out.]", "[출력이 길어 {count}자를 생략했습니다.]")
AT = Bilingual("(Seen at {case}.)", "({case}에서 확인했습니다.)")
NUMBERS = Bilingual("At {case} your answer is {value}.", "{case}에서 답은 {value}입니다.")
OFF_BY = Bilingual(
    "At {case} your answer is {value}, a relative error of {error}.",
    "{case}에서 답은 {value}이고, 상대 오차는 {error}입니다.",
)
OFF_FROM_ZERO = Bilingual(
    "At {case} your answer is {value}, off by {error:.3g}.", "{case}에서 답은 {value}이고, {error:.3g}만큼 다릅니다."
)


def numbers(case: Case, answer: Value, mismatch: Mismatch) -> Bilingual:
    """Return which case, what came, and how far off it is; never what was expected."""
    shown = _show(answer)
    if not shown:
        return AT.fill(case=describe_case(case))
    at = describe_case(case)
    if not mismatch.parts or not np.isfinite(mismatch.relative_error):
        return NUMBERS.fill(case=at, value=shown)
    if any(np.abs(part.reference).max(initial=0) for part in mismatch.parts):
        return OFF_BY.fill(case=at, value=shown, error=f"{100 * mismatch.relative_error:.3g} %")
    return OFF_FROM_ZERO.fill(case=at, value=shown, error=mismatch.relative_error)


def describe_case(case: Case) -> str:
    """Return a case's inputs on one line: ``x = -1.5``."""
    shown = {name: value for name, value in case.given.items() if not _is_symbol(value)}
    return ", ".join(_describe(name, value) for name, value in shown.items())


def _is_symbol(value: object) -> bool:
    """A symbol is named by the expressions that hold it."""
    return isinstance(value, Code) and value.source.startswith(("sympy.Symbol(", "[*map(sympy.Symbol"))


def _describe(name: str, value: object) -> str:
    if isinstance(value, Code):
        head, _, body = value.source.partition(":")
        if head.startswith("lambda "):
            return f"{name}({head.removeprefix('lambda ')}) = {body.strip()}"
        return f"{name} = {_as_written(value.source)}"
    if isinstance(value, np.ndarray) and value.size > LONGEST:
        return f"{name} of shape {value.shape}"
    return f"{name} = {_compact(value)}"


def _as_written(source: str) -> str:
    """Return a SymPy input as one would write it on paper: without module names and wrappers."""
    return re.sub(r"^(?:sympify|Integer)\((.*)\)$", r"\1", source.replace("sympy.", "")).strip("'\"")


def _compact(value: object) -> str:
    if isinstance(value, np.ndarray):
        return np.array2string(value, precision=4, threshold=LONGEST, separator=", ").replace("\n", "")
    if isinstance(value, (list, tuple)):
        left, right = "()" if isinstance(value, tuple) else "[]"
        return left + ", ".join(_compact(item) for item in value) + right
    return f"{value:.6g}" if isinstance(value, float) else repr(value)


def _show(value: Value) -> str:
    """Return an answer for its author to recognise, or nothing where it is long or not made of numbers."""
    if isinstance(value, Number):
        return f"{value.real:.6g}" if not value.imaginary else f"{complex(value.real, value.imaginary):.6g}"
    if isinstance(value, Array) and value.data.size <= LONGEST:
        return _compact(value.data)
    if isinstance(value, Items) and len(value.items) <= 6:
        shown = [_show(item) for item in value.items]
        if all(shown):
            left, right = "()" if value.is_tuple else "[]"
            return left + ", ".join(shown) + right
    return ""

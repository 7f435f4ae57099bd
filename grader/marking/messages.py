"""What a student reads about an answer, in both languages: every sentence of marking, and nothing else.

Kind, exact, short: what came, what is off about it in numbers, one question to think on. No sentence holds a
reference value, a test or a path. The hints to known mistakes stand with the hidden tests.
"""

from __future__ import annotations

from grader.text import Bilingual

# ── a notebook's own tests ─────────────────────────────────────────────────────────────────────────────────

INLINE_HOLD = Bilingual("The tests of this cell hold.", "이 셀의 테스트를 모두 통과했습니다.")
INLINE_PARTIAL = Bilingual(
    "The tests of this cell give {given:g} of {worth:g} points. Which inputs have you not tried yet?",
    "이 셀의 테스트 결과는 {worth:g}점 가운데 {given:g}점입니다. 아직 시험해 보지 않은 입력은 무엇입니까?",
)
INLINE_VISIBLE = Bilingual(
    "A test of this cell does not hold; your notebook shows which one. What does your code give there?",
    "이 셀의 테스트 가운데 통과하지 못한 것이 있습니다. 어느 것인지는 노트북에 표시됩니다. 그 입력에서 코드는 어떤 값을 냅니까?",
)
INLINE_HIDDEN = Bilingual(
    "The tests that you see hold, and one that you do not see does not. Which inputs have you not tried yet?",
    "보이는 테스트는 통과했지만 보이지 않는 테스트 가운데 통과하지 못한 것이 있습니다. 아직 시험해 보지 않은 입력은 무엇입니까?",
)
INLINE_RAISED = Bilingual(
    "Your code stopped with {kind} while a test that you do not see ran. Which inputs have you not tried yet?",
    "보이지 않는 테스트를 실행하는 동안 {kind} 예외로 멈췄습니다. 아직 시험해 보지 않은 입력은 무엇입니까?",
)
INLINE_TIMEOUT = Bilingual(
    "The tests of this cell did not end within {seconds:g} s. Is there a loop without an end?",
    "이 셀의 테스트가 {seconds:g}초 안에 끝나지 않았습니다. 끝나지 않는 반복이 있습니까?",
)
INLINE_KILLED = Bilingual(
    "Python itself ended while the tests of this cell ran.", "이 셀의 테스트를 실행하는 동안 Python이 종료되었습니다."
)
INLINE_STUB = Bilingual(
    "No answer yet: the cell still raises NotImplementedError.",
    "아직 답이 없습니다. NotImplementedError가 그대로 있습니다.",
)
INLINE_NO_PROOF = Bilingual(
    "(These tests share a process with the code that they test, so they prove less than a comparison from outside.)",
    "(이 테스트는 채점 대상 코드와 같은 프로세스에서 실행되므로, 밖에서 비교하는 것보다 확실하지 않습니다.)",
)

# ── what was returned ──────────────────────────────────────────────────────────────────────────────────────

CORRECT = Bilingual("Correct.", "정답입니다.")
DIFFERENT = Bilingual(
    "This is not the value asked for. Try the case below by hand: at which step does your answer differ?",
    "구해야 할 값과 다릅니다. 아래 경우를 손으로 계산해 보세요. 어느 단계에서 달라집니까?",
)
NOT_A_FUNCTION = Bilingual(
    "You return a value where a function is asked for. What can you return so that x is chosen later?",
    "함수를 반환해야 하는데 값을 반환했습니다. x를 나중에 정하게 하려면 무엇을 반환해야 합니까?",
)
PRINTED_NOT_RETURNED = Bilingual(
    "Your function prints something and returns None. Which word gives a value back to the caller?",
    "함수가 값을 출력만 하고 None을 반환합니다. 호출한 쪽에 값을 돌려주려면 어떤 구문이 필요합니까?",
)
FOLLOWED_THROUGH = Bilingual(
    "Right for your own values of {earlier}, so this step counts in full. Fix {earlier} and both are right.",
    "직접 구한 {earlier}의 값으로 계산하면 맞으므로 이 단계는 만점입니다. 앞 단계({earlier})를 고치면 둘 다 맞습니다.",
)
FOLLOWED_FAR = Bilingual(
    "Steps that are right for your own values only earn 5/6 of this notebook's points together, and that is reached.",
    "직접 구한 값에 대해서만 맞는 단계들은 모두 합해 이 노트북 배점의 5/6까지만 인정되며, 그 한도에 이르렀습니다.",
)
NOT_REFUSED = Bilingual(
    "This input should be refused with a ValueError, but an answer came back. What in it makes no sense?",
    "이 입력은 ValueError로 거부해야 하는데 값을 반환했습니다. 이 입력은 어디가 잘못되었습니까?",
)
WRONG_EXCEPTION = Bilingual(
    "Refusing this input is right; it ends in {raised}, though, and {expected} is asked for. Where could you look at the"
    " input before using it?",
    "이 입력을 거부한 것은 맞지만, {expected} 예외가 아니라 {raised} 예외가 났습니다. 입력을 쓰기 전에 어디에서 확인할 수 있습니까?",
)
AT = Bilingual("(Seen at {case}.)", "({case}에서 확인했습니다.)")
NUMBERS = Bilingual("At {case} your answer is {value}.", "{case}에서 답은 {value}입니다.")
OFF_BY = Bilingual(
    "At {case} your answer is {value}, a relative error of {percent:.3g} %.",
    "{case}에서 답은 {value}이고, 상대 오차는 {percent:.3g}%입니다.",
)
OFF_FROM_ZERO = Bilingual(
    "At {case} your answer is {value}, off by {error:.3g}.", "{case}에서 답은 {value}이고, {error:.3g}만큼 다릅니다."
)

# ── what cannot be compared: kinds ─────────────────────────────────────────────────────────────────────────

NONE = Bilingual(
    "Your function returned None. Does every path through it end with a return?",
    "함수가 None을 반환했습니다. 어떤 경우에도 return을 실행합니까?",
)
BOOLEAN = Bilingual(
    "Your answer is True or False; a number is expected. Multiplying by 1.0 or np.where turns a condition into one.",
    "답이 True 또는 False입니다. 여기서는 수가 필요합니다. 1.0을 곱하거나 np.where를 쓰면 조건을 수로 바꿀 수 있습니다.",
)
TEXT = Bilingual("Your answer is a string; a number is expected.", "답이 문자열입니다. 수를 반환해야 합니다.")
MASKED = Bilingual(
    "Your answer is a masked array, which hides entries; return a plain array.",
    "답이 일부 원소를 가리는 마스크 배열입니다. 일반 배열을 반환하세요.",
)
TOO_LARGE = Bilingual(
    "Your answer is far larger than expected and was not read to its end.",
    "답이 예상보다 훨씬 커서 끝까지 읽지 않았습니다.",
)
EMPTY = Bilingual("Your answer is empty.", "답이 비어 있습니다.")
NAN = Bilingual(
    "Your answer is not a number (NaN) here. Where could 0/0 or the logarithm of a negative number arise?",
    "여기서 답이 수가 아닙니다(NaN). 0/0이나 음수의 로그가 생길 수 있는 곳은 어디입니까?",
)
INFINITE = Bilingual(
    "Your answer is infinite here. Where do you divide by something that can be 0?",
    "여기서 답이 무한대입니다. 0이 될 수 있는 값으로 나누는 곳은 어디입니까?",
)
COMPLEX = Bilingual(
    "Your answer is a complex number; a real one is expected.", "답이 복소수입니다. 실수를 반환해야 합니다."
)
RAGGED = Bilingual("The rows of your answer differ in length.", "답의 행마다 길이가 다릅니다.")
SYMBOLIC = Bilingual(
    "Your answer still contains a symbol; a number is expected.",
    "답에 아직 기호가 남아 있습니다. 수를 반환해야 합니다.",
)
UNEVALUATED = Bilingual(
    "Your answer contains {name}, which is not computed yet.", "답에 아직 계산하지 않은 것이 남아 있습니다: {name}."
)
NOT_A_NUMBER = Bilingual(
    "Your answer is {kind}; a number or an array is expected.", "답이 {kind}입니다. 수나 배열이 필요합니다."
)
NOT_AN_EXPRESSION = Bilingual(
    "Your answer is {kind}; a SymPy expression is expected.", "답이 {kind}입니다. SymPy 식이 필요합니다."
)
NOT_A_TUPLE = Bilingual(
    "Your answer is {kind}; {count} results are expected.", "답이 {kind}입니다. 결과 {count}개가 필요합니다."
)
NUMBER_OF_RESULTS = Bilingual(
    "The number of results in your answer is {number}; {count} are expected.",
    "답에 결과가 {number}개 있습니다. {count}개가 필요합니다.",
)
A_NUMBER = Bilingual("a number", "수")
AN_ARRAY = Bilingual("an array of shape {shape}", "모양이 {shape}인 배열")
A_TUPLE = Bilingual("a tuple", "튜플")
A_LIST = Bilingual("a list", "리스트")
A_SYMPY_EXPRESSION = Bilingual("a SymPy expression", "SymPy 식")
AN_OBJECT = Bilingual("an object of type {type}", "{type} 객체")
KINDS = {
    "function": Bilingual("a function", "함수"),
    "none": Bilingual("None", "None"),
    "bool": Bilingual("True or False", "True 또는 False"),
    "text": Bilingual("a string", "문자열"),
}
"""Names for what an `Other` holds, by its type."""

# ── what cannot be compared: shapes ────────────────────────────────────────────────────────────────────────

OF_RESULT = Bilingual("Result {number} of those that you return:", "반환한 결과 가운데 {number}번째:")
SHAPE = Bilingual("Your answer {actual}; expected is {expected}.", "답은 {actual}. 필요한 것은 {expected}입니다.")
HAS_SHAPE = Bilingual("has shape {shape}", "모양이 {shape}입니다")
IS_A_NUMBER = Bilingual("is a single number", "수 하나입니다")
A_SCALAR = Bilingual("a single number", "수 하나")
SHAPES = {
    0: A_SCALAR,
    1: Bilingual("a vector of {count}", "원소가 {count}개인 벡터"),
    2: Bilingual("a matrix of shape {shape}", "모양이 {shape}인 행렬"),
    3: Bilingual("an array of shape {shape}", "모양이 {shape}인 배열"),
}
"""What is expected, by its number of axes."""
OUTER = Bilingual(
    "A column minus or plus a row fills a whole table: which of your vectors is a column?",
    "열에 행을 더하거나 빼면 표 전체가 채워집니다. 어느 벡터가 열입니까?",
)

# ── what all errors of one answer have in common ───────────────────────────────────────────────────────────

FLIPPED_SIGN = Bilingual(
    "Only the sign is wrong, everywhere. Which minus was lost, or counted twice?",
    "모든 곳에서 부호만 다릅니다. 음의 부호가 빠졌거나 두 번 들어간 곳은 어디입니까?",
)
LOST_SIGN = Bilingual(
    "Your answer never goes below zero, yet it should at times. What happens to a negative value?",
    "답이 음수가 되는 일이 없습니다. 음수가 나와야 하는 곳에서는 어떻게 됩니까?",
)
TRANSPOSED = Bilingual(
    "Rows and columns have changed places. What does one row of your answer describe?",
    "행과 열이 서로 바뀌었습니다. 답의 한 행은 무엇을 뜻합니까?",
)
REVERSED_ORDER = Bilingual(
    "The entries are right but stand in the opposite order. Which one comes first?",
    "원소는 맞지만 순서가 거꾸로입니다. 어느 것이 먼저 옵니까?",
)
RECIPROCAL = Bilingual(
    "You return one over the value asked for. Which quantity belongs in the denominator?",
    "구해야 할 값의 역수를 반환했습니다. 분모에 올 것은 무엇입니까?",
)
ONE_KIND = Bilingual(
    "Right everywhere except for this kind of input: {kind}. What is special there?",
    "다른 입력에서는 모두 맞고 이런 입력에서만 다릅니다: {kind}. 이런 입력은 무엇이 특별합니까?",
)
SOME_VALUES = Bilingual(
    "Right in {right} of {count} cases, and wrong for some in which nothing is special. Is your answer made for one example,"
    " or does it keep something from an earlier call?",
    "{count}가지 경우 가운데 {right}가지에서는 맞지만 평범한 입력에서도 틀립니다. 한 예제에만 맞춘 답입니까, 아니면 앞선 호출에서"
    " 저장해 둔 값이 있습니까?",
)
SOME_KINDS = Bilingual(
    "Right in {right} of {count} cases. Wrong ones are: {kinds}. What is special there?",
    "{count}가지 경우 가운데 {right}가지에서 맞습니다. 틀린 경우: {kinds}. 이런 입력은 무엇이 특별합니까?",
)
REMEMBERS = Bilingual(
    "The first answers are right; a later one is the answer to an earlier call. What does your function keep from one"
    " call to the next?",
    "처음에는 맞지만 나중의 답이 앞선 호출의 답과 같습니다. 호출이 끝난 뒤에도 남아 있는 값은 무엇입니까?",
)
REMEMBERS_THE_CHECK = Bilingual(
    "What you return here is the right answer to an earlier call, one of the check below your answer. What does your"
    " function keep from one call to the next?",
    "여기에서 반환한 값은 앞선 호출, 곧 답 아래의 확인 셀에서 한 호출의 정답입니다. 호출이 끝난 뒤에도 남아 있는 값은 무엇입니까?",
)
DIGITS_CUT_OFF = Bilingual(
    "Right elsewhere, but here the digits after the decimal point are lost. Where does your answer become a whole number: in an"
    " array of integers, by int, by round, or by //?",
    "다른 곳에서는 맞지만 여기서는 소수점 아래가 사라집니다. 답이 어디에서 정수로 바뀝니까? 정수 배열, int, round, //를 쓴 곳이 있습니까?",
)
NOTHING_THERE = Bilingual(
    "Right elsewhere, but here an entry is 0 that should not be. Which condition, division or rounding lets it vanish?",
    "다른 곳에서는 맞지만 여기서는 0이 아니어야 할 원소가 0입니다. 조건, 나눗셈, 반올림 가운데 무엇 때문에 사라집니까?",
)
LIMITED = Bilingual(
    "Right elsewhere, but your answer never goes beyond {limit:.4g} in size, and here it should. What holds it back?",
    "다른 곳에서는 맞지만 답의 크기가 {limit:.4g}보다 커지지 않습니다. 여기서는 더 커야 합니다. 어디에서 값을 잘라 냅니까?",
)
CONSTANT_ANSWER = Bilingual(
    "Your answer is the same for every input. Should it not depend on the input?",
    "어떤 입력에서도 답이 같습니다. 입력에 따라 달라져야 하지 않습니까?",
)
FACTOR = Bilingual(
    "Everywhere your answer is {factor:.4g} times the value asked for. Where does that factor come from?",
    "모든 곳에서 답이 구해야 할 값의 {factor:.4g}배입니다. 이 상수는 어디에서 나왔습니까?",
)
OFFSET = Bilingual(
    "Your answer is off by the same amount everywhere. Which constant term is one too many or missing?",
    "모든 곳에서 같은 값만큼 다릅니다. 더해졌거나 빠진 상수항은 무엇입니까?",
)
ONE_RESULT = Bilingual(
    "All results but number {number} are right. Look at that one alone.",
    "{number}번째 결과만 다르고 나머지는 맞습니다. 그 결과만 따로 살펴보세요.",
)
ONE_ENTRY = Bilingual(
    "All entries are right but one, always at the same place: index {index}. Look at that one alone.",
    "항상 같은 자리의 원소 하나만 다릅니다: 인덱스 {index}. 그 원소만 따로 살펴보세요.",
)
SIGNS = Bilingual(
    "The sizes are right, but the sign is wrong in {wrong} of {count} numbers. On what does the sign depend here?",
    "수의 크기는 모두 맞지만 {count}개 가운데 {wrong}개의 부호가 다릅니다. 여기서 부호는 무엇에 따라 정해집니까?",
)
PLACES = Bilingual(
    "The numbers are right, but not their places: {wrong} of {count} differ. What belongs in each place?",
    "수는 모두 맞지만 {count}개 가운데 {wrong}개의 자리가 다릅니다. 각 자리에는 무엇이 와야 합니까?",
)
ROUNDED = Bilingual(
    "Every number that you return is rounded (decimals kept: {digits}). Where do you round?",
    "반환한 수가 모두 소수점 아래 {digits}자리까지 반올림되어 있습니다. 어디에서 반올림합니까?",
)
SPLIT = Bilingual(
    "Wrong in each of the {wrong} cases where {condition}, right in the {right} others. What does your function do"
    " differently there?",
    "{condition}인 {wrong}가지 경우에는 모두 틀리고 나머지 {right}가지 경우에는 모두 맞습니다. 그런 입력에서는 계산이 어떻게 달라집니까?",
)
MEASURED = Bilingual(
    "You are near everywhere, but not exact: such values come from a small step or from rounding. Here the rule is asked"
    " for, which leaves no error at all. Which rule fits this function?",
    "어디에서나 가깝지만 정확하지는 않습니다. 작은 간격으로 재거나 반올림하면 이런 값이 나옵니다. 여기서는 오차가 남지 않는"
    " 미분 법칙을 써야 합니다. 이 함수에는 어느 법칙이 맞습니까?",
)
IMPRECISE = Bilingual(
    "You are close, within {error:.1g} in relative terms, but not close enough. Is something rounded, or a step too"
    " large?",
    "상대 오차가 {error:.1g}로 가깝지만 충분하지 않습니다. 반올림한 곳이 있거나 간격이 너무 크지 않습니까?",
)

IMPRECISE_WHERE_SMALL = Bilingual(
    "Your answers are near, but not close enough: where the value itself is small, a small error is much of it. Is something"
    " rounded, cut off at a limit, replaced by an estimate, or a step too large?",
    "값이 가깝지만 충분하지 않습니다. 값 자체가 작은 곳에서는 작은 오차도 크게 벗어난 것입니다. 반올림하거나 한계에서 자른 곳, 어림값을"
    " 쓴 곳, 간격이 너무 큰 곳이 있습니까?",
)

# ── calls and cells that did not end by returning ──────────────────────────────────────────────────────────

STUB = Bilingual(
    "No answer yet: {name} is still as it was given to you.",
    "{name}: 아직 답이 없습니다. 셀이 처음 상태 그대로입니다.",
)
UNDEFINED = Bilingual(
    "{name} is not defined when the notebook has run. Was it renamed or its cell deleted?",
    "{name}: 노트북을 모두 실행해도 정의되지 않습니다. 이름을 바꾸거나 셀을 지웠습니까?",
)
NO_FILE = Bilingual(
    "There is no {name} beside the notebook. Submit it together with the notebook.",
    "노트북 옆에 {name} 파일이 없습니다. 노트북과 함께 제출하세요.",
)
TIMEOUT = Bilingual(
    "{name} did not return within {seconds:g} s. Is there a loop whose condition never becomes false?",
    "{name}: {seconds:g}초 안에 값을 반환하지 않았습니다. 조건이 끝내 거짓이 되지 않는 반복문이 있습니까?",
)
IDLE = Bilingual(
    "{name} waited for {seconds:g} s, computed nothing, and did not return. What does it wait for?",
    "{name}: {seconds:g}초 동안 아무 계산도 하지 않고 기다리기만 하다가 값을 반환하지 않았습니다. 무엇을 기다립니까?",
)
TOO_LATE = Bilingual(
    "{name} could not be judged: the {seconds:g} s that a notebook has were used up. A person will look at it. Which cell"
    " or call takes longest?",
    "{name}: 노트북에 주어진 {seconds:g}초를 다 써서 채점하지 못했습니다. 사람이 직접 확인합니다. 가장 오래 걸리는 셀이나"
    " 함수 호출은 어느 것입니까?",
)
KILLED = Bilingual(
    "Python itself ended while {name} ran. Does it call exit, recurse without end, or use very much memory?",
    "{name}: 실행하는 동안 Python이 종료되었습니다. exit를 호출하거나, 재귀가 끝나지 않거나, 메모리를 너무 많이 쓰지 않습니까?",
)
TOO_MUCH = {
    "memory": Bilingual(
        "{name} was stopped because it used too much memory. How large is the largest array or list that you make?",
        "{name}: 메모리를 너무 많이 써서 중단되었습니다. 만드는 배열이나 리스트 가운데 가장 큰 것은 얼마나 큽니까?",
    ),
    "processes": Bilingual(
        "{name} was stopped because it started too many processes or threads. Does this question need any?",
        "{name}: 프로세스나 스레드를 너무 많이 만들어 중단되었습니다. 이 문제를 푸는 데 필요합니까?",
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
CELL_IDLE = Bilingual(
    "{name} is not defined, because its cell waited until its time was up and computed nothing. What does it wait for?",
    "{name}의 셀이 아무 계산도 하지 않고 기다리기만 하다가 제한 시간이 지나 함수가 정의되지 않았습니다. 무엇을 기다립니까?",
)
CELL_KILLED = Bilingual(
    "{name} is not defined, because Python itself ended in its cell. Does the cell call exit?",
    "{name}의 셀에서 Python이 종료되어 함수가 정의되지 않았습니다. 셀에서 exit를 부릅니까?",
)
GRADER_ERROR = Bilingual(
    "This answer could not be marked by the grader. A person will look at it; you have lost nothing.",
    "채점 프로그램이 이 답을 채점하지 못했습니다. 사람이 직접 확인하며, 잃은 점수는 없습니다.",
)
ASKED_OTHERWISE = Bilingual(
    "The notebook that you were given asks for other inputs than this version of the grader knows. A person marks this"
    " answer.",
    "받은 노트북에서는 이 함수의 입력이 지금 채점 프로그램의 것과 다릅니다. 사람이 직접 채점합니다.",
)
CALL_RAISED = Bilingual("{name} stopped with an error at {case}.", "{name}: {case}에서 오류로 멈추었습니다.")
EXCEPTION = Bilingual("{kind}: {text}.", "{kind}: {text}.")
YOUR_LINE = Bilingual("It came from your line {number}: {line}", "오류가 난 곳은 {number}번째 줄입니다: {line}")

# ── how a function behaved ─────────────────────────────────────────────────────────────────────────────────

FORBIDDEN_CALLS = Bilingual(
    "The values may be right, but this question asks you to do the work yourself; you call {calls}. Which rule does"
    " it apply for you?",
    "값은 맞을 수 있지만 이 문제는 직접 계산해야 합니다. 호출한 함수: {calls}. 그 함수에 맡긴 계산은 어떤 법칙으로 직접 할 수 있습니까?",
)
UNSTABLE = Bilingual(
    "Asked twice with the same input, your answer is another the second time. What is remembered, or drawn at random?",
    "같은 입력으로 두 번 실행하면 답이 서로 다릅니다. 무엇을 저장해 두거나 무작위로 뽑습니까?",
)
CHANGES_INPUT = Bilingual(
    "The values are right, but your function changes its input {names}. Who else may still need it?",
    "값은 맞지만 함수가 입력을 바꿉니다: {names}. 그 값을 아직 쓸 곳이 있지 않습니까?",
)
SHARES_MEMORY = Bilingual(
    "The values are right, but your result is the input itself or shares its memory. What happens to one when the"
    " other changes?",
    "값은 맞지만 결과가 입력 자체이거나 메모리를 공유합니다. 한쪽을 바꾸면 다른 쪽은 어떻게 됩니까?",
)
OVERWRITES_RESULTS = Bilingual(
    "The values are right, but each call changes the result of the call before. Where is what you return made: anew in"
    " each call, or once for all?",
    "값은 맞지만 호출할 때마다 앞서 반환한 결과가 바뀝니다. 반환할 값을 호출할 때마다 새로 만듭니까, 한 번만 만듭니까?",
)
PRINTS = Bilingual(
    "It also prints very much; remove that before you submit.", "출력이 매우 많습니다. 제출하기 전에 지우세요."
)
LEFT_OUT = Bilingual("[{count} more characters of output were left out.]", "[출력이 길어 {count}자를 생략했습니다.]")

# ── files that are inspected ───────────────────────────────────────────────────────────────────────────────

NOT_GIVEN = Bilingual(
    "This question was not in the notebook that you handed in; your teacher decides on it.",
    "제출한 노트북에 이 문제가 없었습니다. 점수는 담당 교수가 정합니다.",
)
FILE_MISSING = Bilingual("There is no {name} beside the notebook.", "노트북 옆에 {name} 파일이 없습니다.")
FILE_RAISED = Bilingual("It stopped with an error.", "오류로 멈추었습니다.")
FILE_UNREADABLE = Bilingual(
    "The file cannot be read: it is damaged, or not what its name says.",
    "파일을 읽을 수 없습니다. 손상되었거나 이름과 다른 종류의 파일입니다.",
)
FILE_TIMEOUT = Bilingual("It was not done within {seconds:g} s.", "{seconds:g}초 안에 끝나지 않았습니다.")
FILE_TOO_MUCH = Bilingual(
    "The process that looked at it ended: it needed too much memory, or crashed.",
    "확인하던 프로세스가 끝났습니다. 메모리를 너무 많이 썼거나 비정상 종료되었습니다.",
)
NOT_RUN = Bilingual(
    "Something of the answer {name} stands where it is not run: in a locked cell, in a text, in a comment, or under"
    " another name. A person will look at it. Which cell is meant for it?",
    "{name}의 답 일부가 실행되지 않는 곳(잠긴 셀, 글 셀, 주석, 다른 이름)에 있습니다. 사람이 직접 확인합니다."
    " 답을 쓸 셀은 어느 것입니까?",
)
NOT_RUN_BELOW = Bilingual(
    "What stands below that line was not run. A person will look at it. Is the line still needed?",
    "그 줄 아래에 쓴 코드는 실행되지 않았습니다. 사람이 직접 확인합니다. 그 줄이 아직 필요합니까?",
)
REBOUND = Bilingual(
    "A later cell gives {names} another meaning, and answers are called when all cells have run. A person will look at"
    " it. What is {names} at the end of the notebook?",
    "뒤의 셀에서 {names}에 다른 값을 넣었습니다. 함수는 모든 셀을 실행한 뒤에 호출합니다. 사람이 직접 확인합니다."
    " 노트북이 끝날 때 {names}의 값은 무엇입니까?",
)
NOT_RUN_LOCKED = Bilingual(
    "What was written into the locked cells {ids} does not count, and may be what is missing. A person will look at it.",
    "잠긴 셀({ids})에 쓴 코드는 실행되지 않습니다. 그 때문에 오류가 났을 수 있어 사람이 직접 확인합니다.",
)

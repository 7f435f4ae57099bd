"""What this room says to students, in both languages of the course.

What is said about an answer is marking's: `grader.marking.messages`, and the hints of the hidden tests.
"""

from __future__ import annotations

from grader.text import Bilingual
from grader.verdict import Verdict

# ── a question's result, in the notebook and on the page ───────────────────────────────────────────────────

TITLES = {
    Verdict.CORRECT: Bilingual("Correct", "정답"),
    Verdict.WRONG: Bilingual("Not right yet", "아직 맞지 않음"),
    Verdict.INVALID: Bilingual("Not an answer of the kind asked for", "요구한 형태의 답이 아님"),
    Verdict.MISSING: Bilingual("No answer", "답이 없음"),
    Verdict.RAISED: Bilingual("Stopped with an error", "오류로 멈춤"),
    Verdict.TIMEOUT: Bilingual("Took too long", "시간 초과"),
    Verdict.KILLED: Bilingual("Python ended", "Python이 종료됨"),
    Verdict.GRADER_ERROR: Bilingual("To be graded by hand", "직접 채점할 예정"),
}
POINTS = Bilingual("{score:g} / {points:g} points", "{score:g} / {points:g}점")

# ── what a student wrote or displayed ──────────────────────────────────────────────────────────────────────

SHOWN_AS_TEXT = Bilingual(
    "*Shown as text: it holds HTML, a link or a picture that could run or load something when opened.*",
    "*글자 그대로 표시합니다. 열 때 실행되거나 외부에서 불러올 수 있는 HTML, 링크 또는 그림이 있습니다.*",
)
PICTURES_NOT_SHOWN = Bilingual("*Pictures not shown here: {pictures}.*", "*여기에 표시하지 않은 그림: {pictures}.*")
PICTURES_MORE = Bilingual("{count} more", "그 밖에 {count}개")
PICTURE_KIND = Bilingual("{kind}; shown are PNG, JPEG, GIF and WebP", "{kind} 형식. PNG, JPEG, GIF, WebP만 표시합니다")
PICTURE_BROKEN = Bilingual("no {kind} that can be opened", "열 수 있는 {kind} 파일이 아닙니다")
PICTURE_TOO_LARGE = Bilingual("{size:.1f} MB; the limit is {limit} MB", "{size:.1f} MB. 한도는 {limit} MB입니다")
PICTURES_TOO_LARGE = Bilingual(
    "{size:.1f} MB; the limit of {limit} MB for all pictures is reached",
    "{size:.1f} MB. 모든 그림을 합한 한도 {limit} MB를 넘었습니다",
)
PICTURE_ELSEWHERE = Bilingual("on the web, not loaded", "웹에 있어 불러오지 않습니다")
PICTURE_MISSING = Bilingual("not in the notebook", "노트북에 들어 있지 않습니다")
PICTURE = Bilingual("Picture shown by your code", "코드가 표시한 그림")
CUT = Bilingual("[… {count:,} more characters are not shown here]", "[… {count:,}자는 여기에 표시하지 않습니다]")

# ── the page ───────────────────────────────────────────────────────────────────────────────────────────────

PAGE = {
    "feedback": Bilingual("Feedback", "피드백"),
    "points": Bilingual("{points:g} points", "{points:g}점"),
    "score": Bilingual("Score", "점수"),
    "penalty": Bilingual(
        "{points:g} points were taken off because it came late.", "늦게 제출하여 {points:g}점이 감점되었습니다."
    ),
    "late": Bilingual("It was due {due} and came {came}.", "마감은 {due}, 제출은 {came}입니다."),
    "date_unknown": Bilingual(
        "This score is not final: the time of handing in cannot be read from what came with your work. When did you"
        " hand it in? Please tell your instructor.",
        "아직 확정된 점수가 아닙니다. 함께 제출된 파일에서 제출 시각을 읽을 수 없었습니다. 언제 제출했는지 담당"
        " 교수에게 알려 주세요.",
    ),
    "waiting": Bilingual(
        "{points:g} points are still to be given by a person, so the score may rise.",
        "{points:g}점은 사람이 직접 채점할 예정이므로 점수가 오를 수 있습니다.",
    ),
    "again": Bilingual("Worth another look", "다시 볼 만한 문제"),
    "all_right": Bilingual(
        "Every answer holds. Nothing here needs another look.", "모든 답이 맞습니다. 다시 볼 문제가 없습니다."
    ),
    "nothing_yet": Bilingual("Nothing to correct so far.", "지금까지 고칠 것이 없습니다."),
    "overview": Bilingual("All questions at a glance", "한눈에 보는 문제"),
    "question": Bilingual("Question", "문제"),
    "verdict": Bilingual("Result", "결과"),
    "questions": Bilingual("Question by question", "문제별 결과"),
    "of": Bilingual("{score:g} of {points:g} points", "{points:g}점 중 {score:g}점"),
    "written": Bilingual("Written answer", "서술형 답"),
    "task": Bilingual("Marked by a person", "사람이 채점"),
    "by_hand": Bilingual("A person gave these points.", "사람이 직접 준 점수입니다."),
    "adjusted": Bilingual("given or taken off besides", "항목과 별도로 더하거나 뺀 점수"),
    "ask": Bilingual("These points are not right?", "점수가 맞지 않다고 생각합니까?"),
    "how_to_ask": Bilingual(
        "Read your answer and what is said about it once more. If you still think so, send your instructor this line,"
        " and say in a sentence or two why:",
        "제출한 답과 설명을 다시 읽어 보세요. 그래도 점수가 맞지 않으면 아래 줄을 복사하고 그 이유를 한두 문장으로 적어"
        " 담당 교수에게 보내세요.",
    ),
    "extra": Bilingual("{points:g} extra points are included.", "추가 점수 {points:g}점이 포함되어 있습니다."),
    "comment": Bilingual("From your instructor", "담당 교수의 의견"),
    "to_answer": Bilingual("Your answer in the notebook", "노트북의 답 보기"),
    "answer_to": Bilingual("Your answer", "제출한 답"),
    "check_of": Bilingual("Check", "확인"),
    "notebook": Bilingual("Your notebook", "제출한 노트북"),
    "notebook_note": Bilingual(
        "As it ran when it was graded. What stands in the frames below was written or shown by your own code.",
        "채점할 때 실행한 그대로입니다. 테두리 안의 내용은 제출한 코드에서 출력하거나 표시한 것입니다.",
    ),
    "output": Bilingual("Output", "출력"),
}
"""By the names that `templates/feedback_page.html` asks for, and `written` and `task`, which stand for a verdict."""

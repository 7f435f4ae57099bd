"""What the page for marking by hand says, in both languages of the course."""

from __future__ import annotations

from grader.text import Bilingual

WORDS = {
    "title": Bilingual("Marking by hand", "직접 채점"),
    "questions": Bilingual("Questions", "문제"),
    "question": Bilingual("Question", "문제"),
    "waiting": Bilingual("To mark", "남은 답"),
    "answers": Bilingual("Answers", "답"),
    "none": Bilingual(
        "Nothing is marked by hand here: no assignment in the gradebook has a written answer, and nothing waits.",
        "직접 채점할 것이 없습니다. 성적부에 서술형 답이 있는 과제가 없고, 채점을 기다리는 답도 없습니다.",
    ),
    "start": Bilingual("Mark", "채점하기"),
    "see": Bilingual("Look", "보기"),
    "request": Bilingual("A student asks for another look", "학생의 재채점 요청"),
    "request_line": Bilingual("The line that the student sent", "학생이 보낸 줄"),
    "find": Bilingual("Find the answer", "답 찾기"),
    "request_current": Bilingual(
        "The request is about this answer and these points.", "지금의 답과 점수에 대한 요청입니다."
    ),
    "request_older": Bilingual(
        "The request is about an earlier answer or other points: one of them has changed since that page was written.",
        "이전의 답이나 점수에 대한 요청입니다. 그 피드백을 만든 뒤에 답이나 점수가 바뀌었습니다.",
    ),
    "request_unknown": Bilingual(
        "No answer fits this line. It begins with “regrade” and has five parts, with “/” between them.",
        "이 줄에 맞는 답이 없습니다. “regrade”로 시작하고 “/”로 나눈 다섯 부분이 있어야 합니다.",
    ),
    "all_questions": Bilingual("All questions", "모든 문제"),
    "answer_of": Bilingual("Answer {number} of {count}", "{count}개 가운데 {number}번째 답"),
    "left": Bilingual("{count} to mark", "{count}개 남음"),
    "all_done": Bilingual("All answers to this question are marked.", "이 문제의 답을 모두 채점했습니다."),
    "previous": Bilingual("Previous", "이전"),
    "next": Bilingual("Next", "다음"),
    "model": Bilingual("Model answer", "모범 답안"),
    "no_model": Bilingual(
        "The source notebook has no model answer to this question.", "원본 노트북에 이 문제의 모범 답안이 없습니다."
    ),
    "no_source": Bilingual(
        "There is no source notebook {path}, so neither a model answer nor a rubric: run `grader build`.",
        "원본 노트북 {path} 파일이 없어 모범 답안과 채점 기준을 표시할 수 없습니다. `grader build`를 실행하세요.",
    ),
    "asked": Bilingual("What was asked", "문제"),
    "student_answer": Bilingual("The student's answer", "학생의 답"),
    "no_answer": Bilingual(
        "The graded notebook holds no answer to this question.", "채점한 노트북에 이 문제의 답이 없습니다."
    ),
    "no_notebook": Bilingual(
        "The graded notebook {path} is not there: run `grader autograde`.",
        "채점한 노트북 {path} 파일이 없습니다. `grader autograde`를 실행하세요.",
    ),
    "files": Bilingual("Files handed in beside the notebook, in {folder}", "{folder} 폴더에 함께 제출된 파일"),
    "grader_said": Bilingual("What the grader said", "자동 채점 결과"),
    "automatic": Bilingual("Automatic: {points:g} points.", "자동 채점: {points:g}점."),
    "who": Bilingual("Whose answer is it?", "누구의 답입니까?"),
    "rubric": Bilingual("Rubric", "채점 기준"),
    "no_rubric": Bilingual(
        "This question has no rubric. Lines such as “- 1 point: …” below the model answer make one.",
        "이 문제에는 채점 기준이 없습니다. 모범 답안 아래에 “- 1점: …”과 같은 줄을 쓰면 채점 기준이 됩니다.",
    ),
    "points": Bilingual("Points", "점수"),
    "of": Bilingual("of {points:g}", "{points:g}점 만점"),
    "points_note": Bilingual(
        "The sum of the rubric, unless you write another number.", "다른 수를 적지 않으면 채점 기준의 합입니다."
    ),
    "comment": Bilingual("Comment for the student", "학생에게 쓰는 의견"),
    "save": Bilingual("Save", "저장"),
    "save_next": Bilingual("Save, next to mark", "저장하고 다음 답으로"),
    "unmark": Bilingual("Take the points back", "점수 취소"),
    "saved": Bilingual("Saved: {points}.", "저장했습니다: {points}."),
    "no_points": Bilingual("no points by hand", "직접 준 점수 없음"),
    "history": Bilingual("What was changed", "변경 기록"),
    "change": Bilingual("{at}, {by}: {before} → {after}", "{at}, {by}: {before} → {after}"),
    "elsewhere": Bilingual(
        "{points} stands now. That was entered elsewhere, for example in formgrader, which does not say by whom.",
        "지금 점수는 {points}입니다. 이 점수는 formgrader 등 다른 곳에서 입력되었으며, 누가 입력했는지는 알 수 없습니다.",
    ),
    "other_answer": Bilingual(
        "The points were given for an earlier answer. This one is another: please look again, and save.",
        "이 점수는 이전에 제출한 답에 준 것입니다. 지금의 답은 다르니 다시 확인하고 저장하세요.",
    ),
    "conflict": Bilingual(
        "Not saved: this answer, its points or its comment were changed while you had it open.",
        "저장하지 않았습니다. 이 답을 보는 동안 답이나 점수, 의견이 바뀌었습니다.",
    ),
    "conflict_now": Bilingual("Now there: {points}. Comment: {comment}", "지금 저장된 값: {points}. 의견: {comment}"),
    "conflict_do": Bilingual(
        "What you entered is still below. Save it to put it in its place, or keep what is there:",
        "입력한 내용은 아래에 남아 있습니다. 저장하면 이 값으로 바뀝니다. 저장된 값을 그대로 두려면:",
    ),
    "keep_theirs": Bilingual("Keep what is there", "저장된 값 유지"),
    "bad_points": Bilingual(
        "Not saved: the points must be a number from 0 to {most:g}. Extra credit is given in formgrader.",
        "저장하지 않았습니다. 점수는 0부터 {most:g}까지의 수여야 합니다. 추가 점수는 formgrader에서 줍니다.",
    ),
    "cannot": Bilingual("Not saved: {reason}", "저장하지 않았습니다. {reason}"),
    "keys": Bilingual("Single keys", "단축키"),
    "keys_on": Bilingual("Use single keys", "단축키 사용"),
    "keys_list": Bilingual(
        "1 to 9: the next choice of that item of the rubric. N and P: next and previous answer. C: comment. In any"
        " field, Ctrl and Enter: save, and on to the next to mark.",
        "1~9: 채점 기준의 해당 항목에서 다음 값 고르기. N, P: 다음 답, 이전 답. C: 의견 쓰기. 어느 칸에서나 Ctrl+Enter:"
        " 저장하고 다음 답으로.",
    ),
    "refused_title": Bilingual("Not for you", "열 수 없습니다"),
    "refused": Bilingual(
        "This page needs the whole address that `grader mark` printed, with its token.",
        "`grader mark`가 출력한 주소를 토큰까지 모두 입력해야 열 수 있습니다.",
    ),
    "gone": Bilingual("There is no such question or answer in the gradebook.", "성적부에 없는 문제나 답입니다."),
    "skip": Bilingual("To the points", "점수로 바로 가기"),
}

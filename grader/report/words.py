"""Every sentence of the class report, in both languages."""

from __future__ import annotations

from grader.text import Bilingual, Language


def say(name: str, language: Language, **values: object) -> str:
    """Return a sentence in one language, its places filled."""
    return WORDS[name].fill(**values).say(language)


WORDS = {
    "title": Bilingual("Class report", "수업 보고서"),
    "contents": Bilingual("Contents", "차례"),
    "handed_in": Bilingual("handed in", "제출"),
    "absent": Bilingual("missing", "미제출"),
    "late": Bilingual("late", "지각"),
    "to_look_at": Bilingual("for a person", "확인 필요"),
    "to_mark": Bilingual("answers to mark", "채점할 답"),
    "median": Bilingual("median", "중앙값"),
    "none_handed": Bilingual("Nobody has handed in this assignment yet.", "아직 제출한 학생이 없습니다."),
    "of_points": Bilingual("{score:.3g} of {maximum:g} points", "{maximum:g}점 중 {score:.3g}점"),
    # ── mistakes ──
    "begin": Bilingual("Begin the next lecture with this", "다음 수업은 여기서 시작하세요"),
    "begin_says": Bilingual(
        "{count} of the students who answered {question} ({share:.0%}) made this mistake. They were told:",
        "{question}에 답한 학생 가운데 {count}명({share:.0%})이 이 실수를 했습니다. 학생이 읽은 힌트:",
    ),
    "mistakes": Bilingual("Mistakes, the commonest first", "실수(많은 순)"),
    "mistakes_says": Bilingual(
        "Shares are of the students who answered the question.", "비율은 그 문제에 답한 학생을 기준으로 합니다."
    ),
    "no_mistakes": Bilingual("No mistake was found.", "발견된 실수가 없습니다."),
    "known": Bilingual("Known mistakes", "알려진 실수"),
    "other": Bilingual("Other wrong answers", "그 밖의 오답"),
    "other_says": Bilingual(
        "No hint of their own was written for these; the text is what most of these students read.",
        "따로 준비한 힌트가 없는 오답입니다. 아래는 해당 학생이 가장 많이 읽은 문장입니다.",
    ),
    "question": Bilingual("Question", "문제"),
    "mistake": Bilingual("Mistake, and what the student reads", "실수와 학생이 읽는 문장"),
    "students": Bilingual("Students", "학생 수"),
    "who": Bilingual("Who", "명단"),
    # ── scores ──
    "scores": Bilingual("Scores", "점수 분포"),
    "scores_says": Bilingual(
        "{count} submissions: mean {mean:.3g}, median {median:.3g}, standard deviation {deviation:.3g}, from {lowest:g}"
        " to {highest:g} of {maximum:g} points; the middle half lies between {lower_quartile:.3g} and"
        " {upper_quartile:.3g}.",
        "제출물 {count}개: 평균 {mean:.3g}, 중앙값 {median:.3g}, 표준편차 {deviation:.3g}, 만점 {maximum:g}점에 최저"
        " {lowest:g}, 최고 {highest:g}. 가운데 절반은 {lower_quartile:.3g}에서 {upper_quartile:.3g} 사이입니다.",
    ),
    "scores_are": Bilingual(
        "Points of the questions marked by machine; where a person gave points by hand, those. Without late penalties."
        " Submissions that could not be read or not fully marked are left out.",
        "자동으로 채점한 문제의 점수이며, 사람이 직접 준 점수가 있으면 그 점수입니다. 지각 감점은 빼지 않았습니다."
        " 읽을 수 없거나 다 채점하지 못한 제출물은 제외했습니다.",
    ),
    "histogram": Bilingual("Distribution of scores", "점수 분포"),
    "histogram_says": Bilingual(
        "Histogram of {count} scores in tenths of the points; the dashed line is the median, {median:.3g}; the mean is"
        " {mean:.3g}. The numbers are in the table below.",
        "점수 {count}개를 만점의 10분의 1씩 나눈 히스토그램. 점선은 중앙값 {median:.3g}, 평균은 {mean:.3g}."
        " 수치는 아래 표에 있습니다.",
    ),
    "points_axis": Bilingual("points (dashed: median)", "점수 (점선: 중앙값)"),
    "points": Bilingual("Points", "점수"),
    "as_table": Bilingual("The same as a table", "표로 보기"),
    # ── questions ──
    "questions": Bilingual("Questions: difficulty and discrimination", "문제: 난이도와 변별도"),
    "questions_says": Bilingual(
        "Facility is the mean share of the points: 100% is a question that everybody has right. Discrimination is the"
        " correlation of a question's points with those of all other questions (corrected item-total correlation):"
        " below 0.1 a question tells little, below 0 look at the question itself. The line is the 95% confidence"
        " interval.",
        "용이도는 평균 득점률입니다. 100%이면 모두 맞힌 문제입니다. 변별도는 그 문제의 점수와 나머지 문제 점수 합의"
        " 상관계수(수정된 문항-총점 상관)입니다. 0.1보다 작은 문제로는 알 수 있는 것이 적습니다. 0보다 작으면 문제 자체를 살펴보세요."
        " 선은 95% 신뢰구간입니다.",
    ),
    "defined_where": Bilingual(
        "It is given from {enough} students on, where the points vary; an open circle, fewer than {sure} students, is no"
        " more than a first impression. {untouched} submissions without any answer are left out here.",
        "변별도는 학생이 {enough}명 이상이고 점수에 차이가 있을 때만 구합니다. 속이 빈 원은 학생이 {sure}명보다 적어 참고로만"
        " 보라는 뜻입니다. 답이 하나도 없는 제출물 {untouched}개는 여기서 제외했습니다.",
    ),
    "questions_chart": Bilingual("Facility and discrimination of each question", "문제별 용이도와 변별도"),
    "questions_chart_says": Bilingual(
        "For each of {count} questions a bar for its facility and a point with its confidence interval for its"
        " discrimination. The numbers are in the table below.",
        "{count}개 문제마다 용이도는 막대로, 변별도는 점과 신뢰구간으로 나타냅니다. 수치는 아래 표에 있습니다.",
    ),
    "facility": Bilingual("facility", "용이도"),
    "discrimination": Bilingual("discrimination", "변별도"),
    "interval": Bilingual("95% interval", "95% 신뢰구간"),
    "full": Bilingual("full points", "만점"),
    "some": Bilingual("some", "부분 점수"),
    "nothing": Bilingual("none", "0점"),
    # ── people ──
    "concerns": Bilingual("For a person to look at", "사람이 확인할 것"),
    "no_concerns": Bilingual("Nothing waits for a person.", "사람이 확인할 것이 없습니다."),
    "why": Bilingual("Why, and what to do", "이유와 할 일"),
    "grader_error": Bilingual("The grader failed on: {about}", "채점 프로그램 오류: {about}"),
    "grader_error_do": Bilingual("Grade it by hand: grader mark.", "grader mark로 직접 채점하세요."),
    "damaged": Bilingual("Could not be graded. {about}", "채점할 수 없습니다. {about}"),
    "damaged_do": Bilingual("Ask for the file again, then grade again.", "파일을 다시 받아 다시 채점하세요."),
    "date": Bilingual("Date of handing in: {about}", "제출 시각: {about}"),
    "date_do": Bilingual("Mend timestamp.txt, then grade again.", "timestamp.txt를 고친 뒤 다시 채점하세요."),
    "notice": Bilingual("{about}", "{about}"),
    "notice_do": Bilingual("The grade stands; look at the notebook.", "점수는 유효합니다. 노트북을 확인하세요."),
    "unreadable": Bilingual("results.json cannot be read: {about}.", "results.json을 읽을 수 없습니다: {about}."),
    "unreadable_do": Bilingual("Grade it again with grader autograde.", "grader autograde로 다시 채점하세요."),
    "not_graded": Bilingual("Handed in, but not graded yet.{about}", "제출했지만 아직 채점하지 않았습니다.{about}"),
    "not_graded_do": Bilingual("Run grader autograde.", "grader autograde를 실행하세요."),
    "waiting": Bilingual("Waits for a grade by hand: {about}", "직접 채점 대기: {about}"),
    "waiting_do": Bilingual("Grade it with grader mark.", "grader mark로 채점하세요."),
    "written": Bilingual(
        "Written answers that wait for a grade by hand (grader mark):", "직접 채점을 기다리는 서술형 답(grader mark):"
    ),
    "followed": Bilingual("Followed through", "이어서 채점한 답"),
    "followed_says": Bilingual(
        "These answers are right for the student's own earlier values only, and earn their points.",
        "학생이 앞에서 직접 구한 값에 대해서만 맞는 답입니다. 점수는 인정됩니다.",
    ),
    "late_and_absent": Bilingual("Late and missing", "지각과 미제출"),
    "late_says": Bilingual("{count} late", "지각 {count}명"),
    "absent_says": Bilingual("{count} handed in nothing", "미제출 {count}명"),
    "left_says": Bilingual("{count} left the course, not missing", "수강 취소 등으로 미제출에서 제외 {count}명"),
    "nobody_late": Bilingual("Nobody was late, and nobody is missing.", "지각도 미제출도 없습니다."),
    "standing": Bilingual("Each submission: points so far, and what is to be marked", "제출물별 현재 점수와 남은 채점"),
    "standing_says": Bilingual(
        "Points of all questions, written answers too, before any late penalty.",
        "서술형을 포함한 모든 문제의 점수이며, 지각 감점은 빼지 않았습니다.",
    ),
    "student": Bilingual("Student", "학생"),
    "so_far": Bilingual("Points so far", "현재 점수"),
    "by_hand": Bilingual("To mark by hand", "채점할 배점"),
    "days": Bilingual("{days:.0f} d {hours:.0f} h", "{days:.0f}일 {hours:.0f}시간"),
    "hours": Bilingual("{hours:.0f} h {minutes:.0f} min", "{hours:.0f}시간 {minutes:.0f}분"),
    # ── alike ──
    "alike": Bilingual("Code that is much alike", "서로 매우 비슷한 코드"),
    "alike_says": Bilingual(
        "A reason to look, not a verdict. Names, numbers, comments and layout are ignored; so is all that the release"
        " gave, what the reference solution holds, and what more than a quarter of the class writes. What remains is"
        " rare, and these submissions share more of it than two people of this class would by chance. Working together"
        " where it is allowed, a common source or the same tutor explain it too. Talk to the students before you"
        " conclude anything.",
        "살펴볼 이유일 뿐 판정이 아닙니다. 이름, 숫자, 주석, 배치는 무시했고, 배포본에 있던 코드, 모범 답안에 있는 코드,"
        " 학급의 4분의 1 넘게 쓴 코드도 뺐습니다. 그러고도 남은 흔하지 않은 코드가 이 제출물들에서는 우연이라고 보기 어려울 만큼 겹칩니다. 허용된 협업,"
        " 같은 자료, 같은 조교도 이유가 될 수 있습니다. 결론을 내리기 전에 학생과 이야기하세요.",
    ),
    "no_alike": Bilingual(
        "No two submissions are more alike than chance explains. That does not prove that nothing was copied: a copied"
        " answer that looks like the reference solution cannot be told from an honest one.",
        "우연이라고 보기 어려울 만큼 비슷한 제출물은 없습니다. 베낀 답이 없다는 증명은 아닙니다. 모범 답안처럼 생긴 답은 베꼈는지 알 수"
        " 없습니다.",
    ),
    "group": Bilingual("{count} submissions", "제출물 {count}개"),
    "alike_in": Bilingual("Alike in:", "비슷한 문제:"),
    "own_cells": Bilingual("cells of their own", "직접 추가한 셀"),
    "show_code": Bilingual("Compare their code for {question}", "{question}의 코드 비교"),
    "and_more": Bilingual(
        "and {count} more groups, in the data (--format json)",
        "그 밖의 모둠 {count}개는 --format json으로 볼 수 있습니다",
    ),
    "made": Bilingual(
        "Made by grader {version} from the files in the course folder. It names students: keep it to yourself.",
        "과목 폴더의 파일로 만든 보고서입니다(grader {version}). 학생 이름이 있으니 외부에 공개하지 마세요.",
    ),
}

# %% [markdown] name="title"
# # 9 · The final project: a service that uses AI
#
# Propose a service that uses artificial intelligence, build it, and show it. This is individual work. It takes about
# three weeks, a few hours in each. You need four things, all in the folder of this notebook (and, to run this
# notebook's checks on a Streamlit app, `pip install streamlit` in a terminal):
#
# | what | file | limit |
# |---|---|---|
# | proposal | `proposal.pdf` | 2 pages |
# | service report | `report.pdf` | 5 pages |
# | source code | `app.py`, a folder `source/`, or `source.zip` | 10 MB in all |
# | video | `video.mp4` (or `.mov`, `.webm`, `.mkv`) | 3 minutes, 200 MB |
#
# | ──●── week 13 | ──●── week 14 | ──●── until the deadline | ──● 19 December, 15:00 |
# |:---:|:---:|:---:|:---:|
# | choose a service, write `proposal.pdf` | present it, get advice | build `app.py`, measure how good it is, write `report.pdf`, film `video.mp4` | **hand in** (Asia/Seoul) |
#
# The checks below tell you at once whether a file is where it belongs. After you hand in, a machine counts pages and
# seconds and starts your app, for the points at those checks. A person reads, watches and tries the rest, for the points
# of the rubric below each part. What the machine cannot read, a person looks at too.
#
# <!-- ko -->
# # 9 · 기말 프로젝트: 인공지능을 활용한 서비스
#
# 인공지능을 활용한 서비스를 제안하고, 구현하고, 소개하세요. 개인별로 제출합니다. 3주 동안 매주 몇 시간씩 걸립니다.
# 필요한 것은 다음 네 가지이며, 모두 이 노트북과 같은 폴더에 둡니다. (이 노트북에서 Streamlit 앱을 확인하려면 터미널에서
# `pip install streamlit`을 먼저 실행하세요.)
#
# | 내용 | 파일 | 한도 |
# |---|---|---|
# | 제안서 | `proposal.pdf` | 2쪽 |
# | 서비스 구현보고서 | `report.pdf` | 5쪽 |
# | 소스코드 | `app.py`, `source/` 폴더, 또는 `source.zip` | 모두 합쳐 10 MB |
# | 동영상 | `video.mp4` (또는 `.mov`, `.webm`, `.mkv`) | 3분, 200 MB |
#
# | ──●── 13주차 | ──●── 14주차 | ──●── 마감 전까지 | ──● 12월 19일 15:00 |
# |:---:|:---:|:---:|:---:|
# | 서비스를 정하고 `proposal.pdf` 작성 | 발표하고 컨설팅 받기 | `app.py` 구현, 성능 측정, `report.pdf` 작성, `video.mp4` 촬영 | **제출 마감**(한국 시각) |
#
# 아래의 확인 셀을 실행하면 파일이 있어야 할 곳에 있는지 바로 알 수 있습니다. 제출한 뒤에는 컴퓨터로 쪽수와 동영상의 길이를
# 재고 앱을 실행해 보아 확인 셀의 점수를 매깁니다. 나머지는 사람이 읽고, 보고, 사용해 본 다음 각 부분에 적힌 기준으로
# 채점합니다. 컴퓨터로 읽을 수 없는 것도 사람이 확인합니다.

# %% name="setup" locked=true
from project_files import check_app, check_document, check_source

# %% [markdown] name="department_text"
# ## Your department
#
# Students of the computing department must use Streamlit. All others are free to choose. Replace the line in the next
# cell by `computing_department = True` or `computing_department = False`.
#
# <!-- ko -->
# ## 소속 학과
#
# 컴퓨터공학부 학생은 반드시 Streamlit을 이용해야 합니다. 다른 학과 학생은 자유롭게 선택하세요. 다음 셀의 줄을
# `computing_department = True` 또는 `computing_department = False`로 바꾸세요.

# %% fill="department"
# True: computing department · 컴퓨터공학부 / False: another one · 다른 학과
### BEGIN SOLUTION
computing_department = True
### END SOLUTION

# %% [markdown] name="proposal_text"
# ## The proposal
#
# About two pages, in any form. So that everyone is marked alike, "about two" is taken as at most two. Choose a service
# from your own field: reading handwritten digits, telling tools apart by their shape, whatever you would like to exist.
# You present the proposal in week 14, and get advice on it.
#
# Save it as `proposal.pdf`. One page too many keeps 75 % of the points of this check, up to four pages 50 %, more
# 25 %.
#
# <!-- ko -->
# ## 제안서
#
# 자유 형식으로 2쪽 내외입니다. 모두를 똑같이 채점하기 위해 강의의 '2페이지 내외'를 최대 2쪽으로 정합니다. 필기 숫자
# 인식, 공구의 모양 인식처럼 여러분의 전공과 연관된 서비스를 자유롭게 정의해 보세요. 14주차에 개인별로 발표하고 컨설팅을
# 받습니다.
#
# `proposal.pdf`로 저장하세요. 한 쪽을 넘기면 이 확인 셀 점수의 75%, 4쪽까지는 50%, 그보다 길면 25%를 받습니다.

# %% check="proposal"
check_document("proposal", [".pdf"], most_mb=20)

# %% [markdown] task="proposal_content" points=5
# ### The proposal, read by a person
#
# * 2 points: the service. Who uses it, for what, and what does the AI in it do? One of the two alone is one point.
# * 1 point: it comes from your own field, or from a need that you describe.
# * 1 point: a plan that can work: which data, which method, which result would be good enough.
# * 1 point: presented in week 14.
#
# <!-- ko -->
# ### 사람이 읽는 제안서
#
# * 2점: 서비스. 누가 무엇을 위해 사용하고, 그 안에서 인공지능은 무엇을 합니까? 둘 중 하나만 있으면 1점입니다.
# * 1점: 자신의 전공과 관련된 서비스이거나, 왜 필요한지 직접 설명한 서비스입니다.
# * 1점: 실현할 수 있는 계획. 어떤 데이터와 어떤 방법을 쓰고, 어떤 결과가 나오면 충분합니까?
# * 1점: 14주차에 발표했습니다.

# %% [markdown] name="report_text"
# ## The service report
#
# At most five pages: above all, the algorithms that you used, and the differences between the service that you
# proposed and the one that you built. Use public data where you can; otherwise describe how you made your data. Cameras
# and other inputs do not work well in the cloud: you may record your input elsewhere and upload it.
#
# Save it as `report.pdf`. One page too many keeps 75 % of the points of this check, up to ten pages 50 %, more 25 %.
#
# <!-- ko -->
# ## 서비스 구현보고서
#
# 최대 5쪽입니다. 구현에 사용한 알고리즘과, 제안한 서비스와 최종 구현물 사이에 생긴 차이점을 중심으로 작성하세요. 데이터는 가능하면
# 공개된 것을 활용하고, 아니면 어떻게 만들었는지 기술하세요. 클라우드 시스템에서는 카메라 같은 외부 입력이 원활하지 않으므로, 입력
# 데이터를 외부에서 만들어 업로드해도 됩니다.
#
# `report.pdf`로 저장하세요. 한 쪽을 넘기면 이 확인 셀 점수의 75%, 10쪽까지는 50%, 그보다 길면 25%를 받습니다.

# %% check="report"
check_document("report", [".pdf"], most_mb=20)

# %% [markdown] task="report_algorithms" points=4
# ### The report's algorithms, read by a person
#
# * 2 points: which algorithms the service uses, and how each works, so that a fellow student could follow. A name
#   without an explanation is half a point.
# * 1 point: why these and not others.
# * 1 point: how well they do: a figure, and how it was measured.
#
# <!-- ko -->
# ### 사람이 읽는 보고서: 알고리즘
#
# * 2점: 서비스에 어떤 알고리즘을 썼고 각각 어떻게 작동하는지, 같은 수업을 듣는 학생이 따라올 수 있게 설명했습니다. 설명 없이 이름만
#   있으면 0.5점입니다.
# * 1점: 다른 알고리즘이 아니라 이 알고리즘을 고른 까닭을 썼습니다.
# * 1점: 성능을 나타내는 수치와 그 수치를 구한 방법을 썼습니다.

# %% [markdown] task="report_differences" points=3
# ### The report's differences, read by a person
#
# * 2 points: what differs between the service that was proposed and the one that was built. That nothing differs is a
#   good answer where it is shown.
# * 1 point: why, and what you would do next.
#
# <!-- ko -->
# ### 사람이 읽는 보고서: 차이점
#
# * 2점: 제안한 서비스와 최종 구현물 사이에 무엇이 달라졌습니까? 달라진 것이 없어도 그 사실을 보여 주면 좋은 답입니다.
# * 1점: 달라진 까닭과 앞으로 할 일을 썼습니다.

# %% [markdown] task="report_data" points=2
# ### The report's data, read by a person
#
# * 1 point: where the data come from: public data with their source, or how you made your own.
# * 1 point: what they hold: how many, which inputs and outputs, and what was kept for testing.
#
# <!-- ko -->
# ### 사람이 읽는 보고서: 데이터
#
# * 1점: 데이터의 출처. 공개 데이터는 어디에서 받았는지, 직접 만들었으면 어떻게 만들었는지 적었습니다.
# * 1점: 데이터의 내용. 몇 개이고, 입력과 출력은 무엇이며, 평가용으로 무엇을 남겼습니까?

# %% [markdown] name="source_text"
# ## The source code
#
# Put it beside this notebook: as files, in a folder `source/`, or packed as `source.zip`, 10 MB in all. Leave large data
# and models out and say in the report where to get them.
#
# A Streamlit app is found by its `import streamlit`: best call its file `app.py`. It is started as you do with
# `streamlit run app.py`, in its own folder, without a network and with the files that you handed in. It has to show
# something and stop with no error, **within 40 seconds**. So do not train when the app starts: train beforehand and
# load the model from a file, or train when a button is pressed. Should the app need a package or a model that is not
# there, a person tries it by hand.
#
# <!-- ko -->
# ## 소스코드
#
# 이 노트북과 같은 폴더에 두세요. 파일을 그대로 두어도, `source/` 폴더에 담아도, `source.zip`으로 묶어도 됩니다. 모두 합쳐 10
# MB까지입니다. 큰 데이터와 모델은 빼고 어디에서 받을 수 있는지 보고서에 적으세요.
#
# Streamlit 앱은 `import streamlit`이 있는 파일에서 찾으며, 파일 이름은 `app.py`로 하는 것이 가장 좋습니다.
# 채점할 때는 `streamlit run app.py`로 실행할 때처럼, 앱이 있는 폴더에서 네트워크 없이 제출한 파일만으로 앱을 시작합니다.
# **40초 안에** 화면에 무언가가 나타나고 오류 없이 끝나야 합니다. 그러므로 앱을 시작하면서 모델을 학습시키지 마세요. 미리
# 학습시킨 모델을 파일에서 읽거나, 버튼을 누를 때 학습시키세요. 채점 환경에 없는 패키지나 모델이 필요하면 사람이 직접 실행해
# 봅니다.

# %% check="source_code"
check_source()

# %% check="app"
check_app(computing_department)

# %% [markdown] task="source_content" points=3
# ### The source code, read by a person
#
# * 1 point: it is the service of the report, and it runs.
# * 1 point: somebody else can read it: names, parts, a few words where it is hard.
# * 1 point: what was taken from elsewhere is named, and the core is your own.
#
# <!-- ko -->
# ### 사람이 읽는 소스코드
#
# * 1점: 보고서에 쓴 그 서비스이고, 실행됩니다.
# * 1점: 다른 사람이 읽을 수 있습니다. 이름, 구성, 어려운 곳의 짧은 설명을 봅니다.
# * 1점: 가져온 부분은 출처를 밝혔고, 핵심은 직접 작성했습니다.

# %% [markdown] name="video_text"
# ## The video
#
# At most three minutes: show the service at work. Save it as `video.mp4`; most programs can.
#
# Up to 3:00 is full marks for this check (and a second more, because programs round). Up to 3:10 keeps 75 %, up to 3:30
# 50 %, more 25 %. What counts is how long it really plays.
#
# <!-- ko -->
# ## 동영상
#
# 최대 3분입니다. 서비스가 작동하는 모습을 보여 주세요. `video.mp4`로 저장하세요. 대부분의 프로그램에서 할 수 있습니다.
#
# 3분까지는 이 확인 셀의 점수를 모두 받습니다(프로그램마다 반올림이 달라 1초는 넘어도 됩니다). 3분 10초까지는 75%, 3분
# 30초까지는 50%, 그보다 길면 25%를 받습니다. 실제로 재생되는 길이를 잽니다.

# %% check="video"
check_document("video", [".mp4", ".mov", ".webm", ".mkv", ".m4v"], most_mb=200)

# %% [markdown] task="video_content" points=3
# ### The video, watched by a person
#
# * 2 points: the service is seen at work, on an input of its own, from the beginning to its result.
# * 1 point: someone who has not read the report understands what the AI in it does.
#
# <!-- ko -->
# ### 사람이 보는 동영상
#
# * 2점: 직접 마련한 입력을 넣고 결과가 나올 때까지 서비스가 작동하는 모습을 보여 줍니다.
# * 1점: 보고서를 읽지 않은 사람도 서비스에서 인공지능이 무엇을 하는지 이해할 수 있습니다.

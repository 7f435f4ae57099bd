# %% [markdown] name="title"
# # 8 · A data app: classifiers on a page
#
# In this notebook you build a web page on which everyone can try classifiers: choose a data set, choose a classifier,
# move its sliders, and see at once how often it is right. The page is a **Streamlit** app, a Python file of some fifty
# lines. This notebook takes about three hours.
#
# You write it in the file `app.py`, which is beside this notebook. In the notebook itself you only answer questions in
# words. **Submit `app.py` together with the notebook.** The points of a step are at its check; a check uses the
# widgets of your app as a person would, and says what the page shows.
#
# How your page is laid out is up to you: sidebar or not, list or buttons, slider or number field, text, table or
# `st.metric`, English or Korean. It is marked by what it offers and by the numbers that it shows.
#
# <!-- ko -->
# # 8 · 데이터 앱: 웹 화면에서 써 보는 분류기
#
# 이 노트북에서는 누구나 분류기(classifier)를 시험해 볼 수 있는 웹 화면을 만듭니다. 데이터 세트와 분류기를 고르고
# 슬라이더로 값을 바꾸면, 예측이 얼마나 맞는지 바로 보입니다. 이런 화면은 **Streamlit** 앱으로 만들며, 앱은 50줄쯤 되는 Python
# 파일 하나입니다. 이 노트북을 푸는 데는 세 시간쯤 걸립니다.
#
# 앱은 이 노트북 옆에 있는 `app.py` 파일에 작성합니다. 노트북에는 서술형 문제의 답만 씁니다. **`app.py`를 노트북과
# 함께 제출하세요.** 단계마다 확인 셀에 점수가 있습니다. 확인 셀은 사람이 하듯이 앱의 위젯을 조작해 보고, 화면에 무엇이
# 보이는지 알려 줍니다.
#
# 화면을 어떻게 꾸밀지는 자유입니다. 사이드바를 써도 되고 안 써도 되며, 목록이든 버튼이든, 슬라이더든 숫자 입력이든,
# 글이든 표든 `st.metric`이든, 한국어든 영어든 좋습니다. 화면에서 고를 수 있는 것과 화면에 나온 값으로 채점합니다.

# %% name="setup" locked=true
import matplotlib.pyplot as plt
import numpy as np
from sklearn import datasets
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

import pictures
from classifier_app import check_accuracy, check_again, check_choices, check_moves, check_plot, check_size

# %% [markdown] name="run_text"
# ## How to run an app
#
# **Install first**, in a terminal (*File → New → Terminal*): `pip install streamlit scikit-learn matplotlib`.
# Then `streamlit hello` starts a demonstration; look at it to see what an app can do, and end it with `Ctrl+C`.
#
# To run your own app, go to the folder of this notebook with `cd`, and type
#
# ```
# streamlit run app.py
# ```
#
# The terminal then shows an address, usually `http://localhost:8501`. Open it in a browser tab. On a course server your
# instructor tells you which address to use instead. `Ctrl+C` in the terminal ends the app. (The file
# `.streamlit/config.toml` beside the notebook says that Streamlit opens no browser by itself and sends no statistics
# about you to anyone. If that file is missing, type
# `streamlit run app.py --server.headless true --browser.gatherUsageStats false`.)
#
# **What to know about Streamlit.** An app is a script, and it runs *from the first line to the last each time somebody
# uses a widget*. A widget is a function call that returns what is chosen at the moment:
#
# ```python
# dataset_name = st.sidebar.selectbox('Select Dataset', ('Iris', 'Breast Cancer', 'Wine'))
# st.write(f'## {dataset_name} Dataset')
# ```
#
# So you need not wait for events or store a state: read the widgets, compute, write. Change `app.py`, save it, and
# press *Rerun* on the page.
#
# <!-- ko -->
# ## 앱을 실행하는 방법
#
# **먼저 설치하세요.** 터미널(*File → New → Terminal*)에서 `pip install streamlit scikit-learn matplotlib`을 실행합니다.
# 그다음 `streamlit hello`를 실행하면 예제 앱이 시작됩니다. 앱으로 무엇을 할 수 있는지 살펴보고 `Ctrl+C`로 끝내세요.
#
# 여러분의 앱을 실행하려면 `cd`로 이 노트북이 있는 폴더로 간 다음 이렇게 입력하세요.
#
# ```
# streamlit run app.py
# ```
#
# 터미널에 주소가 나옵니다. 보통 `http://localhost:8501`입니다. 브라우저 탭에서 이 주소를 여세요. 강의용 서버에서 쓰는
# 주소는 담당 교수가 알려 줍니다. 터미널에서 `Ctrl+C`를 누르면 앱이 끝납니다. (노트북 옆의 `.streamlit/config.toml`은
# Streamlit이 브라우저를 저절로 열지 않고 사용 통계를 보내지 않게 하는 설정 파일입니다. 이 파일이 없으면
# `streamlit run app.py --server.headless true --browser.gatherUsageStats false`라고 입력하세요.)
#
# **Streamlit에서 알아 둘 것.** 앱은 스크립트이고, *위젯을 조작할 때마다 첫 줄부터 마지막 줄까지 다시 실행*됩니다.
# 위젯은 지금 선택한 값을 반환하는 함수입니다.
#
# ```python
# dataset_name = st.sidebar.selectbox('Select Dataset', ('Iris', 'Breast Cancer', 'Wine'))
# st.write(f'## {dataset_name} Dataset')
# ```
#
# 그래서 이벤트를 기다리거나 상태를 저장할 필요가 없습니다. 위젯의 값을 읽고, 계산하고, 결과를 쓰면 됩니다. `app.py`를
# 고쳐 저장한 다음 화면에서 *Rerun*을 누르세요.

# %% [markdown] name="page_text"
# ## What the page offers
#
# A sketch, with the numbers of the steps below. Arrange your page as you like.
#
# <!-- ko -->
# ## 화면에 들어갈 것
#
# 아래 단계의 번호를 붙인 스케치입니다. 배치는 자유롭게 바꾸세요.

# %% name="look_page"
pictures.page()

# %% [markdown] name="choices_text"
# ## Step 1: two choices
#
# Let the page offer
#
# * a **data set**: Iris, Breast Cancer or Wine;
# * a **classifier**: KNN, SVM or Random Forest.
#
# Call them by these names, or by their Korean ones. `st.selectbox` and `st.radio` both offer one of several.
# In `app.py`, replace the line `raise NotImplementedError(…)` by your own code. Then run the check.
#
# <!-- ko -->
# ## 1단계: 두 가지 선택
#
# 화면에서 다음을 고를 수 있게 하세요.
#
# * **데이터 세트**: Iris(붓꽃), Breast Cancer(유방암), Wine(와인)
# * **분류기**: KNN(최근접 이웃), SVM(서포트 벡터 머신), Random Forest(랜덤 포레스트)
#
# 이 이름이나 괄호 안의 한국어 이름을 쓰세요. 여럿 가운데 하나를 고르는 위젯에는 `st.selectbox`와 `st.radio`가 있습니다.
# `app.py`에서 `raise NotImplementedError(…)` 줄을 지우고 코드를 쓴 다음 확인 셀을 실행하세요.

# %% check="app_starts"
check_choices()

# %% [markdown] name="data_text"
# ## Step 2: the data
#
# All three data sets are part of scikit-learn; nothing is downloaded. `X` holds one row for each flower, patient or
# bottle and one column for each *feature*; `y` holds the class of each row as an integer. The next cell looks at Iris.
#
# For the data set that is chosen, let the page show
#
# * its **shape**, rows and columns, as in `Shape of dataset: (150, 4)`;
# * its **number of classes**, as in `number of classes: 3`.
#
# Write beside each number what it is: a 3 alone says nothing.
#
# <!-- ko -->
# ## 2단계: 데이터
#
# 세 데이터 세트는 모두 scikit-learn에 들어 있어 내려받지 않아도 됩니다. `X`의 한 행은 꽃, 환자, 와인 하나에 해당하고,
# 한 열은 *특성*(feature) 하나에 해당합니다. `y`에는 각 행의 클래스(class)가 정수로 들어 있습니다. 다음 셀에서 Iris를
# 살펴봅니다.
#
# 고른 데이터 세트에 대해 다음을 화면에 보여 주세요.
#
# * **모양**(shape): 행의 수와 열의 수. 예: `Shape of dataset: (150, 4)`
# * **클래스 수**: 예: `number of classes: 3`
#
# 수 옆에 그 뜻을 함께 적으세요. 숫자 3 하나만 있으면 무슨 값인지 알 수 없습니다.

# %% name="look_data"
iris = datasets.load_iris()
X, y = iris.data, iris.target
print(X.shape, np.unique(y), iris.target_names)

plt.figure(figsize=(5, 4))
plt.scatter(X[:, 0], X[:, 1], c=y, alpha=0.8, cmap="viridis")
plt.xlabel(iris.feature_names[0])
plt.ylabel(iris.feature_names[1])
plt.show()

# %% check="shows_data"
for _name in ("Iris", "Breast Cancer", "Wine"):
    check_size(_name)

# %% [markdown] name="accuracy_text"
# ## Step 3: how often is it right?
#
# A classifier learns from rows whose class it is given (`fit`), and then predicts a class from a row alone (`predict`).
# Its *accuracy* is the fraction of rows for which the prediction is right. Which rows? A classifier that has memorised
# its training rows is always right about these, which says nothing about new ones. So a fifth of the rows is **held
# out**: kept away from `fit`, and used for the accuracy alone.
#
# ```python
# X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=1234)
# ```
#
# `train_test_split` draws the fifth at random; `random_state=1234` makes it the same fifth each time, in your app as in
# everybody's. The next cell shows both accuracies of KNN for Wine, with another fifth held out. At $K = 1$ every
# training row is its own nearest neighbour.
#
# Let the page name the **classifier** that is chosen and show its **accuracy on the held-out fifth**, as in
# `Accuracy = 0.967`; two digits after the decimal point are enough, and `97 %` says the same. Make the classifiers as
# in the lecture:
#
# | classifier | made by | hyperparameters |
# |---|---|---|
# | KNN | `KNeighborsClassifier` | `n_neighbors` is K |
# | SVM | `SVC` | `C` |
# | Random Forest | `RandomForestClassifier` | `max_depth`, `n_estimators`, and `random_state=1234` |
#
# All else keeps scikit-learn's defaults. **The classifiers get the features as they are**, neither scaled nor
# projected, so that all results can be compared. (Scaling helps KNN and SVM a good deal. Then mean and spread must be
# learned from the training part alone.)
#
# <!-- ko -->
# ## 3단계: 얼마나 맞습니까?
#
# 분류기는 클래스를 아는 행으로 학습하고(`fit`), 그다음에는 행만 보고 클래스를 예측합니다(`predict`).
# *정확도*(accuracy)는 예측이 맞은 행의 비율입니다. 어느 행에 대한 비율이어야 합니까? 학습에 쓴 행을 통째로 외운
# 분류기는 그 행에 대해서는 늘 맞지만, 그 정확도로는 새로운 행에서 얼마나 맞을지 알 수 없습니다. 그래서 행의 5분의 1을
# **따로 떼어 둡니다**(held out). 이 행들은 `fit`에 넣지 않고 정확도를 구할 때만 씁니다.
#
# ```python
# X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=1234)
# ```
#
# `train_test_split`은 5분의 1을 무작위로 뽑습니다. `random_state=1234`로 하면 어느 앱에서나 매번 같은 행이 뽑힙니다.
# 다음 셀은 Wine을 다르게 나누었을 때 KNN의 두 정확도를 보여 줍니다. $K = 1$이면 학습용 행마다 가장 가까운 이웃이 자기
# 자신입니다.
#
# 지금 고른 **분류기**의 이름과 **떼어 둔 5분의 1에 대한 정확도**를 화면에 보여 주세요. 예: `Accuracy = 0.967`. 소수점
# 아래 두 자리면 충분하고, `97%`라고 써도 됩니다. 분류기는 강의에서처럼 만드세요.
#
# | 분류기 | scikit-learn의 이름 | 하이퍼파라미터 |
# |---|---|---|
# | KNN | `KNeighborsClassifier` | `n_neighbors`가 K |
# | SVM | `SVC` | `C` |
# | Random Forest | `RandomForestClassifier` | `max_depth`, `n_estimators`, 그리고 `random_state=1234` |
#
# 나머지는 scikit-learn의 기본값 그대로 둡니다. **특성은 스케일링도 투영도 하지 않고 그대로 넣습니다.** 그래야 결과를 서로
# 비교할 수 있습니다. (스케일링하면 KNN과 SVM의 정확도가 크게 올라갑니다. 다만 평균과 표준편차를 학습용 부분에서만 구해야
# 합니다.)

# %% name="look_accuracy"
wine = datasets.load_wine()
X_train, X_test, y_train, y_test = train_test_split(wine.data, wine.target, test_size=0.2, random_state=7)
neighbours = np.arange(1, 16)
learnt, held_out = [], []
for K in neighbours:
    clf = KNeighborsClassifier(n_neighbors=K).fit(X_train, y_train)
    learnt.append(accuracy_score(y_train, clf.predict(X_train)))
    held_out.append(accuracy_score(y_test, clf.predict(X_test)))
pictures.held_out(neighbours, learnt, held_out)

# %% check="classifies"
check_accuracy("Iris", "KNN", K=5)
check_accuracy("Wine", "KNN", K=5)
check_accuracy("Wine", "SVM", C=1.0)
check_accuracy("Wine", "Random Forest", max_depth=15, n_estimators=15)
check_again("Wine", "Random Forest", max_depth=2, n_estimators=1)

# %% [markdown] name="parameters_text"
# ## Step 4: sliders
#
# Each classifier has **hyperparameters**: numbers that are not learned from the data, but chosen by a person. Let the
# page offer those of the classifier that is chosen, labelled with their names, over these ranges **and in these
# steps**:
#
# | classifier | hyperparameter | from | to | step |
# |---|---|---|---|---|
# | KNN | `K` | 1 | 15 | 1 |
# | SVM | `C` | 0.01 | 10 | 0.01 |
# | Random Forest | `max_depth` | 2 | 15 | 1 |
# | Random Forest | `n_estimators` | 1 | 100 | 1 |
#
# As in the lecture, a function that makes the sliders and returns their values in a dictionary keeps the rest of the
# app tidy: `params['K'] = st.sidebar.slider('K', 1, 15)`. A slider between two integers has steps of 1, one between two
# floats steps of 0.01. After you hand in, other values within the ranges are chosen too: a slider that only reaches 5,
# 10 and 15 loses points.
#
# <!-- ko -->
# ## 4단계: 슬라이더
#
# 분류기에는 데이터로 학습하지 않고 사람이 정하는 값이 있습니다. 이런 값을 **하이퍼파라미터**(hyperparameter)라고
# 합니다. 지금 고른 분류기의 하이퍼파라미터를 이름과 함께, 다음 범위에서 **다음 간격으로** 정할 수 있게 하세요.
#
# | 분류기 | 하이퍼파라미터 | 최솟값 | 최댓값 | 간격 |
# |---|---|---|---|---|
# | KNN | `K` | 1 | 15 | 1 |
# | SVM | `C` | 0.01 | 10 | 0.01 |
# | Random Forest | `max_depth` | 2 | 15 | 1 |
# | Random Forest | `n_estimators` | 1 | 100 | 1 |
#
# 강의에서처럼 슬라이더를 만들고 값을 딕셔너리로 반환하는 함수를 두면 앱이 깔끔해집니다. 예:
# `params['K'] = st.sidebar.slider('K', 1, 15)`. 정수 두 개로 만든 슬라이더의 간격은 1이고, 실수 두 개로 만든 슬라이더의
# 간격은 0.01입니다. 제출한 뒤에는 범위 안의 다른 값도 골라 봅니다. 5, 10, 15만 고를 수 있는 슬라이더는 감점됩니다.

# %% check="obeys_parameters"
check_moves("Wine", "KNN", "K", (1, 15))
check_moves("Breast Cancer", "SVM", "C", (0.01, 10.0))
check_moves("Breast Cancer", "Random Forest", "max_depth", (2, 15), n_estimators=1)
check_moves("Breast Cancer", "Random Forest", "n_estimators", (1, 10), max_depth=2)

# %% [markdown] name="plot_text"
# ## Step 5: a picture of many columns
#
# Iris has four features, Wine thirteen, Breast Cancer thirty; a screen has two directions. The *principal components*
# of `X` are the directions in which its rows are spread widest: the first the widest of all, the second the widest of
# those at right angles to it. `PCA(2)` finds the first two and `fit_transform` returns the coordinates of each row
# along them:
#
# ```python
# X_projected = PCA(2).fit_transform(X)
# ```
#
# Let the page show, for the data set that is chosen, a **scatter plot of all rows**: the first component along $x$, the
# second along $y$, and the **colour telling the class**. As on the slides, the components are those of the whole `X` as
# it is, not scaled, whatever classifier is chosen. The picture evaluates nothing, so nothing has to be held out. The
# sign of a component is arbitrary: a mirrored picture is as good. Below is a cloud of two columns: its two directions
# on the left, and on the right the same rows along them.
#
# matplotlib with `st.pyplot(fig)`, `st.scatter_chart` and `st.altair_chart` are all fine.
#
# <!-- ko -->
# ## 5단계: 여러 열을 한 장의 그림으로
#
# 특성이 Iris에는 네 개, Wine에는 열세 개, Breast Cancer에는 서른 개 있지만, 화면에는 축이 둘뿐입니다. `X`의
# *주성분*(principal component)은 행들이 가장 넓게 퍼진 방향입니다. 첫째 주성분은 그 가운데 가장 넓은 방향이고, 둘째
# 주성분은 첫째와 직각인 방향 가운데 가장 넓은 방향입니다. `PCA(2)`로 처음 두 주성분을 구하고, `fit_transform`으로 각
# 행의 좌표를 구합니다.
#
# ```python
# X_projected = PCA(2).fit_transform(X)
# ```
#
# 고른 데이터 세트의 **모든 행을 산점도**로 보여 주세요. 첫째 주성분을 $x$축에, 둘째 주성분을 $y$축에 두고 **색으로
# 클래스를 나타냅니다**. 강의 자료에서처럼 어느 분류기를 골랐든 스케일링하지 않은 `X` 전체의 주성분을 씁니다. 이 그림은 평가에
# 쓰지 않으므로 행을 떼어 둘 필요도 없습니다. 주성분의 부호는 정해져 있지 않으므로 좌우나 위아래가 뒤집힌 그림도 맞습니다.
# 다음 셀의 왼쪽 그림에는 두 열로 된 데이터와 두 주성분의 방향이 있고, 오른쪽 그림에는 같은 행이 주성분의 좌표로 그려져
# 있습니다.
#
# matplotlib과 `st.pyplot(fig)`, `st.scatter_chart`, `st.altair_chart` 모두 괜찮습니다.

# %% name="look_components"
pictures.components()

# %% check="plots_components"
for _name in ("Iris", "Breast Cancer", "Wine"):
    check_plot(_name)

# %% [markdown] name="one_text"
# ## In your own words
#
# In your app, choose KNN and set $K$ to 1. Then look at the dashed curve of step 3 again.
#
# **Suppose no two identical rows have different classes. What is KNN's accuracy on its own training rows at $K = 1$,
# whatever the data, and why? What is wrong with an app that shows this number?**
#
# <!-- ko -->
# ## 자신의 말로 설명하기
#
# 앱에서 KNN을 고르고 $K$를 1로 정하세요. 그리고 3단계의 점선을 다시 보세요.
#
# **클래스가 서로 다른 똑같은 행이 없다고 합시다. $K = 1$일 때 학습에 쓴 행에 대한 KNN의 정확도는 데이터와 관계없이
# 얼마이고, 왜 그렇습니까? 이 값을 보여 주는 앱은 무엇이 문제입니까?**

# %% [markdown] explain="why_held_out" points=2
# ### BEGIN SOLUTION
# Model answer. It is 1: each training row's nearest neighbour is the row itself, at distance 0, so KNN says that row's own
# class. It would be 1 with classes drawn by lot as well. So the figure tells nothing about new rows, and an app that shows
# it makes the worst choice of K look like the best; only rows kept away from `fit` can tell.
#
# * 1 point: it is 1 (half a point), because each row is its own nearest neighbour (half a point).
# * 1 point: the figure says nothing about unseen rows, or favours learning by heart. "It is overfitting" alone is half a point.
# ### END SOLUTION
#
# <!-- ko -->
# ### BEGIN SOLUTION
# 모범 답안. 1입니다. 학습용 행의 가장 가까운 이웃은 거리가 0인 자기 자신이므로 KNN의 예측은 그 행의 클래스와 같습니다.
# 클래스를 무작위로 정했더라도 1이 됩니다. 따라서 이 값으로는 새로운 행에서 얼마나 맞을지 알 수 없으며, 이 값을 보여
# 주는 앱에서는 가장 나쁜 K가 가장 좋아 보입니다. `fit`에 넣지 않은 행으로 구해야 합니다.
#
# * 1점: 1이다(0.5점). 각 행이 자기 자신의 가장 가까운 이웃이기 때문이다(0.5점).
# * 1점: 새로운 행에서 얼마나 맞을지 알려 주지 않는다, 또는 외우는 분류기에 유리하다. "과적합이다"라고만 하면 0.5점.
# ### END SOLUTION

# %% [markdown] name="two_text"
# Somebody writes `X = StandardScaler().fit_transform(X)` and *then* splits `X` into training and held-out part. Wine's
# accuracy with KNN rises from about 0.72 to over 0.9, and most of that is legitimate: the features have very different
# units.
#
# **What is not legitimate about it, and what would have to change? When would the difference matter most, and why
# there?**
#
# <!-- ko -->
# 어떤 사람이 `X = StandardScaler().fit_transform(X)`라고 쓴 *다음에* `X`를 학습용과 평가용으로 나누었습니다. KNN으로 분류한 Wine의 정확도가 약
# 0.72에서 0.9 이상으로 올라갔습니다. 특성마다 단위가 아주 다르므로 그 대부분은 정당한 결과입니다.
#
# **정당하지 않은 것은 무엇이고, 무엇을 바꾸어야 합니까? 그 차이는 어떤 경우에 가장 중요하며, 그 까닭은 무엇입니까?**

# %% [markdown] explain="why_split_first" points=2
# ### BEGIN SOLUTION
# Model answer. Mean and spread were computed from all rows, so the held-out rows had a say in how the training rows look:
# something about them was known before the classifier was judged. Split first, fit the scaler on the training part alone
# and use its mean and spread for both parts (a pipeline does so). It matters most where there are few rows, or where the
# preparation learns more than two numbers a column: choosing features, PCA, filling gaps.
#
# * 1 point: information of the held-out rows goes into the preparation (half a point); fit the scaler on the training part,
#   apply it to both (half a point).
# * 1 point: a sensible case in which it matters: few rows, rows unlike the others, preparation that learns much. Half a point
#   for a case without a reason.
# ### END SOLUTION
#
# <!-- ko -->
# ### BEGIN SOLUTION
# 모범 답안. 평균과 표준편차를 모든 행에서 구했으므로 학습용 행을 변환할 때 평가용 행의 값이 쓰였습니다. 평가하기도 전에
# 평가용 행의 정보가 새어 들어간 셈입니다. 먼저 나누고, 스케일러는 학습용 부분에만 `fit`하고, 그 평균과 표준편차를 두 부분에
# 모두 써야 합니다(파이프라인이 그렇게 합니다). 행이 적을 때, 또는 전처리할 때 데이터에서 구하는 값이 열마다 두 개보다
# 많으면(특성 선택, PCA, 빈 값 채우기) 가장 중요합니다.
#
# * 1점: 평가용 행의 정보가 전처리에 들어간다(0.5점). 스케일러를 학습용 부분에 맞추고 두 부분에 적용한다(0.5점).
# * 1점: 차이가 중요한 알맞은 경우. 행이 적다, 나머지와 다른 행이 있다, 전처리할 때 데이터에서 구하는 값이 많다. 까닭 없이
#   경우만 말하면 0.5점.
# ### END SOLUTION

# %% [markdown] name="end"
# ## Where this leads
#
# With a page like this others can try a model, and its makers find out what is wrong with it. In a company or a project
# the same happens again and again: a model is trained in a notebook and works there, but only for the person who wrote
# the notebook. To share it, one needs something that others can use without Python, and a Streamlit app is a quick way
# to make such a prototype. Your final project may well be one: the same few lines, with your own data and your own
# classifier.
#
# **References.** The example of the lecture, [streamlit-demo](https://github.com/python-engineer/streamlit-demo), and
# its tutorial (*Python Engineer* on YouTube), the [Streamlit documentation](https://docs.streamlit.io), and the [user
# guide of scikit-learn](https://scikit-learn.org/stable/user_guide.html).
#
# <!-- ko -->
# ## 다음 이야기
#
# 이런 화면이 있으면 다른 사람도 모델을 써 볼 수 있고, 만든 사람은 모델의 문제를 찾을 수 있습니다. 회사에서 일하거나
# 프로젝트를 할 때도 마찬가지입니다. 노트북에서 모델을 학습시켜 잘 작동하더라도, 그 모델을 쓸 수 있는 사람은 노트북을 작성한
# 사람뿐입니다. 다른 사람과 공유하려면 Python을 몰라도 쓸 수 있는 화면이 필요하며, Streamlit은 그런 프로토타입을 빨리 만드는
# 도구입니다. 여러분의 기말 프로젝트도 이런 앱이 될 수 있습니다. 코드의 구조는 그대로 두고 여러분의 데이터와 분류기를 넣으면
# 됩니다.
#
# **참고 자료.** 강의에서 본 예제 [streamlit-demo](https://github.com/python-engineer/streamlit-demo)와 그 강좌(유튜브
# *Python Engineer*), [Streamlit 문서](https://docs.streamlit.io), [scikit-learn 사용자
# 안내서](https://scikit-learn.org/stable/user_guide.html).

# %% beside="app.py"
"""An interactive classifier. Run it with: streamlit run app.py"""

import streamlit as st

st.title("Which classifier is the best?")

raise NotImplementedError("Write your app here.  여기에 앱을 작성하세요.")

# %% beside=".streamlit/config.toml"
[browser]
gatherUsageStats = false

[server]
headless = true

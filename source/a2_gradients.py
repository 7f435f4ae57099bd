# %% [markdown] name="title"
# # 2 · Gradients: one slope for every input
#
# A network's cost depends on thousands of parameters at once. Before we ask in which direction to change them all, we ask
# a smaller question: **if I nudge one input and keep the others fixed, how much does the output move?**
# Each answer is a *partial derivative*. All of them together, in a row, are the *gradient*.
#
# As before, replace the line `raise NotImplementedError()` in each answer cell, run it, and read the check below it.
# `x` and `y` are numbers of either sign, and may be integers. Vectors are NumPy arrays with one axis, of any length.
# Leave your inputs as they are: return something new instead of changing them. The notebook takes about two and a half hours.
#
# <!-- ko -->
# # 2 · 그레이디언트(gradient): 입력마다 하나씩 구하는 기울기
#
# 신경망의 비용은 수천 개의 파라미터에 따라 달라집니다. 모든 파라미터를 한꺼번에 어느 방향으로 바꿀지 정하기 전에, 먼저 더
# 쉬운 질문부터 생각해 봅니다. **입력 하나만 조금 바꾸고 나머지는 고정하면 출력은 얼마나 변합니까?** 그 답 하나하나가
# *편미분*(partial derivative)이고, 편미분을 한 줄로 모은 것이 *그레이디언트*입니다. gradient를 '기울기'라고 옮긴 책도 있지만,
# 이 과목에서 기울기는 slope를 뜻합니다.
#
# 앞에서처럼 답을 쓰는 셀마다 `raise NotImplementedError()` 줄을 지우고 코드를 쓴 다음 셀을 실행하고, 아래의 확인 셀을 읽으세요.
# `x`와 `y`는 수입니다. 값은 양수일 수도, 음수일 수도 있고, 정수일 수도 있습니다. 벡터는 축이 하나인 NumPy 배열이고 길이는
# 정해져 있지 않습니다. 받은 값은 바꾸지 말고 그대로 두고, 새 값을 만들어 반환하세요. 이 노트북을 푸는 데는 두 시간
# 반쯤 걸립니다.

# %% name="setup" locked=true
import matplotlib.pyplot as plt
import numpy as np

import pictures
from checks import call, check_close, check_gradient, check_partial, check_raises, check_suspects

# %% [markdown] name="surface_text"
# ## A function of two inputs
#
# The slides use one function for everything:
#
# $$f(x, y) = 3x^2y$$
#
# Its graph is a surface over the plane. From the point $(x_0, y_0)$ you can go in any direction, and how steep the surface
# is depends on the direction. Two directions are simple. Go along $x$ with $y$ fixed at $y_0$, and the surface shows you a
# curve of one variable; go along $y$ with $x$ fixed at $x_0$, and it shows another. Blue is the first, orange the second;
# each has a tangent, as in the first notebook. Change the point and run the cell again. Why is the orange one always straight?
#
# <!-- ko -->
# ## 입력이 둘인 함수
#
# 강의 자료에서는 처음부터 끝까지 다음 함수를 예로 듭니다.
#
# $$f(x, y) = 3x^2y$$
#
# 이 함수의 그래프는 평면 위에 놓인 곡면입니다. 점 $(x_0, y_0)$에서는 어느 방향으로든 갈 수 있고, 곡면이 얼마나 가파른지는
# 어느 방향으로 가느냐에 따라 다릅니다. 그 가운데 두 방향은 간단합니다. $y$를 $y_0$에 고정하고 $x$만 바꾸면 변수가 하나인
# 곡선이 되고, $x$를 $x_0$에 고정하고 $y$만 바꾸어도 변수가 하나인 곡선이 됩니다. 앞의 곡선이 파란색, 뒤의 곡선이
# 주황색입니다. 첫 노트북에서처럼 곡선마다 접선이 있습니다. 점을 바꾸고 셀을 다시 실행해 보세요. 주황색 곡선은 왜 항상
# 직선입니까?

# %% name="look_surface"
x0, y0 = 1.5, -1.0
pictures.surface(x0, y0)

# %% [markdown] name="partial_text"
# ## Partial derivatives
#
# The slope of the blue curve is written $\frac{\partial f}{\partial x}$, with a round $\partial$ to say that there are
# other inputs, and that they are fixed. No new rule is needed: **treat the other variable as a number.**
#
# Take the point $(1.5, -2)$. With $y = -2$ the function is $f(x, -2) = -6x^2$, its slope is $-12x$, and at $x = 1.5$
# that makes $-18$. With $x = 1.5$ it is $f(1.5, y) = 6.75y$: a straight line of slope $6.75$.
# Now keep the letters instead of $-2$ and $1.5$:
#
# $$\frac{\partial}{\partial x}3yx^2 = 3y\frac{\partial}{\partial x}x^2 = 3y\,2x = 6yx$$
#
# $$\frac{\partial}{\partial y}3x^2y = 3x^2\frac{\partial}{\partial y}y = 3x^2\frac{\partial y}{\partial y}
# = 3x^2 \times 1 = 3x^2$$
#
# In the first line $3y$ is the constant factor, in the second $3x^2$ is. Write both slopes as functions. Both take `x`
# and `y`, even where one of them is not used.
#
# <!-- ko -->
# ## 편미분
#
# 파란 곡선의 기울기를 $\frac{\partial f}{\partial x}$로 씁니다. 기호 $\partial$는 입력이 더 있으며 그 입력들은 고정했다는
# 뜻입니다. 새로운 법칙은 필요하지 않습니다. **다른 변수를 상수로 보면 됩니다.**
#
# 점 $(1.5, -2)$에서 해 봅니다. $y = -2$이면 $f(x, -2) = -6x^2$이고 기울기는 $-12x$이므로 $x = 1.5$에서 $-18$입니다.
# $x = 1.5$이면 $f(1.5, y) = 6.75y$이므로 기울기가 $6.75$인 직선입니다.
# 이제 $-2$와 $1.5$ 대신 문자를 그대로 두고 계산합니다.
#
# $$\frac{\partial}{\partial x}3yx^2 = 3y\frac{\partial}{\partial x}x^2 = 3y\,2x = 6yx$$
#
# $$\frac{\partial}{\partial y}3x^2y = 3x^2\frac{\partial}{\partial y}y = 3x^2\frac{\partial y}{\partial y}
# = 3x^2 \times 1 = 3x^2$$
#
# 첫째 식에서는 $3y$가, 둘째 식에서는 $3x^2$이 앞에 그대로 남는 상수입니다. 두 기울기를 함수로 작성하세요. 식에 한 변수만
# 나오더라도 두 함수 모두 `x`와 `y`를 인수로 받습니다.

# %% name="f" locked=true
def f(x, y):
    return 3 * x * x * y

# %% answer="dfx"
def dfx(x, y):

# %% check="dfx"
_places = [(1.5, -2.0), (-0.7, 3.0), (-2.0, -1.2), (0.5, 0.4), (0.0, 2.0)]
check_partial(dfx, f, 0, _places)

# %% answer="dfy"
def dfy(x, y):

# %% check="dfy"
check_partial(dfy, f, 1, _places)

# %% [markdown] name="table_text"
# ## The table at (1, 1), and what it hides
#
# The slides test both slopes at $(1, 1)$, where $f = 3$. They change $x$ by $d$, then $y$ by $d$, and put the exact value
# beside the change that the slope predicts:
#
# | $d$ | $f(1 + d, 1)$ | $\frac{\partial f}{\partial x}d$ | $f(1, 1 + d)$ | $\frac{\partial f}{\partial y}d$ |
# |---|---|---|---|---|
# | 0.01 | 3.0603 | 0.06 | 3.03 | 0.03 |
# | 0.001 | 3.006003 | 0.006 | 3.003 | 0.003 |
# | 0.0001 | 3.00060003 | 0.0006 | 3.0003 | 0.0003 |
#
# Add the change to 3: along $x$ the result differs from the exact value by $3d^2$, which is 0.0003, then 0.000003, then
# 0.00000003. Along $y$ there is no difference at all, because in that direction the surface is a straight line.
#
# The point is badly chosen, though. Multiplying by 1 leaves no trace, so a forgotten $y$ does not show: at $(1, 1)$ the wrong
# slopes $6x$ and $3x^2y$ give 6 and 3 as well, and the same table. That is why the checks look at other places.
# The next cell measures the slopes at any point, without a formula. Compare $(1, 1)$ with, say, $(1.5, -2)$.
#
# <!-- ko -->
# ## (1, 1)에서 만든 표로는 드러나지 않는 것
#
# 강의 자료에서는 $f = 3$인 점 $(1, 1)$에서 두 기울기를 시험합니다. $x$만 $d$만큼 바꾸고 다음에는 $y$만 $d$만큼 바꾸어, 정확한
# 함숫값 옆에 기울기로 예측한 변화량을 적었습니다.
#
# | $d$ | $f(1 + d, 1)$ | $\frac{\partial f}{\partial x}d$ | $f(1, 1 + d)$ | $\frac{\partial f}{\partial y}d$ |
# |---|---|---|---|---|
# | 0.01 | 3.0603 | 0.06 | 3.03 | 0.03 |
# | 0.001 | 3.006003 | 0.006 | 3.003 | 0.003 |
# | 0.0001 | 3.00060003 | 0.0006 | 3.0003 | 0.0003 |
#
# 변화량을 3에 더해 보면 $x$ 방향에서는 정확한 값과 $3d^2$, 곧 0.0003, 0.000003, 0.00000003만큼 다릅니다. $y$ 방향에서는
# 그 방향으로 자른 단면이 직선이므로 차이가 전혀 없습니다.
#
# 그런데 $(1, 1)$은 시험하기에 좋은 점이 아닙니다. 1은 곱해도 값이 달라지지 않으므로 $y$를 빠뜨려도 드러나지 않습니다.
# $(1, 1)$에서는 틀린 기울기 $6x$와 $3x^2y$도 6과 3이 되어 똑같은 표가 나옵니다. 그래서 확인 셀은 다른 점에서 시험합니다.
# 다음 셀에서는 도함수의 식이 없어도 어느 점에서나 기울기를 잴 수 있습니다. $(1, 1)$에서 잰 값과 다른 점, 예를 들어
# $(1.5, -2)$에서 잰 값을 비교해 보세요.

# %% name="look_table"
x0, y0 = 1.0, 1.0
print(f"f({x0:g}, {y0:g}) = {f(x0, y0):.8g}")
for d in (0.01, 0.001, 0.0001):
    to_x, to_y = f(x0 + d, y0), f(x0, y0 + d)
    print(f"d = {d:<7g} f(x0 + d, y0) = {to_x:<13.9g} Δf/d = {(to_x - f(x0, y0)) / d:<10.6g}", end="")
    print(f"f(x0, y0 + d) = {to_y:<13.9g} Δf/d = {(to_y - f(x0, y0)) / d:.6g}")

# %% [markdown] name="hiding_text"
# ### In your own words
#
# Four wrong slopes: $6x$ and $3x^2$ in place of $\frac{\partial f}{\partial x}$, and $3x^2y$ and $6x$ in place of
# $\frac{\partial f}{\partial y}$. For each one, find all the points where it agrees with the right slope.
# Then name one point that exposes all four, and show it with the values there or with a reason. Say what you look for in
# a good test point.
#
# <!-- ko -->
# ### 자신의 말로 설명하기
#
# 틀린 기울기가 네 개 있습니다. $\frac{\partial f}{\partial x}$ 대신 쓴 $6x$와 $3x^2$, $\frac{\partial f}{\partial y}$ 대신 쓴
# $3x^2y$와 $6x$입니다. 각각이 올바른 기울기와 일치하는 점을 모두 찾으세요. 그런 다음 넷이 모두 틀렸음이 드러나는 점을 하나
# 고르고, 그 점에서의 값이나 이유를 들어 보이세요. 끝으로, 시험할 점을 고를 때 무엇을 살펴야 하는지 설명하세요.

# %% [markdown] explain="why_other_points" points=2
# ### BEGIN SOLUTION
# Set each wrong slope equal to the right one. $6x = 6xy$ where $x = 0$ or $y = 1$; $3x^2 = 6xy$ where $x = 0$ or $x = 2y$;
# $3x^2y = 3x^2$ where $x = 0$ or $y = 1$; $6x = 3x^2$ where $x = 0$ or $x = 2$. The point $(1.5, -2)$ lies on none of these
# lines: there the right slopes are $-18$ and $6.75$, the wrong ones $9$, $6.75$, $-13.5$, $9$. A good test point has no
# coordinate 0 or 1, coordinates that differ from each other and are not simple multiples of each other, and other points
# beside it.
#
# - 1 point: the places of agreement, by equations or by sensible trial, for at least three of the four (½ for two).
# - ½ point: a point that exposes all four, with numbers or a reason.
# - ½ point: a general remark on test points, such as: avoid 0 and 1, take different numbers, take more than one point.
# ### END SOLUTION
#
# <!-- ko -->
# ### BEGIN SOLUTION
# 틀린 기울기를 올바른 기울기와 같다고 놓습니다. $6x = 6xy$는 $x = 0$이거나 $y = 1$일 때, $3x^2 = 6xy$는 $x = 0$이거나
# $x = 2y$일 때, $3x^2y = 3x^2$은 $x = 0$이거나 $y = 1$일 때, $6x = 3x^2$은 $x = 0$이거나 $x = 2$일 때 성립합니다. 점
# $(1.5, -2)$는 이 직선들 위에 있지 않습니다. 그곳에서 올바른 기울기는 $-18$과 $6.75$이고 틀린 것은 $9$, $6.75$, $-13.5$,
# $9$입니다. 시험하기 좋은 점은 좌표가 0이나 1이 아니고, 두 좌표가 서로 다르며 한쪽이 다른 쪽의 간단한 배수도 아닙니다. 한
# 점에서만 시험하지 않고 여러 점에서 시험하는 것도 중요합니다.
#
# - 1점: 넷 가운데 셋 이상에 대해, 일치하는 곳을 방정식을 풀거나 값을 알맞게 넣어 보아 찾음(둘이면 0.5점).
# - 0.5점: 넷이 모두 틀렸음이 드러나는 점을 값이나 이유와 함께 제시함.
# - 0.5점: 시험할 점을 고르는 일반적인 기준을 말함. 예: 0과 1을 피한다, 서로 다른 수를 쓴다, 여러 점을 쓴다.
# ### END SOLUTION

# %% [markdown] name="gradient_text"
# ## The gradient
#
# Put the partial derivatives in a row, in the order of the inputs:
#
# $$\nabla f(x,y) = \left[\frac{\partial f(x,y)}{\partial x}, \frac{\partial f(x,y)}{\partial y}\right]
# = \left[6yx, 3x^2\right]$$
#
# At $(1.5, -2)$ that is $[-18, 6.75]$. One output, so one row; two inputs, so two entries. In NumPy we store it as an
# array of shape `(2,)`. Your `gradient` may call your `dfx` and `dfy`.
#
# <!-- ko -->
# ## 그레이디언트
#
# 편미분을 입력의 순서대로 한 줄에 놓습니다.
#
# $$\nabla f(x,y) = \left[\frac{\partial f(x,y)}{\partial x}, \frac{\partial f(x,y)}{\partial y}\right]
# = \left[6yx, 3x^2\right]$$
#
# $(1.5, -2)$에서는 $[-18, 6.75]$입니다. 출력이 하나이므로 행도 하나이고, 입력이 둘이므로 원소도 둘입니다. NumPy에서는
# 모양이 `(2,)`인 배열로 저장합니다. `gradient` 안에서 앞에서 작성한 `dfx`와 `dfy`를 호출해도 됩니다.

# %% answer="gradient"
def gradient(x, y):

# %% check="gradient"
def _gradient_at(point):
    return gradient(*point)


check_gradient(_gradient_at, lambda point: f(*point), _places, name="gradient")

# %% [markdown] name="field_text"
# ### An arrow at every point
#
# A gradient shows two things at once: **how steep** $f$ is, by its length, and **which way** is up, by its direction.
# In the picture each line joins points of equal height, like the contour lines of a map; the number on it is the height, and
# grey dashes mean a height below 0. Each small arrow is the gradient at the point where the arrow begins. The black arrow
# points in the steepest direction up from your point, and the orange dashes mark the direction in which, to first order,
# the height does not change. Which angle do they make, wherever you put the point?
#
# <!-- ko -->
# ### 점마다 하나씩 그린 화살표
#
# 그레이디언트는 두 가지를 한꺼번에 보여 줍니다. 길이는 $f$가 **얼마나 가파른지**, 방향은 **어느 쪽이 오르막인지** 알려
# 줍니다. 그림의 선은 지도의 등고선(contour line)처럼 높이가 같은 점을 이은 것이고, 선 위의 수가 높이입니다. 회색
# 점선은 높이가 0보다 낮은 곳입니다.
# 작은 화살표는 화살표가 시작하는 점에서의 그레이디언트입니다. 검은 화살표는 고른 점에서 가장 가파르게 올라가는 방향이고,
# 주황색 점선은 일차 근사로는 높이가 변하지 않는 방향입니다. 점을 어디에 놓든 둘이 이루는 각은 얼마입니까?

# %% name="look_field"
x0, y0 = 1.2, -0.8
pictures.field(x0, y0)

# %% [markdown] name="change_text"
# ## When all inputs change at once
#
# When $x$ changes by $dx$, $f$ changes by about $\frac{\partial f}{\partial x}dx$; when $y$ changes by $dy$, by about
# $\frac{\partial f}{\partial y}dy$. When both change a little, the two changes add up:
#
# $$f(x + dx, y + dy) - f(x, y) \approx \frac{\partial f}{\partial x}dx + \frac{\partial f}{\partial y}dy
# = \nabla f \cdot \begin{bmatrix} dx \\ dy \end{bmatrix}$$
#
# This is the dot product of the gradient and the step: a row times a column, and one number comes out.
# At $(1.5, -2)$ the step $(0.01, 0.02)$ gives $-18 \cdot 0.01 + 6.75 \cdot 0.02 = -0.045$. The exact change is
# $-0.043794$. And each line of the slides' table is such a product, with the gradient $[6, 3]$ and a step along one input.
#
# Write `linear_change(gradient, step)` for two vectors of the same length, however many inputs there are. Inside it,
# `gradient` is the vector that is passed in, not your function.
#
# <!-- ko -->
# ## 모든 입력을 함께 바꿀 때
#
# $x$가 $dx$만큼 변하면 $f$는 약 $\frac{\partial f}{\partial x}dx$만큼 변하고, $y$가 $dy$만큼 변하면 약
# $\frac{\partial f}{\partial y}dy$만큼 변합니다. 둘 다 조금 변하면 두 변화가 더해집니다.
#
# $$f(x + dx, y + dy) - f(x, y) \approx \frac{\partial f}{\partial x}dx + \frac{\partial f}{\partial y}dy
# = \nabla f \cdot \begin{bmatrix} dx \\ dy \end{bmatrix}$$
#
# 이것은 그레이디언트와 이동량의 내적(dot product)입니다. 행에 열을 곱하면 수 하나가 나옵니다.
# $(1.5, -2)$에서 $(0.01, 0.02)$만큼 이동하면 $-18 \cdot 0.01 + 6.75 \cdot 0.02 = -0.045$입니다. 정확한 변화량은
# $-0.043794$입니다. 강의 자료에 있는 표의 각 줄도 이런 내적입니다. 그레이디언트가 $[6, 3]$이고 입력 하나만 바꾼 경우입니다.
#
# 길이가 같은 두 벡터를 받아 이 내적을 구하는 `linear_change(gradient, step)`을 작성하세요. 입력의 개수는 정해져 있지
# 않습니다. 함수 안에서 `gradient`는 앞에서 작성한 함수가 아니라 인수로 받은 벡터이고, `step`은 이동량입니다.

# %% answer="linear_change"
def linear_change(gradient, step):

# %% check="linear_change"
for _d in (0.01, 0.001, 0.0001):
    for _step, _change in (([_d, 0], 6 * _d), ([0, _d], 3 * _d)):
        _answer = call(linear_change, np.array([6.0, 3.0]), np.array(_step))
        check_close(f"linear_change([6, 3], {_step})", _answer, _change, tolerance=1e-9)
check_close(
    "linear_change([-18, 6.75], [1e-5, 2e-5])",
    call(linear_change, np.array([-18.0, 6.75]), np.array([1e-5, 2e-5])),
    f(1.5 + 1e-5, -2 + 2e-5) - f(1.5, -2),
    tolerance=1e-8,
)
check_close(
    "linear_change([1, -2, 3], [2, 4, -1])", call(linear_change, np.array([1, -2, 3]), np.array([2, 4, -1])), -9
)

# %% [markdown] name="direction_text"
# ## The slope in any direction
#
# How steep is it if you go neither along $x$ nor along $y$, but in the direction of $(3, 4)$? A slope is the rise per unit
# of distance, and the arrow $(3, 4)$ is $\sqrt{3^2 + 4^2} = 5$ long. So first make it a **unit vector**, of length one:
# $u = (0.6, 0.8)$. **Multiplying the gradient by a unit vector gives a scalar**, and this scalar is the slope in that
# direction, the *directional derivative*:
#
# $$\nabla f \cdot u = \left[6yx, 3x^2\right] \begin{bmatrix} u_1 \\ u_2 \end{bmatrix} = 6yx\,u_1 + 3x^2\,u_2$$
#
# At $(1.5, -2)$ it is $-18 \cdot 0.6 + 6.75 \cdot 0.8 = -5.4$: downhill. The unit vectors $(1, 0)$ and $(0, 1)$ give
# the two partial derivatives back.
#
# The left picture shows the direction of the gradient (black) and a unit vector $u$ (orange) at an angle $\theta$ to the
# $u_1$-axis; the right
# one shows the slope for every $\theta$. Change `theta` to find where the slope is largest, where it is smallest, and where
# it is 0.
#
# <!-- ko -->
# ## 임의의 방향으로 잰 기울기
#
# $x$ 방향도 $y$ 방향도 아닌 $(3, 4)$ 방향으로 가면 얼마나 가파릅니까? 기울기는 거리 *1*만큼 갔을 때 올라간 높이인데,
# 화살표 $(3, 4)$의 길이는 $\sqrt{3^2 + 4^2} = 5$입니다. 그래서 먼저 길이가 1인 **단위 벡터(unit vector)**
# $u = (0.6, 0.8)$로 만듭니다. **그레이디언트에 단위 벡터를 곱하면 스칼라(scalar)가 되고**, 이 스칼라가 그 방향의
# 기울기입니다. 이것을 방향 도함수(directional derivative)라고 합니다.
#
# $$\nabla f \cdot u = \left[6yx, 3x^2\right] \begin{bmatrix} u_1 \\ u_2 \end{bmatrix} = 6yx\,u_1 + 3x^2\,u_2$$
#
# $(1.5, -2)$에서는 $-18 \cdot 0.6 + 6.75 \cdot 0.8 = -5.4$이므로 내리막입니다. 단위 벡터 $(1, 0)$과 $(0, 1)$을 곱하면 두
# 편미분이 다시 나옵니다.
#
# 왼쪽 그림에는 그레이디언트의 방향(검은색)과 단위 벡터 $u$(주황색)가 있고, $u$가 $u_1$축과 이루는 각이 $\theta$입니다.
# 오른쪽 그림은 모든 $\theta$에 대한 기울기입니다. `theta`를 바꾸어 가며 기울기가 가장 큰 곳, 가장 작은 곳, 0인 곳을
# 찾아보세요.

# %% name="look_turn"
x0, y0, theta = 1.5, -2.0, 53.13
pictures.turn(x0, y0, theta)

# %% [markdown] name="directional_text"
# Write `directional_derivative(gradient, direction)` for vectors of any length $n$. The direction may be longer or shorter
# than one: only where it points matters. However short it is, it still points somewhere. A direction of zeros does not, and
# there is no sensible value to return, so raise an error: `raise ValueError("…")`.
#
# `np.linalg.norm(v)` is the length of a vector.
#
# <!-- ko -->
# 벡터의 길이 $n$이 얼마이든 쓸 수 있는 `directional_derivative(gradient, direction)`을 작성하세요. `direction`이라는 화살표는
# 1보다 길 수도 짧을 수도 있지만, 중요한 것은 어느 방향을 가리키는지뿐입니다. 아무리 짧아도 방향은 있습니다. 그러나 원소가
# 모두 0이면 가리키는 방향이 없고 반환할 만한 값도 없습니다. 이때는 `raise ValueError("…")`로 오류를 일으키세요.
#
# `np.linalg.norm(v)`는 벡터의 길이입니다.

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):

# %% check="directional_derivative"
_h = 1e-5
_measured = (f(1.5 + 0.6 * _h, -2 + 0.8 * _h) - f(1.5 - 0.6 * _h, -2 - 0.8 * _h)) / (2 * _h)
for _direction in ([0.6, 0.8], [3, 4], [3e-12, 4e-12]):
    check_close(
        f"directional_derivative([-18, 6.75], {_direction})",
        call(directional_derivative, np.array([-18.0, 6.75]), np.array(_direction)),
        _measured,
    )
check_close(
    "directional_derivative([2, 5, -4], [0, -3, 0])",
    call(directional_derivative, np.array([2, 5, -4]), np.array([0, -3, 0])),
    -5,
)
check_raises(directional_derivative, np.array([-18.0, 6.75]), np.zeros(2))

# %% [markdown] name="steepest_text"
# ## The steepest direction up
#
# In the right picture the slope goes up and down like a cosine, and it is largest where $u$ points along the gradient. So the
# steepest direction up is the gradient's own direction, and the unit vector that points there is what you return:
# for the gradient $[3, 4]$ it is $[0.6, 0.8]$. The slope in that direction is then the gradient's length. A very short
# gradient points somewhere, too: divide by its length exactly, with nothing added to the length.
#
# On a summit, in a hollow, at a saddle, or where $f$ is flat, the gradient is zero: to first order, no direction goes up. For
# $f(x, y) = 3x^2y$ this is so on the whole line $x = 0$. Return zeros there, as many as there are inputs. Training follows
# this arrow backwards, step by step; that is gradient descent, the subject of the sixth notebook.
#
# <!-- ko -->
# ## 가장 가파르게 올라가는 방향
#
# 오른쪽 그림에서 기울기는 코사인처럼 오르내리고, $u$의 방향이 그레이디언트의 방향과 같을 때 가장 큽니다. 그러므로 가장
# 가파르게 올라가는 방향은 그레이디언트 자신의 방향이고, 그 방향을 가리키는 단위 벡터를 반환하면 됩니다. 그레이디언트가
# $[3, 4]$이면 $[0.6, 0.8]$입니다. 이때 그 방향의 기울기는 그레이디언트의 길이와 같습니다. 그레이디언트가 아주 짧아도 방향은
# 있습니다. 길이에 작은 수를 더하지 말고 정확히 그 길이로 나누세요.
#
# 꼭대기, 바닥, 안장점(saddle point), 또는 $f$가 평평한 곳에서는 그레이디언트가 0이므로, 일차 근사로는 올라가는 방향이
# 없습니다. $f(x, y) = 3x^2y$에서는 직선 $x = 0$ 전체가 그렇습니다. 그런 곳에서는 길이가 입력의 개수와 같은 영벡터를
# 반환하세요. 신경망을 학습할 때는 이 방향의 반대쪽으로 한 단계씩 이동합니다. 이것이 경사 하강법(gradient descent)이며 여섯째
# 노트북에서 다룹니다.

# %% answer="steepest_ascent"
def steepest_ascent(gradient):

# %% check="steepest_ascent"
_angles = np.linspace(0, 2 * np.pi, 100_001)
_every_way = np.stack([np.cos(_angles), np.sin(_angles)], axis=1)
_best = _every_way[np.argmax(_every_way @ np.array([-18.0, 6.75]))]
check_close("steepest_ascent([-18, 6.75])", call(steepest_ascent, np.array([-18.0, 6.75])), _best)
check_close("steepest_ascent([1, -2, 2])", call(steepest_ascent, np.array([1, -2, 2])), [1 / 3, -2 / 3, 2 / 3])
check_close("steepest_ascent([0.03, 0.04])", call(steepest_ascent, np.array([0.03, 0.04])), [0.6, 0.8])
check_close("steepest_ascent([3e-9, 4e-9])", call(steepest_ascent, np.array([3e-9, 4e-9])), [0.6, 0.8])
check_close("steepest_ascent([0, 0, 0])", call(steepest_ascent, np.zeros(3)), [0, 0, 0])

# %% [markdown] name="angle_text"
# ### In your own words
#
# For a unit vector $u$ at an angle $\theta$ to the gradient, $\nabla f \cdot u = \|\nabla f\| \cos\theta$. Use this
# formula to explain why no direction is steeper than the gradient's own, which direction goes down the fastest and why, and
# why the gradient is at a right angle to the contour line.
#
# <!-- ko -->
# ### 자신의 말로 설명하기
#
# 그레이디언트와 각 $\theta$를 이루는 단위 벡터 $u$에 대해 $\nabla f \cdot u = \|\nabla f\| \cos\theta$입니다. 이 식을
# 써서 그레이디언트 자신의 방향보다 가파른 방향이 왜 없는지, 가장 빨리 내려가는 방향은 어느 쪽이고 왜 그런지, 그레이디언트가
# 왜 등고선과 수직인지 설명하세요.

# %% [markdown] explain="why_steepest" points=2
# ### BEGIN SOLUTION
# The length $\|\nabla f\|$ is the same for every $u$; only $\cos\theta$ depends on the direction. It is at most 1, and 1 only
# for $\theta = 0$, where $u$ points along the gradient: there the slope is $\|\nabla f\|$, and nowhere more. It is at least
# $-1$, for $\theta = 180°$: straight against the gradient the function falls the fastest, with slope $-\|\nabla f\|$.
# Along a contour line the height does not change, so the slope is 0. If the gradient is not zero, that needs
# $\cos\theta = 0$, which is a right angle.
#
# - 1 point: the largest slope, from $\cos\theta \le 1$ with equality at $\theta = 0$ (½ where only the result is named).
# - ½ point: the steepest way down is opposite, from $\cos\theta = -1$.
# - ½ point: height constant along the contour, hence slope 0, hence a right angle.
# ### END SOLUTION
#
# <!-- ko -->
# ### BEGIN SOLUTION
# 길이 $\|\nabla f\|$는 모든 $u$에 대해 같고, 방향에 따라 달라지는 것은 $\cos\theta$뿐입니다. 코사인은 1을 넘지 않고
# $\theta = 0$일 때만, 곧 $u$가 그레이디언트의 방향일 때만 1입니다. 그때 기울기는 $\|\nabla f\|$이고 더 큰 방향은 없습니다.
# 코사인의 최솟값은 $\theta = 180°$일 때의 $-1$이므로, 그레이디언트의 정반대 방향에서 기울기가 $-\|\nabla f\|$로 가장 빨리
# 내려갑니다. 등고선을 따라가면 높이가 변하지 않으므로 기울기는 0입니다. 그레이디언트가 0이 아니라면 $\cos\theta = 0$이어야
# 하고, 이것은 직각이라는 뜻입니다.
#
# - 1점: $\cos\theta \le 1$이고 $\theta = 0$에서 등호가 성립함을 써서 기울기의 최댓값을 설명함(결과만 말하면 0.5점).
# - 0.5점: $\cos\theta = -1$에서 가장 가파른 내리막이 반대 방향임을 설명함.
# - 0.5점: 등고선을 따라 높이가 일정하므로 기울기가 0이고, 따라서 직각임을 설명함.
# ### END SOLUTION

# %% [markdown] name="numerical_text"
# ## Measure a gradient
#
# A gradient can be measured like a slope: one input at a time. For input number $i$, take a point on either side of
# $\mathbf{x}$, changed by $h$ in that input alone, and leave all other inputs where they are:
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(\mathbf{x} + h\,\mathbf{e}_i) - f(\mathbf{x} - h\,\mathbf{e}_i)}{2h}$$
#
# Here $\mathbf{e}_i$ has a 1 at place $i$ and zeros elsewhere: row $i$ of `np.eye(n)`. For $f(x, y) = x^3y$ at
# $(1.5, -2)$ with $h = 0.25$, the first entry is $\frac{1.75^3(-2) - 1.25^3(-2)}{0.5} = -13.625$, and the second
# is $1.5^3 = 3.375$.
#
# Now `f` takes one array, and so does `numerical_gradient(f, x, h)`: $n$ inputs come in, $n$ slopes come out. Two things to
# watch. First, `x` must be exactly as it was when you are done: adding $h$, then subtracting it again, may leave a rounding
# error, so work on a copy. Second, `x` may hold integers. An integer array cannot keep $2.00001$: what is stored in it is
# cut to $2$, and an array made by `np.zeros_like(x)` is such an array too.
#
# <!-- ko -->
# ## 그레이디언트 측정하기
#
# 그레이디언트도 기울기처럼 측정할 수 있습니다. 입력을 한 번에 하나씩만 바꾸며 잽니다. $i$번째 입력만 $h$만큼 키운 점과 줄인
# 점을 잡고, 나머지 입력은 모두 그대로 둡니다.
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(\mathbf{x} + h\,\mathbf{e}_i) - f(\mathbf{x} - h\,\mathbf{e}_i)}{2h}$$
#
# $\mathbf{e}_i$는 $i$번째 원소만 1이고 나머지는 0인 벡터로 `np.eye(n)`의 $i$번째 행입니다. $f(x, y) = x^3y$,
# 점 $(1.5, -2)$, $h = 0.25$이면 첫째 원소는 $\frac{1.75^3(-2) - 1.25^3(-2)}{0.5} = -13.625$이고 둘째 원소는
# $1.5^3 = 3.375$입니다.
#
# 이제 `f`는 모든 입력을 배열 하나로 받고, `numerical_gradient(f, x, h)`의 `x`도 배열입니다. 입력이 $n$개이면 기울기도 $n$개를
# 반환합니다. 두 가지를 주의하세요. 첫째, 함수가 끝났을 때 `x`는 처음과 정확히 같아야 합니다. $h$를 더했다가 다시 빼면 반올림
# 오차가 남을 수 있으므로 복사본으로 계산하세요. 둘째, `x`는 정수 배열일 수도 있습니다. 정수 배열에는 $2.00001$을 담을 수
# 없어서 저장하면 $2$로 잘립니다. 이때 `np.zeros_like(x)`로 만든 배열도 정수 배열입니다.

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):

# %% check="numerical_gradient"
check_close(
    "numerical_gradient(x**3 * y, [1.5, -2], h=0.25)",
    call(numerical_gradient, lambda v: v[0] ** 3 * v[1], np.array([1.5, -2.0]), h=0.25),
    [-13.625, 3.375],
)
check_close(
    "numerical_gradient(3 * x**2 * y, [3, -2])", call(numerical_gradient, lambda v: f(*v), np.array([3, -2])), [-36, 27]
)
check_close(
    "numerical_gradient(x**3 * y, [3, -2], h=0.25)",
    call(numerical_gradient, lambda v: v[0] ** 3 * v[1], np.array([3, -2]), h=0.25),
    [-54.125, 27],
)
check_close(
    "numerical_gradient(v @ v, [1, -2, 0.5])",
    call(numerical_gradient, lambda v: v @ v, np.array([1.0, -2.0, 0.5])),
    [2, -4, 1],
)

# %% [markdown] name="step_text"
# ### Which step is best?
#
# Why is $h = 10^{-5}$ the usual step, and not something far smaller? The picture measures the slope of $\sin x$ with steps from
# $0.1$ down to $10^{-14}$, once from both sides (blue) and once forward only (orange),
# $\frac{f(x + h) - f(x)}{h}$, and draws how far each result is from the true slope. Both axes count powers of ten.
#
# Read each curve from right to left. At first a smaller step helps: the forward error shrinks like $h$, the central one like
# $h^2$. Then it grows again. A number has about 16 digits; $f(x + h)$ and $f(x - h)$ agree in more and more of them, and what the
# subtraction leaves over is rounding, divided by a tiny $2h$. Change `x0`. Where does each curve turn, and how small does
# the error get there?
#
# <!-- ko -->
# ### 어떤 간격이 가장 좋습니까?
#
# 간격을 훨씬 더 작게 하지 않고 보통 $h = 10^{-5}$으로 하는 까닭은 무엇입니까? 그림은 $0.1$부터 $10^{-14}$까지의 간격으로
# $\sin x$의 기울기를 잽니다. 파란색은 양쪽에서 잰 값이고 주황색은 앞쪽으로만 잰 값, 곧 $\frac{f(x + h) - f(x)}{h}$입니다.
# 세로축은 잰 값이 정확한 기울기와 얼마나 다른지를 나타냅니다. 두 축의 눈금은 모두 10의 거듭제곱입니다.
#
# 두 곡선을 오른쪽에서 왼쪽으로 읽어 보세요. 처음에는 간격을 줄일수록 좋아집니다. 앞쪽으로만 잰 오차는 $h$에, 양쪽에서 잰
# 오차는 $h^2$에 비례하여 줄어듭니다. 그러다가 다시 커집니다. 컴퓨터의 수는 유효 숫자가 16자리쯤입니다. $h$가 작아지면
# $f(x + h)$와 $f(x - h)$는 점점 더 많은 자리까지 같아지고, 빼고 나면 반올림 오차만 남는데 이것을 아주 작은 $2h$로 나누게
# 됩니다. `x0`을 바꾸어 보세요. 두 곡선은 각각 어디에서 내려가다가 다시 올라가고, 그때 오차는 얼마나 작습니까?

# %% name="look_step"
x0 = 1.0
pictures.step_errors(x0)

# %% [markdown] name="relative_text"
# ## Do two gradients agree?
#
# From now on you will derive gradients by hand, and measure them to see whether you were right. The two never agree to the last
# digit. Is a difference of $0.01$ much? Beside slopes of $1000$ it is nothing; beside a slope of $0.02$ it is half of
# it. So divide each difference by the size of the two numbers:
#
# $$\frac{|a_i - n_i|}{\max(|a_i| + |n_i|,\ 10^{-8})}$$
#
# Here $a_i$ is an entry of the analytic gradient (your formula) and $n_i$ the same entry of the numeric one (measured). It is 0
# where they are equal and never more than 1, and the $10^{-8}$ is for two entries that are both 0. One wrong entry is
# enough to be wrong, so the **relative error** of the whole gradient is the **largest** of these numbers. For
# $a = [6, -2]$ and $n = [6, -3]$ the entries give $0$ and $\frac{1}{5}$: together $0.2$.
#
# Write `relative_error(analytic, numeric)` for two vectors of the same length; it returns one number.
#
# <!-- ko -->
# ## 두 그레이디언트가 일치합니까?
#
# 앞으로는 그레이디언트를 손으로 유도하고, 맞게 유도했는지 측정해서 확인합니다. 두 값이 마지막 자리까지 같은 경우는 없습니다.
# 그렇다면 $0.01$은 큰 차이입니까? 기울기가 $1000$이면 없는 것이나 마찬가지이지만, 기울기가 $0.02$이면 그 절반이나 됩니다.
# 그래서 차이를 두 수의 크기로 나눕니다.
#
# $$\frac{|a_i - n_i|}{\max(|a_i| + |n_i|,\ 10^{-8})}$$
#
# $a_i$는 식으로 구한(analytic) 그레이디언트의 원소이고 $n_i$는 측정한(numeric) 그레이디언트의 같은 자리 원소입니다. 두 수가
# 같으면 0이고 1보다 커지지 않습니다. $10^{-8}$은 두 원소가 모두 0일 때 0으로 나누지 않으려고 둔 값입니다. 원소 하나만 틀려도
# 틀린 그레이디언트이므로, 이 값들 가운데 **가장 큰 값**을 그레이디언트 전체의 **상대 오차(relative error)**로 합니다.
# $a = [6, -2]$이고 $n = [6, -3]$이면 원소마다 $0$과 $\frac{1}{5}$이 나오므로 상대 오차는 $0.2$입니다.
#
# 길이가 같은 두 벡터에 대해 수 하나를 반환하는 `relative_error(analytic, numeric)`을 작성하세요.

# %% answer="relative_error"
def relative_error(analytic, numeric):

# %% check="relative_error"
for _analytic, _numeric, _error in (
    ([2.0, 4.0], [1.0, 2.0], 1 / 3),
    ([-18.0, 6.75], [-18.0, 6.75], 0),
    ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 0),
    ([1.0, -3.0, 2.0], [1.0, 3.0, 2.0], 1),
    ([0.001, 1000.0], [0.002, 1000.0], 1 / 3),
    ([3e-9], [1e-9], 0.2),
):
    _answer = call(relative_error, np.array(_analytic), np.array(_numeric))
    check_close(f"relative_error({_analytic}, {_numeric})", _answer, _error)

# %% [markdown] name="suspects_text"
# ## Find the wrong gradients
#
# Now check gradients as you would check your own. Somebody says that $[6x, 3x^2]$ is the gradient of $3x^2y$. At $(1, 1)$ it gives
# $[6, 3]$, and $[6, 3]$ is measured: a relative error of $0$. At $(1.5, -2)$ it gives $[9, 6.75]$, but
# $[-18, 6.75]$ is measured: $\frac{27}{27} = 1$. **One place where a gradient is wrong makes it wrong**, however many places
# there are where it happens to be right.
#
# Write `suspects(f, gradients, points)`. Here `f` takes one array, as above, `gradients` is a list of functions of such an
# array, each of which claims to be the gradient of `f`, and each row of the array `points` is one point. Return a list of the
# positions, counted from 0, of those that are wrong, each once: their relative error to what you measure is larger than $10^{-4}$
# at one point or more. If all are right, the list is empty. Your `numerical_gradient` and `relative_error` do most of the work.
#
# <!-- ko -->
# ## 틀린 그레이디언트 찾기
#
# 이제 직접 유도한 그레이디언트를 검사하듯이 남의 그레이디언트를 검사합니다. 누군가 $3x^2y$의 그레이디언트가 $[6x, 3x^2]$이라고
# 합니다. $(1, 1)$에서는 $[6, 3]$이고 측정한 값도 $[6, 3]$이므로 상대 오차는 $0$입니다. $(1.5, -2)$에서는 $[9, 6.75]$인데 측정한
# 값은 $[-18, 6.75]$이므로 상대 오차가 $\frac{27}{27} = 1$입니다. 우연히 맞는 점이 아무리 많아도 **한 점에서 틀리면 틀린
# 그레이디언트입니다.**
#
# `suspects(f, gradients, points)`를 작성하세요. `f`는 앞에서처럼 배열 하나를 받습니다. `gradients`는 `f`의 그레이디언트라고
# 하는 함수들의 리스트이고, 이 함수들도 같은 배열을 받습니다. 배열 `points`는 행마다 점 하나입니다. 틀린 함수의 번호를 한
# 번씩만 리스트에 담아 반환하세요. 번호는 0부터 셉니다. 한 점에서라도 측정한 값과의 상대 오차가 $10^{-4}$보다 크면 틀린
# 함수입니다. 모두 맞으면 빈 리스트를 반환합니다. 대부분의 계산은 앞에서 작성한 `numerical_gradient`와 `relative_error`로 할
# 수 있습니다.

# %% answer="suspects"
def suspects(f, gradients, points):

# %% check="suspects"
def _claimed_right(v):
    return np.array([v[1] ** 2, 2 * v[0] * v[1]])


def _claimed_at_one(v):
    return np.array([v[1], 2 * v[0]])


def _claimed_for_positive(v):
    return np.array([v[1] ** 2, 2 * abs(v[0]) * v[1]])


def _claimed_half(v):
    return _claimed_right(v) / 2


def _claimed_swapped(v):
    return _claimed_right(v)[::-1]


_claims = [_claimed_right, _claimed_at_one, _claimed_for_positive, _claimed_half, _claimed_swapped]
_points = np.array([[1.0, 1.0], [1.5, -2.0], [-0.7, 3.0]])
check_suspects(suspects, lambda v: v[0] * v[1] ** 2, _claims, _points)
check_suspects(suspects, lambda v: v[0] * v[1] ** 2, _claims, _points[::-1])
check_suspects(suspects, lambda v: 1e-6 * v[0] * v[1] ** 2, [lambda v: 1e-6 * _claimed_half(v)], _points)
check_suspects(suspects, lambda v: 1e9 * v[0] * v[1] ** 2, [lambda v: 1e9 * _claimed_right(v)], _points)

# %% [markdown] name="end"
# ## Where this leads
#
# One output has one gradient, one row. With several outputs there are several rows, one under the other: next comes the
# Jacobian matrix.
#
# <!-- ko -->
# ## 다음 이야기
#
# 출력이 하나이면 그레이디언트도 하나, 행도 하나입니다. 출력이 여럿이면 출력마다 행이 하나씩 생기고, 이 행들을 위에서 아래로
# 쌓습니다. 다음에는 이렇게 만든 야코비 행렬(Jacobian matrix)을 배웁니다.

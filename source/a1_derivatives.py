# %% [markdown] name="title"
# # 1 · Derivatives: the rules, and what they are for
#
# A derivative answers one question: **if I nudge the input a little, how much does the output move?**
# Training a neural network asks that question millions of times. Here you answer it by hand, for functions of one
# number, and let the computer check you.
#
# In each answer cell, replace the line `raise NotImplementedError()` by your own code and run the cell.
# The check below it then compares your answer with the slope it *measures* on the function itself.
# The button *Validate* above the notebook runs all checks at once. After you submit, further tests look at other inputs.
#
# Your functions receive a number or a NumPy array `x`, positive or negative, and leave what they receive as it is.
# Write `x**2`, not `x^2`. The notebook takes about two hours.
#
# <!-- ko -->
# # 1 · 미분(derivative): 법칙과 쓰임
#
# 도함수는 한 가지 질문에서 출발합니다. **입력을 조금 바꾸면 출력은 얼마나 변합니까?**
# 신경망을 학습시킬 때는 이 질문의 답을 수백만 번 구합니다. 여기서는 변수가 하나인 함수를 손으로 미분하고, 컴퓨터로
# 확인합니다.
#
# 답을 쓰는 셀마다 `raise NotImplementedError()` 줄을 지우고 코드를 쓴 다음 셀을 실행하세요.
# 바로 아래의 확인 셀은 여러분의 답을, 함수에서 직접 *측정한* 기울기와 비교합니다.
# 노트북 위의 *Validate* 단추를 누르면 모든 확인 셀이 한꺼번에 실행됩니다. 제출한 뒤에는 다른 입력으로도 채점합니다.
#
# 함수는 수 하나 또는 NumPy 배열 `x`를 받습니다. 값은 양수일 수도, 음수일 수도 있습니다. 받은 값은 바꾸지 말고 그대로 두세요.
# 거듭제곱은 `x^2`가 아니라 `x**2`로 씁니다. 이 노트북을 푸는 데는 두 시간쯤 걸립니다.

# %% name="setup" locked=true
import numpy as np
import sympy

import pictures
from checks import call, check_close, check_derivative, check_expressions, check_rule, check_tangent, show_expressions

# %% [markdown] name="slope"
# ## A slope, measured
#
# Take two points close to each other on the curve. Rise over run gives the slope between them:
#
# $$\text{slope} \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# As $h$ shrinks, the slope approaches one number: the derivative $\frac{df}{dx}$ at $x$.
# In the picture the blue curve is $f(x) = x^3$. Each orange line goes through the two points at $x_0 - h$ and
# $x_0 + h$; for $h = 1$, $0.5$ and $0.25$ its slope is 4, 3.25 and 3.062. The green line is the **tangent** at
# $x_0 = 1$: the straight line that touches the curve there and has the same slope, 3. Change `x0` or `steps` and run
# the cell again.
#
# <!-- ko -->
# ## 측정한 기울기(slope)
#
# 곡선 위에서 가까운 두 점을 잡습니다. 세로로 변한 양을 가로로 변한 양으로 나누면 두 점을 잇는 직선의 기울기가 됩니다.
#
# $$\text{slope} \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# $h$를 0에 가깝게 줄이면 이 기울기는 일정한 값에 가까워집니다. 그 값이 $x$에서의 미분값(미분계수) $\frac{df}{dx}$입니다.
# 그림에서 파란 곡선은 $f(x) = x^3$입니다. 주황 직선은 각각 $x_0 - h$와 $x_0 + h$에 있는 곡선 위의 두 점을 지나며, $h$가 1,
# 0.5, 0.25일 때 기울기는 4, 3.25, 3.062입니다. 초록 직선은 $x_0 = 1$에서의 **접선**(tangent)입니다. 접선은 그 점에서 곡선에
# 닿는 직선이고, 기울기도 곡선과 같은 3입니다. `x0`나 `steps`를 바꾸고 셀을 다시 실행해 보세요.

# %% name="look_tangent"
x0, steps = 1.0, (1, 0.5, 0.25)
pictures.secants(lambda x: x**3, x0, steps)

# %% [markdown] name="rules"
# ## The rules
#
# Nobody wants to measure every slope by hand. A few rules give the derivative of every formula in this course:
#
# | rule | function | derivative | example |
# |---|---|---|---|
# | constant | $c$ | $0$ | $\frac{d}{dx}99 = 0$ |
# | multiplication by a constant | $cf$ | $c\frac{df}{dx}$ | $\frac{d}{dx}3x = 3$ |
# | power | $x^n$ | $nx^{n-1}$ | $\frac{d}{dx}x^3 = 3x^2$ |
# | sum | $f + g$ | $\frac{df}{dx} + \frac{dg}{dx}$ | $\frac{d}{dx}(x^2 + 3x) = 2x + 3$ |
# | difference | $f - g$ | $\frac{df}{dx} - \frac{dg}{dx}$ | $\frac{d}{dx}(x^2 - 3x) = 2x - 3$ |
# | product | $fg$ | $f\frac{dg}{dx} + \frac{df}{dx}g$ | $\frac{d}{dx}x^2x = x^2 + x \cdot 2x = 3x^2$ |
# | chain | $f(g(x))$ | $\frac{df(u)}{du}\frac{du}{dx}$, with $u = g(x)$ | $\frac{d}{dx}\ln(x^2) = \frac{1}{x^2}2x = \frac{2}{x}$ |
#
# The questions that follow turn these examples into code. If one is harder than it looks, read its check.
# Write the rule, not a small step: a difference quotient is only near, far from 0 not even that, and keeps a quarter of
# the points.
#
# <!-- ko -->
# ## 미분 법칙
#
# 기울기를 매번 직접 재려면 번거롭습니다. 법칙 몇 가지만 알면 이 과목에 나오는 식을 모두 미분할 수 있습니다.
#
# | 법칙 | 함수 | 도함수 | 예 |
# |---|---|---|---|
# | 상수(constant) | $c$ | $0$ | $\frac{d}{dx}99 = 0$ |
# | 상수배(multiplication by a constant) | $cf$ | $c\frac{df}{dx}$ | $\frac{d}{dx}3x = 3$ |
# | 거듭제곱(power) | $x^n$ | $nx^{n-1}$ | $\frac{d}{dx}x^3 = 3x^2$ |
# | 합(sum) | $f + g$ | $\frac{df}{dx} + \frac{dg}{dx}$ | $\frac{d}{dx}(x^2 + 3x) = 2x + 3$ |
# | 차(difference) | $f - g$ | $\frac{df}{dx} - \frac{dg}{dx}$ | $\frac{d}{dx}(x^2 - 3x) = 2x - 3$ |
# | 곱(product) | $fg$ | $f\frac{dg}{dx} + \frac{df}{dx}g$ | $\frac{d}{dx}x^2x = x^2 + x \cdot 2x = 3x^2$ |
# | 연쇄(chain) | $f(g(x))$ | $\frac{df(u)}{du}\frac{du}{dx}$, 여기서 $u = g(x)$ | $\frac{d}{dx}\ln(x^2) = \frac{1}{x^2}2x = \frac{2}{x}$ |
#
# 이어지는 문제에서는 표의 예를 하나씩 코드로 옮깁니다. 막히면 확인 셀을 읽어 보세요.
# 작은 간격으로 기울기를 재지 말고 법칙을 코드로 쓰세요. 차분으로 구한 값은 근삿값일 뿐이고, 0에서 멀어지면 그마저도 정확하지
# 않습니다. 그런 답은 점수를 4분의 1만 받습니다.

# %% [markdown] name="constant_text"
# ### Constant
# The graph of $f(x) = 99$ is a flat line. Return its derivative at `x`.
#
# <!-- ko -->
# ### 상수
# $f(x) = 99$의 그래프는 수평선입니다. `x`에서의 미분값을 반환하세요.

# %% answer="constant_derivative"
def constant_derivative(x):

# %% check="constant_derivative"
check_rule(constant_derivative, lambda x: 99.0)

# %% [markdown] name="multiple_text"
# ### Multiplication by a constant
# A constant factor stretches the graph, and its slope with it. Return the derivative of $3x$.
#
# <!-- ko -->
# ### 상수배
# 상수를 곱하면 그래프가 위아래로 늘어나고, 기울기도 그만큼 커집니다. $3x$의 미분값을 반환하세요.

# %% answer="multiple_derivative"
def multiple_derivative(x):

# %% check="multiple_derivative"
check_rule(multiple_derivative, lambda x: 3 * x)

# %% [markdown] name="power_text"
# ### Power
# The exponent comes down in front, and is then one less. Return the derivative of $x^3$.
#
# <!-- ko -->
# ### 거듭제곱
# 지수를 앞으로 내려 곱하고, 지수에서는 1을 뺍니다. $x^3$의 미분값을 반환하세요.

# %% answer="power_derivative"
def power_derivative(x):

# %% check="power_derivative"
check_rule(power_derivative, lambda x: x**3)

# %% [markdown] name="sum_text"
# ### Sum and difference
# The terms of a sum change independently: differentiate each one alone and keep the sign between them.
# Return the derivatives of $x^2 + 3x$ and of $x^2 - 3x$.
#
# <!-- ko -->
# ### 합과 차
# 합의 각 항은 서로 관계없이 변합니다. 항마다 따로 미분하고, 항 사이의 부호는 그대로 둡니다.
# $x^2 + 3x$와 $x^2 - 3x$의 미분값을 각각 반환하세요.

# %% answer="sum_derivative"
def sum_derivative(x):

# %% check="sum_derivative"
check_rule(sum_derivative, lambda x: x**2 + 3 * x)

# %% answer="difference_derivative"
def difference_derivative(x):

# %% check="difference_derivative"
check_rule(difference_derivative, lambda x: x**2 - 3 * x)

# %% [markdown] name="product_text"
# ### Product
# A product changes for two reasons, since either factor may change. Each takes a turn changing while the other
# stays still, and the two contributions add up:
#
# $$\frac{d}{dx}(fg) = f\frac{dg}{dx} + \frac{df}{dx}g$$
#
# The picture shows $f \cdot g$ as an area. When both sides grow by a little, two strips are added.
# The corner, of area $df\,dg$, is so small that it can be neglected.
#
# Return the derivative of $x^2 \cdot x$.
#
# <!-- ko -->
# ### 곱
# 곱은 두 인수 가운데 하나만 변해도 변합니다. 한 인수를 고정하고 다른 인수를 바꾸었을 때의 변화를 각각 구해 더합니다.
#
# $$\frac{d}{dx}(fg) = f\frac{dg}{dx} + \frac{df}{dx}g$$
#
# 그림에서 $f \cdot g$는 직사각형의 넓이입니다. 두 변이 조금씩 늘어나면 띠 두 개만큼 넓어집니다.
# 귀퉁이의 넓이 $df\,dg$는 아주 작아 무시할 수 있습니다.
#
# $x^2 \cdot x$의 미분값을 반환하세요.

# %% name="look_product"
f_side, g_side, df_side, dg_side = 3.0, 2.0, 0.3, 0.25
pictures.product(f_side, g_side, df_side, dg_side)

# %% answer="product_derivative"
def product_derivative(x):

# %% check="product_derivative"
check_rule(product_derivative, lambda x: x**2 * x)

# %% [markdown] name="chain_text"
# ### Chain
# In $\ln(x^2)$ one function is inside another. Give the inside a name, $u = x^2$. When $x$ changes a little, $u$ changes
# $2x$ times as much as $x$, and $\ln(u)$ changes $\frac{1}{u}$ times as much as $u$. Rates of change multiply.
#
# Return the derivative of $\ln(x^2)$. It exists for negative `x` too, because the square is positive.
#
# <!-- ko -->
# ### 연쇄
# $\ln(x^2)$에서는 한 함수가 다른 함수 안에 들어 있습니다. 안쪽을 $u = x^2$이라고 둡니다. $x$가 조금 변하면 $u$는 그
# 변화량의 $2x$배만큼, $\ln u$는 $u$의 변화량의 $\frac{1}{u}$배만큼 변합니다. 그래서 변화율은 서로 곱해집니다.
#
# $\ln(x^2)$의 미분값을 반환하세요. 제곱하면 양수가 되므로 `x`가 음수일 때도 미분할 수 있습니다.

# %% answer="chain_derivative"
def chain_derivative(x):

# %% check="chain_derivative"
check_rule(chain_derivative, lambda x: np.log(x**2))

# %% [markdown] name="together_text"
# ### Several rules at once
# The slides work this one out step by step:
#
# $$\frac{d}{dx}9(x+x^2) = 9\frac{d}{dx}(x+x^2) = 9\left(\frac{d}{dx}x + \frac{d}{dx}x^2\right) = 9(1+2x) = 9+18x$$
#
# Say which rule justifies each equals sign. `f` is given below; write its derivative `df`. We use both further down.
#
# <!-- ko -->
# ### 여러 법칙을 함께 쓰기
# 강의 자료에서는 다음과 같이 한 단계씩 계산합니다.
#
# $$\frac{d}{dx}9(x+x^2) = 9\frac{d}{dx}(x+x^2) = 9\left(\frac{d}{dx}x + \frac{d}{dx}x^2\right) = 9(1+2x) = 9+18x$$
#
# 등호마다 어떤 법칙을 썼는지 말해 보세요. 아래에 `f`가 있습니다. 그 도함수 `df`를 작성하세요. 둘 다 뒤에서 다시 씁니다.

# %% name="f" locked=true
def f(x):
    return 9 * (x + x * x)

# %% answer="df"
def df(x):

# %% check="df"
check_rule(df, f)

# %% [markdown] name="functions_text"
# ## Rules that make functions
#
# A rule works for *any* functions. So let a rule be a function that takes functions and returns a function:
# `product_rule` receives $f$, its derivative, $g$ and its derivative, and returns the derivative of $f \cdot g$ as
# something that can be called later, at any `x`. In Python, a function inside a function, or a `lambda`, does that:
#
# ```python
# def plus_one(f):
#     return lambda x: f(x) + 1
# ```
#
# `chain_rule` receives the outer derivative, $g$ and its derivative, and returns the derivative of $f(g(x))$.
# Ask yourself: at which number must the outer derivative be taken?
#
# <!-- ko -->
# ## 함수를 만드는 법칙
#
# 법칙은 *어떤* 함수에나 쓸 수 있습니다. 그래서 법칙 자체를, 함수를 받아 함수를 반환하는 함수로 만들어 봅니다.
# `product_rule`은 $f$와 그 도함수, $g$와 그 도함수를 받아 $f \cdot g$의 도함수를 반환합니다. 반환된 함수는 나중에 어떤
# `x`로든 호출할 수 있습니다. Python에서는 함수 안에 정의한 함수나 `lambda`로 만듭니다.
#
# ```python
# def plus_one(f):
#     return lambda x: f(x) + 1
# ```
#
# `chain_rule`은 바깥 함수의 도함수와 $g$, 그리고 $g$의 도함수를 받아 $f(g(x))$의 도함수를 반환합니다.
# 바깥 함수의 도함수는 어떤 값에서 계산해야 하는지 생각해 보세요.

# %% answer="product_rule"
def product_rule(f, df, g, dg):

# %% check="product_rule"
check_derivative(
    call(product_rule, np.sin, np.cos, np.exp, np.exp),
    lambda x: np.sin(x) * np.exp(x),
    name="product_rule(sin, cos, exp, exp)",
)
check_rule(
    call(product_rule, lambda x: x**2, lambda x: 2 * x, lambda x: x, lambda x: 1.0),
    lambda x: x**2 * x,
    name="product_rule(x**2, 2*x, x, 1)",
)

# %% answer="chain_rule"
def chain_rule(df, g, dg):

# %% check="chain_rule"
check_derivative(
    call(chain_rule, np.cos, lambda x: x**2, lambda x: 2 * x), lambda x: np.sin(x**2), name="chain_rule(cos, x**2, 2*x)"
)
check_rule(
    call(chain_rule, lambda u: 2 * u, lambda x: 3 * x, lambda x: 3.0),
    lambda x: (3 * x) ** 2,
    name="chain_rule(2*u, 3*x, 3)",
)

# %% [markdown] name="approximation_text"
# ## What a derivative is for
#
# Close to a point, a curve looks like its tangent. So a hard function may be replaced by a straight line:
#
# $$f(x_0 + dx) \approx f(x_0) + f'(x_0)\,dx$$
#
# Start at the known height $f(x_0)$ and follow the tangent for a step $dx$: this is the *linear approximation*.
# Write it for any `f`, `df`, `x0`, `dx`.
#
# <!-- ko -->
# ## 도함수의 쓰임
#
# 한 점의 바로 근처에서는 곡선이 접선과 거의 같습니다. 그래서 복잡한 함수를 직선으로 대신할 수 있습니다.
#
# $$f(x_0 + dx) \approx f(x_0) + f'(x_0)\,dx$$
#
# 값을 아는 점 $x_0$에서 출발해 접선을 따라 $dx$만큼 이동합니다. 이것을 **선형 근사**(linear approximation)라고 합니다.
# 임의의 `f`, `df`, `x0`, `dx`에 대해 선형 근삿값을 구하는 함수를 작성하세요.

# %% answer="linear_approximation"
def linear_approximation(f, df, x0, dx):

# %% check="linear_approximation"
check_tangent(linear_approximation, np.exp, np.exp, 0.5)
check_close(
    "linear_approximation(f, df, 1, 0.01)",
    call(linear_approximation, f, lambda x: 9 + 18 * x, 1, 0.01),
    18.27,
    tolerance=1e-9,
)

# %% [markdown] name="error_text"
# ### How good is it?
#
# With $f(x) = 9(x + x^2)$ at $x_0 = 1$, the slides compare exact values with the tangent's:
#
# | $dx$ | $f(1 + dx)$ | $f'(1)\,dx$ | $f(1) + f'(1)\,dx$ |
# |---|---|---|---|
# | 0.01 | 18.2709 | 0.27 | 18.27 |
# | 0.001 | 18.027009 | 0.027 | 18.027 |
# | 0.0001 | 18.00270009 | 0.0027 | 18.0027 |
#
# In the last row the two differ by 0.00000009: too little to see, but not 0. So compute it.
# Return, for each `dx` in `steps` (a list or an array, of either sign), the distance between `f(x0 + dx)` and its
# linear approximation: an array as long as `steps`, with no negative entry. The check compares your distances with the
# differences between columns 2 and 4, and with $4 - 3x^2$, where the distance is $3\,dx^2$ at any point.
#
# <!-- ko -->
# ### 얼마나 정확합니까?
#
# 강의 자료에서는 $f(x) = 9(x + x^2)$, $x_0 = 1$에 대해 정확한 값과 접선의 값을 비교합니다.
#
# | $dx$ | $f(1 + dx)$ | $f'(1)\,dx$ | $f(1) + f'(1)\,dx$ |
# |---|---|---|---|
# | 0.01 | 18.2709 | 0.27 | 18.27 |
# | 0.001 | 18.027009 | 0.027 | 18.027 |
# | 0.0001 | 18.00270009 | 0.0027 | 18.0027 |
#
# 마지막 줄에서 정확한 값과 접선의 값은 0.00000009만큼 다릅니다. 그림에서는 보이지 않을 만큼 작지만 0은 아니므로 계산해
# 봅니다. `steps`(리스트나 배열, 값은 양수일 수도 음수일 수도 있음)의 각 `dx`에 대해 `f(x0 + dx)`와 선형 근사 사이의 거리를
# 구하세요. `steps`와 길이가 같고 음수가 없는 배열을 반환합니다. 확인 셀은 결과를 표의 둘째 열과 넷째 열의 차이와 비교하고,
# 오차가 어느 점에서나 $3\,dx^2$인 함수 $4 - 3x^2$으로도 시험합니다.

# %% answer="approximation_error"
def approximation_error(f, df, x0, steps):

# %% check="approximation_error"
check_close(
    "approximation_error",
    call(approximation_error, f, lambda x: 9 + 18 * x, 1, [0.01, 0.001, 0.0001]),
    [9e-4, 9e-6, 9e-8],
    tolerance=1e-9,
)
check_close(
    "approximation_error(4 - 3*x**2)",
    call(approximation_error, lambda x: 4 - 3 * x**2, lambda x: -6 * x, 0.7, [0.5, -0.25, 1.0]),
    [0.75, 0.1875, 3.0],
)
check_close(
    "approximation_error(x**3)",
    call(approximation_error, lambda x: x**3, lambda x: 3 * x**2, 1.0, [0.5, -0.5]),
    [0.875, 0.625],
)

# %% [markdown] name="shrinking_text"
# ### Half the step, a quarter of the error
#
# The error consists of a multiple of $dx^2$ and smaller terms. That is why it shrinks to a quarter when $dx$ is halved,
# and to a hundredth when $dx$ is a tenth. On the two logarithmic axes below, a straight line of slope 2 shows it.
# Try another point, or another function.
#
# <!-- ko -->
# ### 간격을 반으로 줄이면 오차는 4분의 1
#
# 오차는 $dx^2$의 상수배와 그보다 작은 항의 합입니다. 그래서 $dx$를 반으로 줄이면 오차는 4분의 1이 되고, 10분의 1로
# 줄이면 100분의 1이 됩니다. 두 축이 모두 로그 눈금인 아래 그림에서는 기울기가 2인 직선으로 나타납니다.
# 점이나 함수를 바꾸어 가며 확인해 보세요.

# %% name="look_error"
pictures.shrinking(f, 1)

# %% [markdown] name="numerical_text"
# ## Measure it yourself
#
# So far the checks have measured slopes for you. Now write that measurement. The **central difference** takes one point
# on either side of `x`, at a distance `h`:
#
# $$f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# Use the `h` that the caller gives; without one it is $10^{-5}$. The check uses two cases whose exact value is
# known: for a parabola the central difference is exact for any step, and for $x^3$ it is $3x^2 + h^2$.
#
# <!-- ko -->
# ## 직접 측정하기
#
# 지금까지는 확인 셀이 기울기를 측정했습니다. 이제 측정하는 함수를 직접 작성합니다. **중심 차분**(central difference)은 `x`에서
# 양쪽으로 `h`만큼 떨어진 두 점을 씁니다.
#
# $$f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# 인수로 받은 `h`를 사용하세요. 주어지지 않으면 $10^{-5}$입니다. 확인 셀은 정확한 값을 아는 두 경우로 시험합니다. 포물선에서는
# 간격이 얼마든 중심 차분이 정확하고, $x^3$에서는 $3x^2 + h^2$입니다.

# %% answer="numerical_derivative"
def numerical_derivative(f, x, h=1e-5):

# %% check="numerical_derivative"
check_close("numerical_derivative(x**2, 3, h=0.5)", call(numerical_derivative, lambda x: x**2, 3.0, h=0.5), 6.0)
check_close("numerical_derivative(x**3, 1, h=0.5)", call(numerical_derivative, lambda x: x**3, 1.0, h=0.5), 3.25)
check_close("numerical_derivative(x**3, 2, h=0.25)", call(numerical_derivative, lambda x: x**3, 2.0, h=0.25), 12.0625)
check_close("numerical_derivative(sin, 0)", call(numerical_derivative, np.sin, 0.0), 1.0)

# %% [markdown] name="differentiate_text"
# ## ★ Teach the computer your rules
#
# SymPy stores a formula as a tree: `x**2 + 3*x` is an `Add` whose `args` are `x**2` and `3*x`.
# So a program can apply the rules as you do: look at the outermost operation, use its rule, and go on with the parts.
#
# Write `differentiate(expression, x)`. It must know the constant, multiple, power, sum, product and chain rules, and
# the derivatives of sin, cos, exp and ln. `x` is a symbol; every other symbol and every number is a constant; powers
# have constant exponents, which may be negative or fractions. **Do not use** `diff`,
# `Derivative`, limits, series, any other function of SymPy that differentiates, or a difference with a small step: an
# answer that calls one earns nothing, and the check says so.
#
# Useful: `expression.is_Add`, `.is_Mul`, `.is_Pow`, `.args`, `.func == sympy.sin`, `.free_symbols`.
# A product of several factors: `first, rest = expression.as_two_terms()`. Your function may call itself.
#
# The next cell prints five expressions, how SymPy stores each of them, and their measured slopes. The check uses the same
# five.
#
# <!-- ko -->
# ## ★ 컴퓨터에 미분 법칙 가르치기
#
# SymPy는 식을 트리(tree)로 저장합니다. `x**2 + 3*x`는 `Add`이고, 그 `args`는 `x**2`과 `3*x`입니다.
# 그래서 프로그램도 여러분과 같은 방법으로 법칙을 적용할 수 있습니다. 가장 바깥 연산을 찾아 그 연산의 법칙을 쓰고, 안쪽의
# 식에도 같은 방법을 되풀이합니다.
#
# `differentiate(expression, x)`를 작성하세요. 상수, 상수배, 거듭제곱, 합, 곱, 연쇄 법칙과 sin, cos, exp, ln의 도함수를 모두
# 다룰 수 있어야 합니다. `x`는 기호이고 다른 기호와 수는 모두 상수입니다. 지수는 상수이며 음수나 분수일 수 있습니다. `diff`,
# `Derivative`, 극한, 급수를 비롯해 미분을 대신해 주는 SymPy 함수와 작은 간격의 차분은 **쓰지 마세요**. 그런 함수를 호출한
# 답은 0점이고, 확인 셀에서도 알려 줍니다.
#
# 다음이 도움이 됩니다: `expression.is_Add`, `.is_Mul`, `.is_Pow`, `.args`, `.func == sympy.sin`, `.free_symbols`.
# 인수가 여럿인 곱은 `first, rest = expression.as_two_terms()`로 나눕니다. 함수가 자기 자신을 호출해도 됩니다.
#
# 다음 셀은 식 다섯 개와 SymPy가 저장한 모습, 측정한 기울기를 보여 줍니다. 확인 셀도 같은 다섯 식으로 시험합니다.

# %% name="trees" locked=true
t = sympy.Symbol("t")
expressions = [
    t**3 - 3 * t + 99,
    t**2 * sympy.sin(t),
    sympy.cos(3 * t) - sympy.exp(-(t**2)),
    sympy.sqrt(t) + 1 / (1 + t**2),
    sympy.log(sympy.sin(t**3) ** 2),
]
show_expressions(expressions, t)

# %% answer="differentiate"
def differentiate(expression, x):

# %% check="differentiate"
check_expressions(differentiate, expressions, t)

# %% [markdown] name="end"
# ## Where this leads
#
# With more than one input there is more than one slope: next come partial derivatives and the gradient.
#
# <!-- ko -->
# ## 다음 이야기
#
# 입력이 둘 이상이면 기울기도 둘 이상입니다. 다음에는 편미분(partial derivative)과 그레이디언트(gradient)를 배웁니다.

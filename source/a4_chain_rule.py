# %% [markdown] name="title"
# # 4 · The chain rule: one path, two paths, many paths
#
# A neural network is functions inside functions inside functions. To train it, we must know how much the very last number
# changes when one of the first is nudged. The chain rule answers that, in three cases:
#
# * **one path** leads from $x$ to $y$: the rates along it multiply;
# * **two paths**, or a few: multiply along each, then add;
# * **many paths**, between vectors: the same, kept in order by a matrix product.
#
# `x` is a single number here, of either sign. Replace the line `raise NotImplementedError()` in each answer cell;
# the check below it compares your answer with slopes that it measures itself. Your functions leave what they receive as it
# is. The notebook takes about four hours, and one more for the questions with a star.
#
# <!-- ko -->
# # 4 · 연쇄 법칙(chain rule): 경로 하나, 경로 둘, 경로 여럿
#
# 신경망은 함수 안에 함수가, 그 안에 또 함수가 들어 있는 구조입니다. 신경망을 학습하려면 맨 앞의 수를 조금 바꿀 때
# 맨 끝의 수가 얼마나 변하는지 알아야 합니다. 그 답을 구하는 방법이 연쇄 법칙입니다. 세 가지 경우가 있습니다.
#
# * $x$에서 $y$로 가는 경로(path)가 **하나**이면 경로를 따라 변화율을 곱합니다.
# * 경로가 **둘** 또는 몇 개이면 경로마다 곱한 다음 더합니다.
# * 벡터와 벡터 사이에는 경로가 **여럿**입니다. 방법은 같고, 행렬의 곱으로 한꺼번에 계산합니다.
#
# 여기서 `x`는 수 하나이고, 값은 양수일 수도 음수일 수도 있습니다. 답을 쓰는 셀마다 `raise NotImplementedError()` 줄을 지우고
# 코드를 쓰세요. 바로 아래의 확인 셀은 직접 측정한 기울기와 여러분의 답을 비교합니다. 받은 값은 바꾸지 말고 그대로 두세요.
# 이 노트북을 푸는 데는 네 시간쯤 걸리고, ★ 문제에는 한 시간쯤 더 걸립니다.

# %% name="setup" locked=true
import matplotlib.pyplot as plt
import numpy as np

import pictures
from checks import (
    check_derivative,
    check_exact,
    check_graph,
    check_raises,
    check_row_only,
    check_values,
    count_multiplications,
    exact_slope,
    measure_jacobian,
    slope,
)

# %% [markdown] name="one_road"
# ## One path: divide and conquer
#
# $\sin(x^2)$ is hard to differentiate in one go, so take it apart. Give the inside a name:
#
# $$u = x^2, \qquad y = \sin(u)$$
#
# Each piece is now easy. When $x$ changes a little, $u$ changes $\frac{du}{dx} = 2x$ times as much.
# When $u$ changes a little, $y$ changes $\frac{dy}{du} = \cos(u)$ times as much. On the way from $x$ through $u$ to $y$ the
# two rates multiply, and at the end the name $u$ is replaced by what it stands for:
#
# $$\frac{dy}{dx} = \frac{dy}{du}\,\frac{du}{dx} = \cos(u)\,2x = 2x\cos(x^2)$$
#
# Look at the cosine once more. The input of the sine is not $x$ but $u$. So its rate is taken at $u$.
# **Each link of a chain is differentiated at its own input.** Most mistakes with the chain rule break this one rule.
#
# Return the derivative of $\sin(x^2)$.
#
# <!-- ko -->
# ## 경로 하나: 나누어 정복하기(divide and conquer)
#
# $\sin(x^2)$을 한 번에 미분하기는 어려우므로 나눕니다. 안쪽에 이름을 붙입니다.
#
# $$u = x^2, \qquad y = \sin(u)$$
#
# 이제 조각 하나하나는 쉽습니다. $x$가 조금 변하면 $u$는 $x$의 변화량의 $\frac{du}{dx} = 2x$배만큼 변합니다.
# $u$가 조금 변하면 $y$는 $u$의 변화량의 $\frac{dy}{du} = \cos(u)$배만큼 변합니다. $x$에서 $u$를 거쳐 $y$로 가는 동안 두
# 변화율이 곱해지고, 마지막에 $u$를 원래 식으로 되돌립니다.
#
# $$\frac{dy}{dx} = \frac{dy}{du}\,\frac{du}{dx} = \cos(u)\,2x = 2x\cos(x^2)$$
#
# 코사인을 다시 한번 보세요. 사인의 입력은 $x$가 아니라 $u$입니다. 그래서 사인의 변화율은 $u$에서 계산합니다.
# **각 고리의 변화율은 그 고리에 들어오는 값에서 계산합니다.** 연쇄 법칙을 쓰다가 하는 실수는 대부분 이 한 문장을 어긴 것입니다.
#
# $\sin(x^2)$의 미분값을 반환하세요.

# %% answer="d_sin_square"
def d_sin_square(x):

# %% check="d_sin_square"
check_derivative(d_sin_square, lambda x: np.sin(x**2))

# %% [markdown] name="trace_text"
# ## A longer chain
#
# The same recipe works for any number of links. The slides use $y = \ln(\sin(x^3)^2)$; here $\sin(x^3)^2$ means that
# the whole sine is squared. **First step: give every intermediate value a name.** From the inside out:
#
# | link | name | value |
# |---|---|---|
# | cube | $u_1$ | $x^3$ |
# | sine | $u_2$ | $\sin(u_1)$ |
# | square | $u_3$ | $u_2^2$ |
# | logarithm | $u_4 = y$ | $\ln(u_3)$ |
#
# In each row only the name from the row above appears. Return the four values $u_1, u_2, u_3, u_4$ as an array `(4,)`.
#
# The check uses two cases whose exact value is known: where $x^3 = \frac{\pi}{6}$ the sine is $\frac12$, and where
# $x^3 = -\frac{\pi}{6}$ it is $-\frac12$. The logarithm exists there, too. Why?
#
# <!-- ko -->
# ## 더 긴 사슬
#
# 고리가 몇 개이든 같은 방법을 씁니다. 강의 자료의 예는 $y = \ln(\sin(x^3)^2)$입니다. 여기서 $\sin(x^3)^2$은 사인 전체를
# 제곱한다는 뜻입니다. **첫째 단계: 중간값마다 이름을 붙입니다.** 안쪽에서 바깥쪽으로 갑니다.
#
# | 고리 | 이름 | 값 |
# |---|---|---|
# | 세제곱 | $u_1$ | $x^3$ |
# | 사인 | $u_2$ | $\sin(u_1)$ |
# | 제곱 | $u_3$ | $u_2^2$ |
# | 로그 | $u_4 = y$ | $\ln(u_3)$ |
#
# 각 행에는 바로 위 행의 이름만 나옵니다. 네 값 $u_1, u_2, u_3, u_4$를 배열 `(4,)`로 반환하세요.
#
# 확인 셀은 정확한 값을 아는 두 경우로 시험합니다. $x^3 = \frac{\pi}{6}$이면 사인이 $\frac12$이고, $x^3 = -\frac{\pi}{6}$이면
# $-\frac12$입니다. 이때에도 로그의 값이 있습니다. 왜 그렇습니까?

# %% answer="trace_values"
def trace_values(x):

# %% check="trace_values"
check_values(trace_values, (np.cbrt(np.pi / 6),), [np.pi / 6, 0.5, 0.25, np.log(0.25)])
check_values(trace_values, (-np.cbrt(np.pi / 6),), [-np.pi / 6, -0.5, 0.25, np.log(0.25)])

# %% [markdown] name="local_text"
# ## The rate of each link
#
# **Second step: differentiate every link alone**, as if the rest of the chain did not exist:
#
# $$\frac{du_1}{dx} = 3x^2, \qquad \frac{du_2}{du_1} = \cos(u_1), \qquad \frac{du_3}{du_2} = 2u_2, \qquad
# \frac{du_4}{du_3} = \frac{1}{u_3}$$
#
# These are the *local* derivatives. The formula of each contains one letter, and that letter is the link's input:
# the logarithm's rate is $\frac{1}{u_3}$ and not $\frac1x$, because $u_3$ is the input of the logarithm.
#
# Return the four numbers, in this order, as an array `(4,)`. You may call your `trace_values`.
#
# <!-- ko -->
# ## 고리마다의 변화율
#
# **둘째 단계: 고리를 하나씩 따로 미분합니다.** 이때 사슬의 다른 부분은 생각하지 않습니다.
#
# $$\frac{du_1}{dx} = 3x^2, \qquad \frac{du_2}{du_1} = \cos(u_1), \qquad \frac{du_3}{du_2} = 2u_2, \qquad
# \frac{du_4}{du_3} = \frac{1}{u_3}$$
#
# 이것을 *국소* 도함수(local derivative)라고 합니다. 각 식에 들어 있는 문자는 하나이며, 그 문자가 고리의 입력입니다.
# 로그의 입력은 $u_3$이므로 로그의 변화율은 $\frac1x$이 아니라 $\frac{1}{u_3}$입니다.
#
# 네 수를 이 순서대로 배열 `(4,)`로 반환하세요. 앞에서 작성한 `trace_values`를 호출해도 됩니다.

# %% answer="local_derivatives"
def local_derivatives(x):

# %% check="local_derivatives"
for _x in (0.8, -0.9):
    _cube, _sine = _x**3, np.sin(_x**3)
    _measured = [slope(lambda u: u**3, _x), slope(np.sin, _cube), slope(lambda u: u**2, _sine), slope(np.log, _sine**2)]
    _holds = check_values(local_derivatives, (_x,), _measured)
_holds

# %% [markdown] name="sweeps_text"
# ## Forward and backward along one path
#
# **Third step: multiply.** The derivative of the whole chain is the product of its four links, and the value of the product is
# the same whichever end you begin at.
#
# *Forward*, from $x$ to $y$, each product tells how much a value changes **when $x$ is nudged**:
#
# $$\frac{dy}{dx} = \frac{du}{dx}\,\frac{dy}{du}: \qquad \frac{du_1}{dx} \;\to\; \frac{du_2}{dx} \;\to\; \frac{du_3}{dx} \;\to\;
# \frac{du_4}{dx} = \frac{dy}{dx}$$
#
# *Backward*, from $y$ to $x$, each product tells how much $y$ changes **when that value is nudged**:
#
# $$\frac{dy}{dx} = \frac{dy}{du}\,\frac{du}{dx}: \qquad \frac{dy}{du_3} \;\to\; \frac{dy}{du_2} \;\to\; \frac{dy}{du_1} \;\to\;
# \frac{dy}{dx}$$
#
# The picture shows both passes: forward above in blue, backward below in orange. Every number in it was measured by
# nudging, not computed by a rule. The last number of each pass is the same; the numbers before it are not. Change `x0`, also
# to a negative number.
#
# <!-- ko -->
# ## 한 경로를 가는 두 방향
#
# **셋째 단계: 곱합니다.** 사슬 전체의 도함수는 네 고리의 변화율의 곱이고, 어느 쪽 끝에서 시작해도 곱의 값은 같습니다.
#
# *순방향*(forward)으로 $x$에서 $y$로 갈 때는, **$x$를 조금 바꾸면** 각 중간값이 얼마나 변하는지를 차례로 곱해 나갑니다.
#
# $$\frac{dy}{dx} = \frac{du}{dx}\,\frac{dy}{du}: \qquad \frac{du_1}{dx} \;\to\; \frac{du_2}{dx} \;\to\; \frac{du_3}{dx} \;\to\;
# \frac{du_4}{dx} = \frac{dy}{dx}$$
#
# *역방향*(backward)으로 $y$에서 $x$로 갈 때는, **각 중간값을 조금 바꾸면** $y$가 얼마나 변하는지를 차례로 곱해 나갑니다.
#
# $$\frac{dy}{dx} = \frac{dy}{du}\,\frac{du}{dx}: \qquad \frac{dy}{du_3} \;\to\; \frac{dy}{du_2} \;\to\; \frac{dy}{du_1} \;\to\;
# \frac{dy}{dx}$$
#
# 그림에는 두 방향이 모두 있습니다. 위의 파란색이 순방향, 아래의 주황색이 역방향입니다. 그림의 수는 법칙으로 계산한 것이
# 아니라 모두 값을 조금씩 바꾸어 측정한 것입니다. 두 방향의 마지막 수는 같지만 그 앞의 수는 서로 다릅니다.
# `x0`를 바꾸어 보세요. 음수도 넣어 보세요.

# %% name="look_sweeps"
x0 = 0.8
pictures.sweeps(x0)

# %% [markdown] name="products_text"
# ### Both passes
#
# `local` is an array of four local derivatives, $\frac{du_1}{dx}, \frac{du_2}{du_1}, \frac{du_3}{du_2}, \frac{du_4}{du_3}$, in
# this order. They may come from any chain of four links; one of them may be 0, so do not divide by them.
#
# * `forward_products(local)` returns $\frac{du_1}{dx}, \frac{du_2}{dx}, \frac{du_3}{dx}, \frac{du_4}{dx}$.
# * `backward_products(local)` returns $\frac{dy}{du_3}, \frac{dy}{du_2}, \frac{dy}{du_1}, \frac{dy}{dx}$.
#
# Both return an array `(4,)` and leave `local` as it is.
# The first check uses a chain so simple that you can follow it in your head: $u_1 = 2x$, $u_2 = -3u_1$,
# $u_3 = \frac12 u_2$, $u_4 = 4u_3$.
#
# <!-- ko -->
# ### 두 방향의 곱
#
# `local`은 국소 도함수 네 개 $\frac{du_1}{dx}, \frac{du_2}{du_1}, \frac{du_3}{du_2}, \frac{du_4}{du_3}$을 이 순서로 담은
# 배열입니다. 고리가 네 개인 임의의 사슬의 값일 수 있습니다. 그 가운데 0이 있을 수 있으므로 이 수들로 나누지 마세요.
#
# * `forward_products(local)`은 $\frac{du_1}{dx}, \frac{du_2}{dx}, \frac{du_3}{dx}, \frac{du_4}{dx}$를 반환합니다.
# * `backward_products(local)`은 $\frac{dy}{du_3}, \frac{dy}{du_2}, \frac{dy}{du_1}, \frac{dy}{dx}$를 반환합니다.
#
# 둘 다 배열 `(4,)`를 반환하며 `local`은 바꾸지 않습니다.
# 첫째 확인에 쓰는 사슬은 암산으로도 계산할 수 있습니다. $u_1 = 2x$, $u_2 = -3u_1$, $u_3 = \frac12 u_2$,
# $u_4 = 4u_3$입니다.

# %% answer="forward_products"
def forward_products(local):

# %% check="forward_products"
check_values(forward_products, (np.array([2.0, -3.0, 0.5, 4.0]),), [2, -6, -3, -12])
check_values(forward_products, (np.array([2.0, 0.0, 0.5, 4.0]),), [2, 0, 0, 0])

_x = 0.8
_links = np.array([slope(lambda u: u**3, _x), slope(np.sin, 0.512), 2 * np.sin(0.512), np.sin(0.512) ** -2])
_moved_by_x = [lambda x: x**3, lambda x: np.sin(x**3), lambda x: np.sin(x**3) ** 2, lambda x: np.log(np.sin(x**3) ** 2)]
check_values(forward_products, (_links,), [slope(stop, _x) for stop in _moved_by_x])

# %% answer="backward_products"
def backward_products(local):

# %% check="backward_products"
check_values(backward_products, (np.array([2.0, -3.0, 0.5, 4.0]),), [4, 2, -6, -12])
check_values(backward_products, (np.array([2.0, 0.0, 0.5, 4.0]),), [4, 2, 0, 0])

_x = 0.8
_links = np.array([slope(lambda u: u**3, _x), slope(np.sin, 0.512), 2 * np.sin(0.512), np.sin(0.512) ** -2])
_moves_y = [
    slope(lambda u3: np.log(u3), np.sin(0.512) ** 2),
    slope(lambda u2: np.log(u2**2), np.sin(0.512)),
    slope(lambda u1: np.log(np.sin(u1) ** 2), 0.512),
    slope(lambda x: np.log(np.sin(x**3) ** 2), _x),
]
check_values(backward_products, (_links,), _moves_y)

# %% [markdown] name="substitute_text"
# ## Put the pieces back
#
# **Last step: combine, and replace the names by what they stand for.** The slides multiply the four links,
#
# $$\frac{dy}{dx} = \frac{1}{u_3}\cdot 2u_2 \cdot \cos(u_1) \cdot 3x^2 = \frac{6\,u_2\,x^2\cos(u_1)}{u_3},$$
#
# and then substitute. Those lines are hard to read in the slides, since half of the letters are replaced and half are not.
# So do it yourself, one name at a time, the last name first: with $u_3 = u_2^2$ one factor $u_2$ cancels, then $u_2$
# becomes $\sin(u_1)$, and then $u_1$ becomes $x^3$. You should arrive at
#
# $$\frac{dy}{dx} = \frac{6x^2\cos(x^3)}{\sin(x^3)}.$$
#
# Exactly one sine is left in the denominator. Return $\frac{dy}{dx}$, by this formula or by multiplying
# your links; you need not worry about places where $\sin(x^3) = 0$.
#
# <!-- ko -->
# ## 조각을 다시 합치기
#
# **마지막 단계: 합치고, 이름을 원래 식으로 되돌립니다.** 강의 자료에서는 네 고리의 변화율을 곱한 다음
#
# $$\frac{dy}{dx} = \frac{1}{u_3}\cdot 2u_2 \cdot \cos(u_1) \cdot 3x^2 = \frac{6\,u_2\,x^2\cos(u_1)}{u_3}$$
#
# 대입합니다. 강의 자료의 대입 과정은 문자 가운데 일부만 바뀌어 있어서 읽기 어렵습니다. 그러므로 직접 해 보세요. 마지막
# 이름부터 하나씩 바꿉니다. $u_3 = u_2^2$이므로 인수 $u_2$ 하나가 약분되고, $u_2$는 $\sin(u_1)$이 되고, $u_1$은 $x^3$이 됩니다.
# 그러면 다음 식을 얻습니다.
#
# $$\frac{dy}{dx} = \frac{6x^2\cos(x^3)}{\sin(x^3)}$$
#
# 분모에는 사인이 정확히 하나 남습니다. $\frac{dy}{dx}$를 반환하세요. 이 식을 써도 되고 고리의 변화율을 곱해도 됩니다.
# $\sin(x^3) = 0$인 곳은 생각하지 않아도 됩니다.

# %% answer="d_log_sin_square"
def d_log_sin_square(x):

# %% check="d_log_sin_square"
check_derivative(d_log_sin_square, lambda x: np.log(np.sin(x**3) ** 2), points=(-1.3, -0.8, 0.7, 1.1))

# %% [markdown] name="own_chain_text"
# ### A chain of your own
#
# This one is not in the slides: $y = e^{\cos(x^2)}$. The same four steps lead to its derivative: name the values, differentiate
# each link at its own input, multiply, put the names back. How many links are there, and does any of them have a minus?
#
# Return $\frac{dy}{dx}$ by the rule. The check measures the slope of $y$, and tells a rule, which is exact, from a small step,
# which is only near and keeps a quarter of the points. The same holds for each question below that asks for a slope of its own.
#
# <!-- ko -->
# ### 직접 만드는 사슬
#
# 강의 자료에 없는 함수 $y = e^{\cos(x^2)}$입니다. 미분하는 방법은 같습니다. 중간값에 이름을 붙이고, 고리마다 자기 입력에서
# 미분하고, 곱하고, 이름을 원래 식으로 되돌립니다. 고리는 몇 개입니까? 변화율에 음의 부호가 붙는 고리가 있습니까?
#
# $\frac{dy}{dx}$를 법칙으로 구해 반환하세요. 확인 셀은 $y$의 기울기를 측정하며, 법칙으로 구한 정확한 값과 작은 간격으로 잰
# 근삿값을 구별합니다. 잰 값은 점수를 4분의 1만 받습니다. 아래에서 기울기를 구하는 다른 문제도 모두 마찬가지입니다.

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):

# %% check="d_exp_cos_square"
check_derivative(d_exp_cos_square, lambda x: np.exp(np.cos(x**2)))
check_exact(d_exp_cos_square, (0.7,), exact_slope(lambda x: np.exp(np.cos(x**2)), 0.7))

# %% [markdown] name="two_roads"
# ## Two paths: the total derivative
#
# Now a function that looks harmless: $y = x + x^2$. By the sum rule $\frac{dy}{dx} = 1 + 2x$. But let us split it up
# as before:
#
# $$u_1 = x^2, \qquad u_2(x, u_1) = x + u_1, \qquad y = u_2$$
#
# One link after the other gives $\frac{du_2}{du_1}\frac{du_1}{dx} = 1 \cdot 2x = 2x$. That is **wrong**: the 1 is missing.
# Nor is $\frac{\partial u_2}{\partial x} = 1$ enough, for a partial derivative keeps all other variables fixed.
# It pretends that $u_1$ does not depend on $x$, while $u_1 = x^2$ changes with every nudge of $x$.
#
# The picture on the left shows why. **Two paths** lead from $x$ to $y$: a direct one, and one through $u_1$. A nudge of
# $x$ reaches $y$ along both. So multiply along each path, and add the paths up:
#
# $$\frac{dy}{dx} = \frac{\partial u_2}{\partial x} + \frac{\partial u_2}{\partial u_1}\,\frac{du_1}{dx} = 1 + 1 \cdot 2x$$
#
# This is the **total derivative**. On the right the green line has this slope and touches the curve. The red, dashed
# line has the slope $2x$ of a single path and cuts through it. Change `x0`.
#
# <!-- ko -->
# ## 경로 둘: 전도함수(total derivative)
#
# 이번에는 쉬워 보이는 함수 $y = x + x^2$입니다. 합의 법칙을 쓰면 $\frac{dy}{dx} = 1 + 2x$입니다. 이것을 앞에서처럼
# 나누어 보겠습니다.
#
# $$u_1 = x^2, \qquad u_2(x, u_1) = x + u_1, \qquad y = u_2$$
#
# 고리의 변화율을 차례로 곱하면 $\frac{du_2}{du_1}\frac{du_1}{dx} = 1 \cdot 2x = 2x$입니다. **틀렸습니다.** 1이 빠졌습니다.
# $\frac{\partial u_2}{\partial x} = 1$만으로도 부족합니다. 편미분(partial derivative)은 다른 변수를 모두 고정합니다. 곧
# $u_1$이 $x$의 영향을 받지 않는다고 가정합니다. 그러나 $u_1 = x^2$은 $x$가 변할 때마다 함께 변합니다.
#
# 왼쪽 그림이 그 이유를 보여 줍니다. $x$에서 $y$로 가는 경로는 **둘**입니다. 하나는 $x$에서 $y$로 직접 가고, 하나는 $u_1$을
# 거칩니다. $x$가 조금 변하면 그 변화는 두 경로를 따라 모두 $y$에 전해집니다. 그러므로 경로마다 변화율을 곱한 다음, 두 경로의 값을
# 더합니다.
#
# $$\frac{dy}{dx} = \frac{\partial u_2}{\partial x} + \frac{\partial u_2}{\partial u_1}\,\frac{du_1}{dx} = 1 + 1 \cdot 2x$$
#
# 이것이 **전도함수**입니다. 오른쪽 그림에서 초록 직선은 기울기가 이 값이고 곡선에 접합니다. 빨간 점선은 기울기가 한 경로만
# 계산한 $2x$이고 곡선을 가로지릅니다. `x0`를 바꾸어 보세요.

# %% name="look_roads"
x0 = 0.7
pictures.roads(x0)

# %% [markdown] name="total_sum_text"
# For $y = x + x^2$ return the pieces and the whole, as an array `(4,)`:
#
# $$\frac{\partial u_2}{\partial x}, \quad \frac{\partial u_2}{\partial u_1}, \quad \frac{du_1}{dx}, \quad \frac{dy}{dx}$$
#
# $\partial$ keeps the other variable fixed; $d$ lets everything that depends on $x$ change along with it.
# The check measures each of them in just this way. ($u_1$ has one variable only, so $\frac{\partial u_1}{\partial x}$ and
# $\frac{du_1}{dx}$ are the same.)
#
# <!-- ko -->
# $y = x + x^2$에 대해 조각과 전체를 배열 `(4,)`로 반환하세요.
#
# $$\frac{\partial u_2}{\partial x}, \quad \frac{\partial u_2}{\partial u_1}, \quad \frac{du_1}{dx}, \quad \frac{dy}{dx}$$
#
# 기호 $\partial$는 다른 변수를 고정한다는 뜻이고, $d$는 $x$에 따라 변하는 것을 모두 함께 변하게 둔다는 뜻입니다. 확인 셀도
# 각각을 이렇게 측정합니다. ($u_1$의 변수는 하나뿐이므로 $\frac{\partial u_1}{\partial x}$와 $\frac{du_1}{dx}$는 같습니다.)

# %% answer="total_derivative_sum"
def total_derivative_sum(x):

# %% check="total_derivative_sum"
for _x in (0.7, -1.3):
    _u1 = _x**2
    _still = [slope(lambda moving: moving + _u1, _x), slope(lambda moving: _x + moving, _u1)]
    _moving = [slope(lambda x: x**2, _x), slope(lambda x: x + x**2, _x)]
    _holds = check_values(total_derivative_sum, (_x,), _still + _moving)
_holds

# %% [markdown] name="pretending_text"
# ### In your own words
#
# Someone computes the derivative of $y = x + x^2$ with $u_1 = x^2$ and $u_2 = x + u_1$. "In
# $\frac{\partial u_2}{\partial x}$ I may treat $u_1$ as a constant," they say, "and $\frac{du_2}{du_1}\frac{du_1}{dx}$ is the
# chain rule, so $\frac{dy}{dx} = 2x$."
#
# Why is it wrong to pretend that $u_1$ does not depend on $x$, and what does each of the two slopes 1 and $2x$ tell us about
# $y$? Three or four sentences are enough. Use the picture of the paths, or a nudge with numbers, for example from
# $x = 3$ to $x = 3.01$.
#
# <!-- ko -->
# ### 자신의 말로 설명하기
#
# 어떤 사람이 $u_1 = x^2$, $u_2 = x + u_1$로 놓고 $y = x + x^2$을 미분합니다. "$\frac{\partial u_2}{\partial x}$에서는 $u_1$을
# 상수로 보아도 된다. 그리고 $\frac{du_2}{du_1}\frac{du_1}{dx}$가 연쇄 법칙이므로 $\frac{dy}{dx} = 2x$이다"라고 합니다.
#
# $u_1$이 $x$의 영향을 받지 않는다고 보면 왜 틀립니까? 그리고 두 기울기 1과 $2x$는 각각 $y$의 변화에서 무엇을 뜻합니까?
# 서너 문장이면 충분합니다. 두 경로의 그림을 이용하거나, $x$가 3에서 3.01로 변하는 경우처럼 수를 넣어 설명하세요.

# %% [markdown] explain="why_u1_moves" points=2
# ### BEGIN SOLUTION
# $u_1 = x^2$ is computed from $x$, so every nudge of $x$ changes it. A partial derivative answers another question:
# what would happen if $u_1$ could be kept fixed? Each slope describes one path only: 1 is what $x$ contributes directly,
# $2x$ is what it contributes through $u_1$. Both contributions arrive at $y$, so they add up to $1 + 2x$. With numbers:
# from 3 to 3.01, $x$ grows by 0.01 and $x^2$ by 0.0601, and $y$ by 0.0701, which is about $7 \cdot 0.01$; a slope of
# $2x = 6$ would give only 0.06.
#
# * 1 point: says that $u_1$ changes together with $x$, so that keeping it fixed is not what happens (or that the partial
#   derivative's assumption is broken).
# * 1 point: says that each slope counts one of the two paths and that the contributions add up, in words, with the
#   picture or with numbers. Half a point where $1 + 2x$ is only stated.
# ### END SOLUTION
#
# <!-- ko -->
# ### BEGIN SOLUTION
# $u_1 = x^2$은 $x$로 계산하므로 $x$가 변하면 반드시 함께 변합니다. 편미분은 다른 물음, 곧 $u_1$을 고정할 수 있다면
# 어떻게 되는지에 답합니다. 두 기울기는 각각 한 경로만 나타냅니다. 1은 $x$가 직접 일으키는 변화이고 $2x$는 $u_1$을 거쳐
# 일으키는 변화입니다. 두 변화가 모두 $y$에 전해지므로 더해서 $1 + 2x$가 됩니다. 수로 보면 $x$가 3에서 3.01로 변할 때 $x$는
# 0.01, $x^2$은 0.0601 커지고, $y$는 0.0701, 곧 약 $7 \cdot 0.01$만큼 커집니다. 기울기가 $2x = 6$이라면 0.06만 커져야 합니다.
#
# * 1점: $u_1$이 $x$와 함께 변하므로 고정한다는 생각이 실제와 다르다는 것(또는 편미분의 가정에 어긋난다는 것)을 설명함.
# * 1점: 두 기울기가 각각 한 경로만 계산한 것이며 두 변화가 더해진다는 것을 말, 그림, 수 가운데 하나로 설명함.
#   $1 + 2x$라는 결과만 적었으면 0.5점.
# ### END SOLUTION

# %% [markdown] name="total_product_text"
# ### Two paths through a product
#
# In $x + x^2$ both partial derivatives are 1, and a 1 hides mistakes: leave it out, multiply by it twice or put it in another's
# place, and the numbers stay the same. So take $y = x \sin x$, split up as
#
# $$u_1 = \sin x, \qquad u_2(x, u_1) = x\,u_1, \qquad y = u_2$$
#
# Again one path leads from $x$ directly to $u_2$ and one through $u_1$. Return the same four slopes as before, in the same order,
# as an array `(4,)`:
#
# $$\frac{\partial u_2}{\partial x}, \quad \frac{\partial u_2}{\partial u_1}, \quad \frac{du_1}{dx}, \quad \frac{dy}{dx}$$
#
# The check keeps fixed what $\partial$ keeps fixed, and measures; your slopes come from rules, not from a small step. You know
# another rule that gives $\frac{dy}{dx}$: compare.
#
# <!-- ko -->
# ### 곱에서 만나는 두 경로
#
# $x + x^2$에서는 두 편미분이 모두 1입니다. 1은 빠뜨리거나 두 번 곱하거나 자리를 바꾸어도 값이 같아서, 잘못 계산해도 드러나지 않습니다.
# 그래서 이번에는 $y = x \sin x$를 다음과 같이 나눕니다.
#
# $$u_1 = \sin x, \qquad u_2(x, u_1) = x\,u_1, \qquad y = u_2$$
#
# 이번에도 $x$에서 $u_2$로 직접 가는 경로가 하나, $u_1$을 거치는 경로가 하나입니다. 앞에서와 같은 네 기울기를 같은 순서대로 배열
# `(4,)`로 반환하세요.
#
# $$\frac{\partial u_2}{\partial x}, \quad \frac{\partial u_2}{\partial u_1}, \quad \frac{du_1}{dx}, \quad \frac{dy}{dx}$$
#
# 확인 셀은 $\partial$가 고정하는 것을 고정하고 측정하지만, 여러분은 재지 말고 법칙으로 구하세요. $\frac{dy}{dx}$를 구하는 다른
# 법칙도 이미 배웠습니다. 결과를 비교해 보세요.

# %% answer="total_derivative_product"
def total_derivative_product(x):

# %% check="total_derivative_product"
for _x in (0.7, -1.3):
    _u1 = np.sin(_x)
    _still = [slope(lambda moving: moving * _u1, _x), slope(lambda moving: _x * moving, _u1)]
    _moving = [slope(np.sin, _x), slope(lambda x: x * np.sin(x), _x)]
    check_values(total_derivative_product, (_x,), _still + _moving)
check_exact(total_derivative_product, (_x,), [_u1, _x, exact_slope(np.sin, _x), exact_slope(lambda x: x * np.sin(x), _x)])

# %% [markdown] name="total_sin_text"
# ## Any number of paths
#
# If $f$ uses $x$ itself and also $u_1, \dots, u_n$, which all depend on $x$, there is one direct path and one through each $u_i$:
#
# $$\frac{df(x, u_1, \dots, u_n)}{dx} = \frac{\partial f}{\partial x} + \frac{\partial f}{\partial u_1}\frac{du_1}{dx} + \dots +
# \frac{\partial f}{\partial u_n}\frac{du_n}{dx} = \frac{\partial f}{\partial x} + \sum_{i=1}^{n} \frac{\partial f}{\partial u_i}\frac{du_i}{dx}$$
#
# The direct path need not be an exception. Call it $u_{n+1} = x$; its rate is $\frac{dx}{dx} = 1$, and the formula becomes
# one sum: $\sum_{i=1}^{n+1} \frac{\partial f}{\partial u_i}\frac{du_i}{dx}$. (The slides write $\partial$ for the whole derivative
# too. Watch which one is meant: with only the direct path open, or with all of them?)
#
# As an example, $y = \sin(x + x^2)$ with
#
# $$u_1 = x^2, \qquad u_2 = x + u_1, \qquad u_3 = \sin(u_2) = y$$
#
# Two paths lead to $u_2$. From there on it is one path again: only $u_2$ enters the sine, so the direct path from $x$
# to $u_3$ contributes 0:
#
# $$\frac{du_1}{dx} = 2x, \qquad \frac{du_2}{dx} = 1 + 1 \cdot 2x, \qquad
# \frac{du_3}{dx} = 0 + \cos(u_2)\,\frac{du_2}{dx} = \cos(x + x^2)\,(1 + 2x)$$
#
# Return the three total derivatives $\frac{du_1}{dx}, \frac{du_2}{dx}, \frac{du_3}{dx}$ as an array `(3,)`.
#
# <!-- ko -->
# ## 경로가 몇 개이든
#
# $f$의 식에 $x$도 있고 $x$에 따라 변하는 $u_1, \dots, u_n$도 있으면, 직접 가는 경로 하나와 각 $u_i$를 거치는 경로가 있습니다.
#
# $$\frac{df(x, u_1, \dots, u_n)}{dx} = \frac{\partial f}{\partial x} + \frac{\partial f}{\partial u_1}\frac{du_1}{dx} + \dots +
# \frac{\partial f}{\partial u_n}\frac{du_n}{dx} = \frac{\partial f}{\partial x} + \sum_{i=1}^{n} \frac{\partial f}{\partial u_i}\frac{du_i}{dx}$$
#
# 직접 가는 경로를 따로 다루지 않아도 됩니다. $u_{n+1} = x$라는 이름을 붙이면 그 변화율은 $\frac{dx}{dx} = 1$이고, 식은
# 합 하나 $\sum_{i=1}^{n+1} \frac{\partial f}{\partial u_i}\frac{du_i}{dx}$가 됩니다. (강의 자료에서는 전체의 도함수에도 $\partial$를
# 씁니다. 직접 가는 경로만 계산한 것인지, 모든 경로를 계산한 것인지 구별하세요.)
#
# 예로 $y = \sin(x + x^2)$을 봅니다.
#
# $$u_1 = x^2, \qquad u_2 = x + u_1, \qquad u_3 = \sin(u_2) = y$$
#
# $u_2$로 가는 경로는 둘입니다. 그다음은 다시 경로가 하나입니다. 사인의 입력은 $u_2$뿐이므로 $x$에서 $u_3$으로 직접 가는
# 경로의 변화율은 0입니다.
#
# $$\frac{du_1}{dx} = 2x, \qquad \frac{du_2}{dx} = 1 + 1 \cdot 2x, \qquad
# \frac{du_3}{dx} = 0 + \cos(u_2)\,\frac{du_2}{dx} = \cos(x + x^2)\,(1 + 2x)$$
#
# 세 전도함수 $\frac{du_1}{dx}, \frac{du_2}{dx}, \frac{du_3}{dx}$를 배열 `(3,)`로 반환하세요.

# %% answer="total_derivative_sin"
def total_derivative_sin(x):

# %% check="total_derivative_sin"
_stops = [lambda x: x**2, lambda x: x + x**2, lambda x: np.sin(x + x**2)]
for _x in (0.7, -1.3, 0.0):
    _holds = check_values(total_derivative_sin, (_x,), [slope(stop, _x) for stop in _stops])
_holds

# %% [markdown] name="vector_text"
# ## Many paths: the vector chain rule
#
# Now two outputs at once:
#
# $$\mathbf{y} = \begin{bmatrix} \ln(x^2) \\ \sin(3x) \end{bmatrix} = \mathbf{f}(\mathbf{g}(x)), \qquad
# \begin{bmatrix} g_1 \\ g_2 \end{bmatrix} = \begin{bmatrix} x^2 \\ 3x \end{bmatrix}, \qquad
# \begin{bmatrix} f_1 \\ f_2 \end{bmatrix} = \begin{bmatrix} \ln(g_1) \\ \sin(g_2) \end{bmatrix}$$
#
# From $x$ to each output there are two paths, one through $g_1$ and one through $g_2$. So each slope is a total derivative,
# a sum of two products; where $f_i$ does not use a $g_j$, that path contributes 0:
#
# $$\frac{\partial \mathbf{y}}{\partial x} =
# \begin{bmatrix} \frac{\partial f_1}{\partial g_1}\frac{\partial g_1}{\partial x} + \frac{\partial f_1}{\partial g_2}\frac{\partial g_2}{\partial x} \\
# \frac{\partial f_2}{\partial g_1}\frac{\partial g_1}{\partial x} + \frac{\partial f_2}{\partial g_2}\frac{\partial g_2}{\partial x} \end{bmatrix} =
# \begin{bmatrix} \frac{1}{g_1}2x + 0 \\ 0 + \cos(g_2)\,3 \end{bmatrix} =
# \begin{bmatrix} \frac{2}{x} \\ 3\cos(3x) \end{bmatrix}$$
#
# Sums of products, row by row: that is a matrix times a column. The factors are the two Jacobians:
#
# $$\frac{\partial \mathbf{f}}{\partial \mathbf{g}}\,\frac{\partial \mathbf{g}}{\partial x} =
# \begin{bmatrix} \frac{1}{g_1} & 0 \\ 0 & \cos(g_2) \end{bmatrix} \begin{bmatrix} 2x \\ 3 \end{bmatrix}$$
#
# Return three arrays: $\frac{\partial \mathbf{f}}{\partial \mathbf{g}}$ of shape `(2, 2)`, $\frac{\partial \mathbf{g}}{\partial x}$ of shape
# `(2, 1)`, and $\frac{\partial \mathbf{y}}{\partial x}$ of shape `(2, 1)`. In NumPy `A @ B` is the matrix product, while
# `A * B` multiplies entry by entry and adds nothing up. Here `x` is never 0.
#
# <!-- ko -->
# ## 경로 여럿: 벡터의 연쇄 법칙(vector chain rule)
#
# 이번에는 출력이 둘입니다.
#
# $$\mathbf{y} = \begin{bmatrix} \ln(x^2) \\ \sin(3x) \end{bmatrix} = \mathbf{f}(\mathbf{g}(x)), \qquad
# \begin{bmatrix} g_1 \\ g_2 \end{bmatrix} = \begin{bmatrix} x^2 \\ 3x \end{bmatrix}, \qquad
# \begin{bmatrix} f_1 \\ f_2 \end{bmatrix} = \begin{bmatrix} \ln(g_1) \\ \sin(g_2) \end{bmatrix}$$
#
# $x$에서 각 출력으로 가는 경로는 $g_1$을 거치는 것과 $g_2$를 거치는 것, 둘입니다. 그러므로 출력마다 기울기는 전도함수이고, 두
# 곱의 합입니다. $f_i$의 식에 $g_j$가 없으면 그 경로의 값은 0입니다.
#
# $$\frac{\partial \mathbf{y}}{\partial x} =
# \begin{bmatrix} \frac{\partial f_1}{\partial g_1}\frac{\partial g_1}{\partial x} + \frac{\partial f_1}{\partial g_2}\frac{\partial g_2}{\partial x} \\
# \frac{\partial f_2}{\partial g_1}\frac{\partial g_1}{\partial x} + \frac{\partial f_2}{\partial g_2}\frac{\partial g_2}{\partial x} \end{bmatrix} =
# \begin{bmatrix} \frac{1}{g_1}2x + 0 \\ 0 + \cos(g_2)\,3 \end{bmatrix} =
# \begin{bmatrix} \frac{2}{x} \\ 3\cos(3x) \end{bmatrix}$$
#
# 행마다 곱을 더한 것은 행렬과 열벡터의 곱입니다. 곱하는 두 행렬은 야코비 행렬(Jacobian matrix)입니다.
#
# $$\frac{\partial \mathbf{f}}{\partial \mathbf{g}}\,\frac{\partial \mathbf{g}}{\partial x} =
# \begin{bmatrix} \frac{1}{g_1} & 0 \\ 0 & \cos(g_2) \end{bmatrix} \begin{bmatrix} 2x \\ 3 \end{bmatrix}$$
#
# 배열 세 개를 반환하세요. $\frac{\partial \mathbf{f}}{\partial \mathbf{g}}$의 모양은 `(2, 2)`, $\frac{\partial \mathbf{g}}{\partial x}$와
# $\frac{\partial \mathbf{y}}{\partial x}$의 모양은 `(2, 1)`입니다. NumPy에서 `A @ B`는 행렬의 곱이고, `A * B`는 원소끼리 곱하기만
# 하고 더하지 않습니다. 여기서 `x`는 0이 아닙니다.

# %% answer="vector_chain"
def vector_chain(x):

# %% check="vector_chain"
for _x in (0.7, -1.3):
    _holds = check_values(
        vector_chain,
        (_x,),
        measure_jacobian(lambda g: [np.log(g[0]), np.sin(g[1])], np.array([_x**2, 3 * _x])),
        measure_jacobian(lambda v: [v[0] ** 2, 3 * v[0]], np.array([_x])),
        measure_jacobian(lambda v: [np.log(v[0] ** 2), np.sin(3 * v[0])], np.array([_x])),
    )
_holds

# %% [markdown] name="crossing_text"
# ### Paths that cross
#
# In the last example each $f_i$ used one $g$ only. Now $f_1$ uses both, and $f_2$ uses the first:
#
# $$\begin{bmatrix} g_1 \\ g_2 \end{bmatrix} = \begin{bmatrix} \sin x \\ x^3 \end{bmatrix}, \qquad
# \begin{bmatrix} f_1 \\ f_2 \end{bmatrix} = \begin{bmatrix} g_1\,g_2 \\ e^{g_1} \end{bmatrix}$$
#
# Before you write: which of the four entries of $\frac{\partial \mathbf{f}}{\partial \mathbf{g}}$ is 0, and how many paths lead
# to $y_1$, how many to $y_2$? Return the same three arrays as before, by rules, in the same order and of the same shapes.
#
# <!-- ko -->
# ### 엇갈리는 경로
#
# 앞의 예에서는 $f_i$마다 $g$를 하나만 썼습니다. 이번에는 $f_1$에 둘 다, $f_2$에 첫째 것이 들어갑니다.
#
# $$\begin{bmatrix} g_1 \\ g_2 \end{bmatrix} = \begin{bmatrix} \sin x \\ x^3 \end{bmatrix}, \qquad
# \begin{bmatrix} f_1 \\ f_2 \end{bmatrix} = \begin{bmatrix} g_1\,g_2 \\ e^{g_1} \end{bmatrix}$$
#
# 코드를 쓰기 전에 생각해 보세요. $\frac{\partial \mathbf{f}}{\partial \mathbf{g}}$의 네 원소 가운데 0은 어느 것입니까? $y_1$로 가는
# 경로와 $y_2$로 가는 경로는 각각 몇 개입니까? 앞에서와 같은 세 배열을 법칙으로 구해 같은 순서와 같은 모양으로 반환하세요.

# %% answer="vector_chain_product"
def vector_chain_product(x):

# %% check="vector_chain_product"
for _x in (0.7, -1.3):
    check_values(
        vector_chain_product,
        (_x,),
        measure_jacobian(lambda g: [g[0] * g[1], np.exp(g[0])], np.array([np.sin(_x), _x**3])),
        measure_jacobian(lambda v: [np.sin(v[0]), v[0] ** 3], np.array([_x])),
        measure_jacobian(lambda v: [np.sin(v[0]) * v[0] ** 3, np.exp(np.sin(v[0]))], np.array([_x])),
    )
_along_g1 = exact_slope(lambda g1: np.array([g1 * _x**3, np.exp(g1)]), np.sin(_x))
_along_x = exact_slope(lambda x: np.array([np.sin(x), x**3]), _x)
_whole = exact_slope(lambda x: np.array([np.sin(x) * x**3, np.exp(np.sin(x))]), _x)
check_exact(vector_chain_product, (_x,), np.column_stack([_along_g1, [np.sin(_x), 0.0]]), _along_x, _whole)

# %% [markdown] name="compose_text"
# ### From vector to vector
#
# With several inputs nothing changes but the sizes. Let $\mathbf{x}$ have $n$ entries, $\mathbf{g}$ have $k$ and $\mathbf{f}$ have $m$:
#
# $$\frac{\partial}{\partial \mathbf{x}}\mathbf{f}(\mathbf{g}(\mathbf{x})) =
# \underbrace{\begin{bmatrix} \frac{\partial f_1}{\partial g_1} & \dots & \frac{\partial f_1}{\partial g_k} \\ \vdots & & \vdots \\
# \frac{\partial f_m}{\partial g_1} & \dots & \frac{\partial f_m}{\partial g_k} \end{bmatrix}}_{m \times k}
# \underbrace{\begin{bmatrix} \frac{\partial g_1}{\partial x_1} & \dots & \frac{\partial g_1}{\partial x_n} \\ \vdots & & \vdots \\
# \frac{\partial g_k}{\partial x_1} & \dots & \frac{\partial g_k}{\partial x_n} \end{bmatrix}}_{k \times n} =
# \frac{\partial \mathbf{f}}{\partial \mathbf{g}}\,\frac{\partial \mathbf{g}}{\partial \mathbf{x}}$$
#
# The entry in row $i$ and column $j$ adds up the $k$ paths from $x_j$ to $f_i$, one through each $g$. The picture draws these
# paths for one pair; change the sizes and the pair. With $m = k = n = 1$ it is the chain rule you began with,
# $\frac{d}{dx}f(g(x)) = \frac{df}{dg}\frac{dg}{dx}$. There the order of the two factors did not matter. Here it does: the inner
# sizes must agree.
#
# Return the Jacobian of $\mathbf{f}(\mathbf{g}(\mathbf{x}))$, an array `(m, n)`, from `jacobian_f` `(m, k)` and `jacobian_g` `(k, n)`.
#
# <!-- ko -->
# ### 벡터에서 벡터로
#
# 입력이 여럿이어도 크기만 달라집니다. $\mathbf{x}$의 원소가 $n$개, $\mathbf{g}$는 $k$개, $\mathbf{f}$는 $m$개라고 합시다.
#
# $$\frac{\partial}{\partial \mathbf{x}}\mathbf{f}(\mathbf{g}(\mathbf{x})) =
# \underbrace{\begin{bmatrix} \frac{\partial f_1}{\partial g_1} & \dots & \frac{\partial f_1}{\partial g_k} \\ \vdots & & \vdots \\
# \frac{\partial f_m}{\partial g_1} & \dots & \frac{\partial f_m}{\partial g_k} \end{bmatrix}}_{m \times k}
# \underbrace{\begin{bmatrix} \frac{\partial g_1}{\partial x_1} & \dots & \frac{\partial g_1}{\partial x_n} \\ \vdots & & \vdots \\
# \frac{\partial g_k}{\partial x_1} & \dots & \frac{\partial g_k}{\partial x_n} \end{bmatrix}}_{k \times n} =
# \frac{\partial \mathbf{f}}{\partial \mathbf{g}}\,\frac{\partial \mathbf{g}}{\partial \mathbf{x}}$$
#
# $i$행 $j$열의 원소는 $x_j$에서 $f_i$로 가는 경로 $k$개의 값을 더한 것입니다. 경로는 $g$의 원소마다 하나씩 있습니다. 그림은 한
# 쌍에 대해 이 경로들을 보여 줍니다. 크기와 쌍을 바꾸어 보세요. $m = k = n = 1$이면 처음에 본 연쇄 법칙
# $\frac{d}{dx}f(g(x)) = \frac{df}{dg}\frac{dg}{dx}$입니다. 그때는 두 인수의 순서를 바꾸어도 되었지만 여기서는 안 됩니다. 안쪽
# 크기가 서로 맞아야 합니다.
#
# `jacobian_f` `(m, k)`와 `jacobian_g` `(k, n)`에서 $\mathbf{f}(\mathbf{g}(\mathbf{x}))$의 야코비 행렬을 구해 배열 `(m, n)`으로
# 반환하세요.

# %% name="look_many_roads"
m, k, n = 2, 3, 4
i, j = 1, 3
pictures.many_roads(m, k, n, i, j)

# %% answer="compose"
def compose(jacobian_f, jacobian_g):

# %% check="compose"
def _inner(x):
    return np.array([x[0] * x[1], x[0] ** 2, np.exp(x[1])])


def _outer(g):
    return np.array([g[0] * g[1], np.sin(g[2]), g[0] + g[2], g[1] ** 2])


_x = np.array([0.7, -1.3])
_jacobian_f, _jacobian_g = measure_jacobian(_outer, _inner(_x)), measure_jacobian(_inner, _x)
check_values(compose, (_jacobian_f, _jacobian_g), measure_jacobian(lambda x: _outer(_inner(x)), _x))
check_values(compose, (np.array([[2.0, -1.0]]), np.array([[1.0, 3.0, 0.5], [4.0, -2.0, 1.0]])), [[-2.0, 8.0, 0.0]])

# %% [markdown] name="diagonal_text"
# ### When every entry has a path of its own
#
# Often each $f_i$ uses only $g_i$, and each $g_i$ only $x_i$: an activation function is applied to every entry, two vectors
# are added. Then $n$ paths run side by side and never meet. Both Jacobians are diagonal, and so is their product:
#
# $$\frac{\partial}{\partial \mathbf{x}}\mathbf{f}(\mathbf{g}(\mathbf{x})) =
# \mathrm{diag}\left(\frac{\partial f_i}{\partial g_i}\right)\mathrm{diag}\left(\frac{\partial g_i}{\partial x_i}\right) =
# \mathrm{diag}\left(\frac{\partial f_i}{\partial g_i}\,\frac{\partial g_i}{\partial x_i}\right)$$
#
# Return this Jacobian, `(n, n)`, from the two diagonals `df_dg` and `dg_dx`, each `(n,)`.
# The check applies $\sin(x^2)$ to every entry of a vector: your first answer again, three times side by side.
#
# <!-- ko -->
# ### 대각 행렬이 되는 경우
#
# $f_i$의 식에는 $g_i$만, $g_i$의 식에는 $x_i$만 있는 경우가 많습니다. 활성화 함수(activation function)를 원소마다 적용하거나 두
# 벡터를 더할 때 그렇습니다. 그러면 경로 $n$개가 나란히 있고 서로 만나지 않습니다. 두 야코비 행렬은 대각 행렬(diagonal matrix)이고,
# 그 곱도 대각 행렬입니다.
#
# $$\frac{\partial}{\partial \mathbf{x}}\mathbf{f}(\mathbf{g}(\mathbf{x})) =
# \mathrm{diag}\left(\frac{\partial f_i}{\partial g_i}\right)\mathrm{diag}\left(\frac{\partial g_i}{\partial x_i}\right) =
# \mathrm{diag}\left(\frac{\partial f_i}{\partial g_i}\,\frac{\partial g_i}{\partial x_i}\right)$$
#
# 모양이 `(n,)`인 두 대각선 `df_dg`와 `dg_dx`로 이 야코비 행렬 `(n, n)`을 만들어 반환하세요.
# 확인 셀은 벡터의 원소마다 $\sin(x^2)$을 적용합니다. 첫 문제의 답이 나란히 세 번 나옵니다.

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):

# %% check="diagonal_chain"
_x = np.array([0.7, -1.3, 1.1])
_df_dg, _dg_dx = slope(np.sin, _x**2), slope(np.square, _x)
check_values(diagonal_chain, (_df_dg, _dg_dx), measure_jacobian(lambda x: np.sin(x**2), _x))

# %% [markdown] name="cost_text"
# ## What a direction costs
#
# The product of Jacobians is the same from whichever end you begin. The work is not. Multiply an $(m \times k)$ matrix by a
# $(k \times n)$ matrix: each of the $m \cdot n$ entries adds up $k$ products, so that takes $m \cdot k \cdot n$
# multiplications.
#
# Take a chain whose values have 3, 5, 2 and 1 entries, from the input to the output. Its three Jacobians are
# $5 \times 3$, $2 \times 5$ and $1 \times 2$, and there are two ways to multiply them:
#
# | direction | first product | second product | together |
# |---|---|---|---|
# | backward, from the output | $(1 \times 2)(2 \times 5)$: 10 | $(1 \times 5)(5 \times 3)$: 15 | 25 |
# | forward, from the input | $(2 \times 5)(5 \times 3)$: 30 | $(1 \times 2)(2 \times 3)$: 6 | 36 |
#
# Write `multiplications(sizes, direction)`. `sizes` is a list: how many entries the input has, then each value on the way, and
# last the output. `direction` is `"backward"` or `"forward"`. Return how many multiplications of numbers it takes to multiply all
# Jacobians in this direction. Where there is one Jacobian only, there is nothing to multiply.
#
# Then look at a small network, `[1000, 100, 10, 1]`, in both directions, and at `[1, 10, 100, 1000]`. When is which direction the
# cheap one?
#
# <!-- ko -->
# ## 방향에 따른 계산량
#
# 야코비 행렬의 곱은 어느 쪽 끝에서 시작해도 같습니다. 그러나 계산량은 다릅니다. $(m \times k)$ 행렬에 $(k \times n)$ 행렬을
# 곱하면 $m \cdot n$개의 원소마다 곱 $k$개를 더하므로 곱셈을 $m \cdot k \cdot n$번 합니다.
#
# 입력에서 출력까지 값의 원소가 3개, 5개, 2개, 1개인 사슬을 봅시다. 세 야코비 행렬은 $5 \times 3$, $2 \times 5$, $1 \times 2$이고,
# 곱하는 방향은 둘입니다.
#
# | 방향 | 첫째 곱 | 둘째 곱 | 합 |
# |---|---|---|---|
# | 역방향, 출력에서 시작 | $(1 \times 2)(2 \times 5)$: 10 | $(1 \times 5)(5 \times 3)$: 15 | 25 |
# | 순방향, 입력에서 시작 | $(2 \times 5)(5 \times 3)$: 30 | $(1 \times 2)(2 \times 3)$: 6 | 36 |
#
# `multiplications(sizes, direction)`을 작성하세요. `sizes`는 입력, 중간값, 출력의 원소 수를 차례로 담은 리스트입니다. `direction`은
# `"backward"`(역방향) 또는 `"forward"`(순방향)입니다. 이 방향으로 야코비 행렬을 모두 곱하는 데 필요한 수의 곱셈 횟수를 반환하세요.
# 야코비 행렬이 하나뿐이면 곱할 것이 없습니다.
#
# 그런 다음 작은 신경망 `[1000, 100, 10, 1]`과 `[1, 10, 100, 1000]`을 두 방향으로 계산해 보세요. 어떤 경우에 어느 방향이 유리합니까?

# %% answer="multiplications"
def multiplications(sizes, direction):

# %% check="multiplications"
for _sizes in ([3, 5, 2, 1], [1, 2, 5, 3], [2, 4, 3, 5, 2], [6, 4]):
    for _direction in ("backward", "forward"):
        _holds = check_values(multiplications, (_sizes, _direction), count_multiplications(_sizes, _direction))
_holds

# %% [markdown] name="row_text"
# ### A row through all Jacobians
#
# Backward, no matrix need ever be multiplied by a matrix. Begin with a row $\mathbf{v}^T$ at the output: it says how much weight
# each output has, and for a single output it is just $(1)$. A row times a Jacobian is a row again. After the last product
# you have the slope of $\mathbf{v}^T\mathbf{y}$ with respect to every input, and the large Jacobian of the whole was never made.
# Libraries call this a *vector–Jacobian product*, for short *vjp*; backpropagation is nothing else.
#
# An example with the Jacobians
# $J_1 = \begin{bmatrix} 1 & 2 \\ 0 & 1 \\ 3 & 0 \end{bmatrix}$ at the input and
# $J_2 = \begin{bmatrix} 1 & 0 & 2 \\ 0 & 1 & 1 \end{bmatrix}$ at the output, and $\mathbf{v}^T = (1, -1)$: the row becomes
# $(1, -1, 1)$ and then $(4, 1)$.
#
# Return the last row, a vector of `n`. `jacobians` is a list in the order of the chain, the one at the input first; `v` has as
# many entries as there are outputs. In NumPy the vector `v @ J` is this product, with `v` of shape `(m,)`.
#
# The order is what counts here: an answer that multiplies a Jacobian by a Jacobian gives the same row and keeps half of the
# points. The check looks at a chain of 500 inputs, a single value and 500 outputs. Its rows have 500 entries. How many has the
# product of its two Jacobians?
#
# <!-- ko -->
# ### 행벡터와 야코비 행렬의 곱
#
# 역방향으로 갈 때는 행렬에 행렬을 곱할 필요가 없습니다. 출력에서 행벡터 $\mathbf{v}^T$로 시작합니다. 그 원소는 각 출력의 비중이고,
# 출력이 하나이면 행벡터는 $(1)$입니다. 행벡터에 야코비 행렬을 곱하면 다시 행벡터입니다. 마지막까지 곱하면 모든 입력에 대한
# $\mathbf{v}^T\mathbf{y}$의 기울기를 얻으며, 전체의 큰 야코비 행렬은 한 번도 만들지 않습니다. 라이브러리에서는 이것을
# *벡터-야코비 행렬 곱*(vector–Jacobian product, vjp)이라고 합니다. 역전파가 바로 이 계산입니다.
#
# 예를 들어 입력 쪽의 야코비 행렬이
# $J_1 = \begin{bmatrix} 1 & 2 \\ 0 & 1 \\ 3 & 0 \end{bmatrix}$, 출력 쪽이
# $J_2 = \begin{bmatrix} 1 & 0 & 2 \\ 0 & 1 & 1 \end{bmatrix}$이고 $\mathbf{v}^T = (1, -1)$이면, 행벡터는 $(1, -1, 1)$이 되고
# 다음에 $(4, 1)$이 됩니다.
#
# 마지막 행벡터를 모양이 `(n,)`인 배열로 반환하세요. `jacobians`는 사슬의 순서대로, 곧 입력 쪽부터 야코비 행렬을 담은 리스트입니다.
# `v`의 원소 수는 출력의 수와 같습니다. `v`의 모양이 `(m,)`이면 NumPy에서 `v @ J`가 이 곱입니다.
#
# 여기서는 곱하는 순서가 중요합니다. 야코비 행렬끼리 곱해도 결과는 같지만 점수를 절반만 받습니다. 확인 셀은 입력이 500개, 중간값이
# 1개, 출력이 500개인 사슬로 시험합니다. 행벡터의 원소는 500개입니다. 두 야코비 행렬을 곱하면 원소가 몇 개입니까?

# %% answer="vjp"
def vjp(jacobians, v):

# %% check="vjp"
def _three_of_two(x):
    return np.array([x[0] * x[1], np.sin(x[0]), x[1] ** 2])


def _four_of_three(g):
    return np.array([g[0] + g[1] * g[2], np.exp(g[1]), g[0] * g[2], g[2]])


_x, _v = np.array([0.7, -1.3]), np.array([0.5, -2.0, 1.0, 3.0])
_jacobians = [measure_jacobian(_three_of_two, _x), measure_jacobian(_four_of_three, _three_of_two(_x))]
check_values(vjp, (_jacobians, _v), measure_jacobian(lambda x: [_v @ _four_of_three(_three_of_two(x))], _x)[0])
check_values(vjp, ([np.array([[2.0, -1.0]]), np.array([[3.0]]), np.array([[0.5]])], np.array([4.0])), [12, -6])
check_row_only(vjp)

# %% [markdown] name="backpropagate_text"
# ## ★ Backpropagation
#
# Every deep learning library does what you did by hand above: go forward and remember the input of each link, then go
# backward and multiply. A network has millions of parameters and one cost at its end. One backward pass from that end gives the
# slope with respect to all of them, which is why libraries prefer it to a forward pass for each parameter.
#
# Write `backpropagate(steps, x)`. `steps` is a list of names among `"square"`, `"cube"`, `"sin"`, `"cos"`, `"exp"` and `"ln"`,
# applied from left to right: `["cube", "sin", "square", "ln"]` is the chain from above. Return the pair `(value, derivative)`:
# the value of the chain and its derivative with respect to $x$.
#
# * A name may come more than once, each time with another input.
# * An empty list leaves $x$ as it is, so `backpropagate([], x)` is `(x, 1.0)`.
# * An unknown name raises `ValueError`: `raise ValueError("…")`.
#
# Use a dictionary: it can hold, for each name, a pair of functions, the link and its derivative. For example, with
# `links = {"double": (lambda u: 2 * u, lambda u: 2.0)}` the line `function, rate = links["double"]` gives both.
#
# <!-- ko -->
# ## ★ 역전파(backpropagation)
#
# 딥러닝 라이브러리는 모두 여러분이 위에서 손으로 한 계산을 합니다. 순방향으로 가면서 고리마다 입력을 저장하고, 역방향으로
# 가면서 변화율을 곱합니다. 신경망에 파라미터는 수백만 개 있지만 끝에 있는 비용은 하나입니다. 끝에서 역방향으로 한 번만 계산하면
# 모든 파라미터에 대한 기울기를 얻습니다. 그래서 파라미터마다 순방향으로 계산하지 않고 이 방법을 씁니다.
#
# `backpropagate(steps, x)`를 작성하세요. `steps`는 `"square"`, `"cube"`, `"sin"`, `"cos"`, `"exp"`, `"ln"` 가운데 고른 이름의
# 리스트이며 왼쪽부터 차례로 적용합니다. `["cube", "sin", "square", "ln"]`이 위에서 본 사슬입니다. 사슬의 값과 $x$에 대한 미분값의
# 쌍 `(value, derivative)`를 반환하세요.
#
# * 같은 이름이 여러 번 나올 수 있으며, 그때마다 입력이 다릅니다.
# * 빈 리스트는 $x$를 그대로 두므로 `backpropagate([], x)`는 `(x, 1.0)`입니다.
# * 없는 이름이 들어 있으면 `raise ValueError("…")`로 오류를 일으키세요.
#
# 딕셔너리를 쓰세요. 이름마다 두 함수(고리와 그 도함수)의 쌍을 담을 수 있습니다. 예를 들어
# `links = {"double": (lambda u: 2 * u, lambda u: 2.0)}`이라고 하면 `function, rate = links["double"]`로 둘 다 꺼낼 수 있습니다.

# %% answer="backpropagate"
def backpropagate(steps, x):

# %% check="backpropagate"
def _slides(x):
    return np.log(np.sin(x**3) ** 2)


def _waves(x):
    return np.exp(np.sin(np.cos(np.sin(x))))


check_values(backpropagate, (["cube", "sin", "square", "ln"], 0.8), _slides(0.8), slope(_slides, 0.8))
check_values(backpropagate, (["sin", "cos", "sin", "exp"], -1.3), _waves(-1.3), slope(_waves, -1.3))
check_values(backpropagate, ([], 0.7), 0.7, 1.0)
check_raises(backpropagate, ["square", "tan"], 0.7)

# %% [markdown] name="graph_text"
# ## ★ Backpropagation through a graph
#
# In a chain every value is used once. In most functions values are used again: paths part and meet. Libraries keep a *graph*, a
# list of nodes, each with a name, an operation and the names that go in:
#
# `[("u1", "square", ("x",)), ("u2", "add", ("x", "u1")), ("y", "mul", ("u2", "x"))]`
#
# is $y = (x + x^2)\,x$. Forward, line by line, each name gets a value. Backward, each name gets a slope: how much the last value
# changes when this one is nudged. Begin with 1 for the last name and 0 for all others. Then go through the nodes from the last to
# the first; each hands its own slope, times its rate, to every name that goes in, and what arrives there is **added**. By the time
# that a node's turn comes, everything has arrived. For $x = 3$, where $u_1 = 9$ and $u_2 = 12$:
#
# | node | its slope | hands on |
# |---|---|---|
# | $y = u_2\,x$ | 1 | $1 \cdot 3$ to $u_2$, $1 \cdot 12$ to $x$ |
# | $u_2 = x + u_1$ | 3 | $3 \cdot 1$ to $x$, $3 \cdot 1$ to $u_1$ |
# | $u_1 = x^2$ | 3 | $3 \cdot 6$ to $x$ |
# | $x$ | $12 + 3 + 18 = 33$ | |
#
# Indeed $y = x^2 + x^3$ has the slope $2x + 3x^2 = 33$ there. In the picture each box holds a name, its value and, below, its
# slope, measured by nudging. Change the graph or the input.
#
# <!-- ko -->
# ## ★ 그래프에서의 역전파
#
# 사슬에서는 값이 한 번씩만 쓰입니다. 그러나 대부분의 함수에서는 같은 값이 여러 번 쓰이고, 경로가 갈라졌다가 다시 만납니다.
# 라이브러리는 *그래프*(graph)를 저장합니다. 그래프는 노드(node)의 리스트이고, 노드마다 이름, 연산, 입력의 이름이 있습니다.
#
# `[("u1", "square", ("x",)), ("u2", "add", ("x", "u1")), ("y", "mul", ("u2", "x"))]`
#
# 이 그래프는 $y = (x + x^2)\,x$입니다. 순방향으로는 한 줄씩 내려가면서 이름마다 값을 구합니다. 역방향으로는 이름마다 기울기를
# 구합니다. 그 이름의 값을 조금 바꿀 때 마지막 값이 얼마나 변하는지를 나타내는 수입니다. 마지막 이름은 1, 나머지는 모두 0에서
# 시작합니다. 그리고 마지막 노드부터 거꾸로 가면서, 노드의 기울기에 변화율을 곱해 입력의 이름마다 전하고, 전해진 값은 **더합니다**.
# 어떤 노드의 차례가 되면 그 노드에 전해질 값은 이미 모두 도착해 있습니다. $x = 3$이면 $u_1 = 9$, $u_2 = 12$이고 계산은 다음과 같습니다.
#
# | 노드 | 노드의 기울기 | 전하는 값 |
# |---|---|---|
# | $y = u_2\,x$ | 1 | $u_2$에 $1 \cdot 3$, $x$에 $1 \cdot 12$ |
# | $u_2 = x + u_1$ | 3 | $x$에 $3 \cdot 1$, $u_1$에 $3 \cdot 1$ |
# | $u_1 = x^2$ | 3 | $x$에 $3 \cdot 6$ |
# | $x$ | $12 + 3 + 18 = 33$ | |
#
# 실제로 $y = x^2 + x^3$의 기울기는 그곳에서 $2x + 3x^2 = 33$입니다. 그림의 상자에는 이름과 값이 있고, 그 아래에는 값을 조금 바꾸어
# 측정한 기울기가 있습니다. 그래프나 입력을 바꾸어 보세요.

# %% name="look_graph"
graph = [("u1", "square", ("x",)), ("u2", "add", ("x", "u1")), ("y", "mul", ("u2", "x"))]
inputs = {"x": 3.0}
pictures.graph(graph, inputs)

# %% [markdown] name="graph_question"
# Write `gradients(graph, inputs)`. `inputs` is a dictionary from names to numbers, such as `{"x": 3.0}`. The operations are
#
# * `"add"` and `"mul"` of two names, which may be the same name twice;
# * `"square"`, `"sin"`, `"exp"` and `"max0"` of one; `"max0"` is $max(0, u)$, with slope 0 where $u \le 0$ and 1 elsewhere.
#
# Return a dictionary with the slope of the last node's value with respect to **every** name, of the inputs and of the nodes. The
# last one has 1, and a name that does not lead to it has 0. Both `graph` and `inputs` stay as they are; `dict(inputs)` is a
# copy. The check nudges every name and measures; at 0, where max0 has a kink, it follows the rule. Your slopes come from the
# backward pass; nudging each name, as the check does, is only near and keeps a quarter of the points.
#
# <!-- ko -->
# `gradients(graph, inputs)`를 작성하세요. `inputs`는 `{"x": 3.0}`처럼 이름마다 값을 적은 딕셔너리입니다. 연산은 다음과 같습니다.
#
# * `"add"`와 `"mul"`에는 이름이 둘 들어갑니다. 같은 이름이 두 번일 수도 있습니다.
# * `"square"`, `"sin"`, `"exp"`, `"max0"`에는 이름이 하나 들어갑니다. `"max0"`는 $max(0, u)$이며, 기울기는 $u \le 0$이면 0, 그 밖에는
#   1입니다.
#
# 입력과 노드의 **모든** 이름에 대해, 그 이름에 대한 마지막 노드 값의 기울기를 담은 딕셔너리를 반환하세요. 마지막 이름은 1이고,
# 마지막 노드로 이어지지 않는 이름은 0입니다. `graph`와 `inputs`는 바꾸지 말고 그대로 두세요. `dict(inputs)`는 복사본입니다. 확인 셀은
# 이름마다 값을 조금 바꾸어 측정합니다. `max0`의 그래프가 꺾이는 0에서는 위의 규칙을 따릅니다. 여러분은 역방향으로 계산하세요. 확인 셀처럼 값을
# 조금씩 바꾸어 잰 기울기는 근삿값이어서 점수를 4분의 1만 받습니다.

# %% answer="gradients"
def gradients(graph, inputs):

# %% check="gradients"
check_graph(gradients, [("u1", "square", ("x",)), ("u2", "add", ("x", "u1")), ("y", "sin", ("u2",))], {"x": 0.7})
check_graph(gradients, [("y", "mul", ("x", "x"))], {"x": -1.3})
_one_neuron = [("p", "mul", ("w", "x")), ("z", "add", ("p", "b")), ("a", "max0", ("z",)), ("cost", "square", ("a",))]
check_graph(gradients, _one_neuron, {"w": 0.5, "x": 3.0, "b": 1.0})
check_graph(gradients, _one_neuron, {"w": 0.5, "x": 3.0, "b": -4.0})
_with_unused = [("u", "exp", ("x",)), ("aside", "sin", ("u",)), ("y", "mul", ("u", "x"))]
check_graph(gradients, [("a", "max0", ("x",))], {"x": 0.0}, x=0.0)
check_graph(gradients, _with_unused, {"x": 0.4, "other": 2.0})

# %% [markdown] name="end"
# ## Where this leads
#
# A neuron is a short chain: multiply and add up, then keep what is positive. Next you follow a change of its weights through
# it.
#
# <!-- ko -->
# ## 다음 이야기
#
# 뉴런(neuron) 하나는 짧은 사슬입니다. 입력에 가중치를 곱해 더한 다음, 양수일 때만 그대로 내보냅니다. 다음에는 가중치가 조금
# 변할 때 뉴런의 출력이 얼마나 변하는지 구합니다.

# %% [markdown] name="title"
# # 5 · The gradient of a neuron's activation
#
# A neuron receives numbers, multiplies each by a weight, adds them up, adds a bias, and returns the result if it is positive,
# otherwise 0:
#
# $$activation(\mathbf{x}) = max(0, \mathbf{w} \cdot \mathbf{x} + b)$$
#
# The inputs $\mathbf{x}$ come from outside. What a neuron can *learn* are its weights $\mathbf{w}$ and its bias $b$.
# So there are two questions: **how much does the output change when $\mathbf{w}$ changes, and when $b$ changes?**
# We answer them from the inside out: first the dot product, then $\mathbf{w} \cdot \mathbf{x} + b$, then the maximum,
# and last the whole neuron, by the chain rule.
#
# In each answer cell, replace the line `raise NotImplementedError()` by your own code and run the cell.
# Vectors are NumPy arrays of shape `(n,)`, for any `n`; their entries may be integers. Leave what your functions receive as it
# is: others may still need it. `u @ v` is the dot product of two vectors. A later question may call the functions of the
# earlier ones. The notebook takes about two and a half hours.
#
# <!-- ko -->
# # 5 · 뉴런 활성화의 그레이디언트(gradient)
#
# 뉴런(neuron)은 수를 받아 각각 가중치를 곱해 더하고, 편향을 더한 다음, 그 값이 양수이면 그대로, 아니면 0을 내보냅니다.
#
# $$activation(\mathbf{x}) = max(0, \mathbf{w} \cdot \mathbf{x} + b)$$
#
# 입력 $\mathbf{x}$는 밖에서 주어집니다. 뉴런이 *학습하는* 것은 가중치(weight) $\mathbf{w}$와 편향(bias) $b$입니다.
# 그래서 질문은 두 가지입니다. **$\mathbf{w}$가 변하면, 그리고 $b$가 변하면 출력은 얼마나 변합니까?**
# 안쪽에서 바깥쪽으로 답을 구합니다. 먼저 내적, 다음에 $\mathbf{w} \cdot \mathbf{x} + b$, 그다음에 최댓값, 마지막으로 연쇄
# 법칙(chain rule)을 써서 뉴런 전체를 미분합니다.
#
# 답을 쓰는 셀마다 `raise NotImplementedError()` 줄을 지우고 코드를 쓴 다음 셀을 실행하세요.
# 벡터는 모양이 `(n,)`인 NumPy 배열이고 `n`은 정해져 있지 않으며, 원소가 정수일 수도 있습니다. 받은 값은 다른 곳에서도 쓰므로
# 바꾸지 말고 그대로 두세요. `u @ v`는 두 벡터의 내적입니다. 뒤의 문제에서 앞 문제의 함수를 호출해도 됩니다. 이 노트북을 푸는
# 데는 두 시간 반쯤 걸립니다.

# %% name="setup" locked=true
import matplotlib.pyplot as plt
import numpy as np

import pictures
from checks import call, check_close, check_derivative, check_exact, check_gradients, exact_slope

# %% [markdown] name="neuron_text"
# ## A neuron, drawn
#
# The slides draw a neuron like this. On the left are the inputs, in circles; each arrow has a weight. At $\Sigma$ the products
# of inputs and weights are added up, and the bias is added; the sum is called $z$. The box with the bent line returns $z$ where
# it is positive and 0 elsewhere. Change a weight, an input or `b` and run the cell again. Which `b` makes the output 0?
#
# <!-- ko -->
# ## 뉴런의 그림
#
# 강의 자료에서는 뉴런을 이렇게 그립니다. 왼쪽의 원이 입력이고, 화살표마다 가중치가 있습니다. $\Sigma$에서 입력과 가중치의 곱을
# 모두 더하고 편향을 더한 값이 $z$입니다. 꺾인 직선이 있는 상자에서는 $z$가 양수이면 그대로, 아니면 0이 나옵니다. 가중치나 입력, `b`를
# 바꾸고 셀을 다시 실행해 보세요. `b`가 얼마이면 출력이 0이 됩니까?

# %% name="look_neuron"
w, x, b = np.array([1.0, -2.0, 0.5]), np.array([2.0, 1.0, 4.0]), 1.0
pictures.neuron(w, x, b)

# %% [markdown] name="dot_text"
# ## When both vectors of a dot product change
#
# The dot product $\mathbf{u}^T\mathbf{v} = \sum_i u_i v_i$ is a sum of products. You know how each product changes:
# change one factor while the other stays fixed, then the other way round, and add the two changes. Over all entries
# this gives the first-order change of the dot product, its *total differential*:
#
# $$d(\mathbf{u}^T\mathbf{v}) = d\mathbf{u}^T\mathbf{v} + \mathbf{u}^Td\mathbf{v} = \mathbf{v}^Td\mathbf{u} + \mathbf{u}^Td\mathbf{v}$$
#
# The second step transposes $d\mathbf{u}^T\mathbf{v}$. That is allowed, since it is a single number.
#
# An example: $\mathbf{u} = (1, 2)$, $\mathbf{v} = (3, -1)$, so $\mathbf{u}^T\mathbf{v} = 1$.
# Let them change by $d\mathbf{u} = (0.1, 0.2)$ and $d\mathbf{v} = (0.3, 0.1)$:
#
# * only $\mathbf{u}$ changes: $\mathbf{v}^Td\mathbf{u} = 3 \cdot 0.1 - 1 \cdot 0.2 = 0.1$
# * only $\mathbf{v}$ changes: $\mathbf{u}^Td\mathbf{v} = 1 \cdot 0.3 + 2 \cdot 0.1 = 0.5$
# * together: $d(\mathbf{u}^T\mathbf{v}) = 0.6$
#
# The exact new value is $(1.1, 2.2) \cdot (3.3, -0.9) = 1.65$, a change of 0.65. The missing 0.05 is
# $d\mathbf{u}^Td\mathbf{v}$: the corner of the picture in the first notebook, a product of two small numbers.
# $d(\mathbf{u}^T\mathbf{v})$ leaves it out, just as a tangent leaves out $dx^2$. In the picture both vectors change by $t$
# times $d\mathbf{u}$ and $d\mathbf{v}$. The blue curve is the exact dot product, the green line the tangent, whose slope was
# measured.
#
# <!-- ko -->
# ## 내적의 두 벡터가 모두 변할 때
#
# 내적(dot product) $\mathbf{u}^T\mathbf{v} = \sum_i u_i v_i$는 곱들의 합입니다. 곱 하나가 어떻게 변하는지는 이미 배웠습니다.
# 한 인수를 고정하고 다른 인수를 바꾸었을 때의 변화를 각각 구해 더합니다. 모든 원소에 대해 더하면 내적의 일차 변화량, 곧
# 전미분(total differential)이 됩니다.
#
# $$d(\mathbf{u}^T\mathbf{v}) = d\mathbf{u}^T\mathbf{v} + \mathbf{u}^Td\mathbf{v} = \mathbf{v}^Td\mathbf{u} + \mathbf{u}^Td\mathbf{v}$$
#
# 둘째 등호에서는 $d\mathbf{u}^T\mathbf{v}$를 전치했습니다. 이것은 수 하나이므로 전치해도 값이 같습니다.
#
# 예를 들어 $\mathbf{u} = (1, 2)$, $\mathbf{v} = (3, -1)$이면 $\mathbf{u}^T\mathbf{v} = 1$입니다.
# 두 벡터가 $d\mathbf{u} = (0.1, 0.2)$, $d\mathbf{v} = (0.3, 0.1)$만큼 변한다고 합시다.
#
# * $\mathbf{u}$만 변할 때: $\mathbf{v}^Td\mathbf{u} = 3 \cdot 0.1 - 1 \cdot 0.2 = 0.1$
# * $\mathbf{v}$만 변할 때: $\mathbf{u}^Td\mathbf{v} = 1 \cdot 0.3 + 2 \cdot 0.1 = 0.5$
# * 합: $d(\mathbf{u}^T\mathbf{v}) = 0.6$
#
# 변한 뒤의 정확한 값은 $(1.1, 2.2) \cdot (3.3, -0.9) = 1.65$이고, 변화량은 0.65입니다. 차이 0.05는
# $d\mathbf{u}^Td\mathbf{v}$입니다. 첫 노트북의 그림에서 귀퉁이에 해당하며, 작은 수 두 개의 곱입니다. 접선에서 $dx^2$을
# 무시하듯이 $d(\mathbf{u}^T\mathbf{v})$에서는 이 부분을 무시합니다. 그림에서는 두 벡터가 각각 $d\mathbf{u}$와 $d\mathbf{v}$의
# $t$배만큼 변합니다. 파란 곡선은 정확한 내적이고, 초록 직선은 측정한 기울기로 그린 접선입니다.

# %% name="look_dot"
u, v = np.array([1.0, 2.0]), np.array([3.0, -1.0])
du, dv = np.array([0.1, 0.2]), np.array([0.3, 0.1])
pictures.dot(u, v, du, dv)

# %% [markdown] name="d_dot_text"
# Return $d(\mathbf{u}^T\mathbf{v})$ as one number, for vectors of any length `n`.
#
# <!-- ko -->
# $d(\mathbf{u}^T\mathbf{v})$를 수 하나로 반환하세요. 두 벡터의 길이 `n`은 정해져 있지 않습니다.

# %% answer="d_dot"
def d_dot(u, v, du, dv):

# %% check="d_dot"
_u, _v = np.array([0.5, -1.5, 2.0]), np.array([1.5, 3.0, -0.5])
_du, _dv = np.array([0.2, -0.4, 0.3]), np.array([-0.1, 0.6, 0.5])
_h = 1e-5
_measured = ((_u + _h * _du) @ (_v + _h * _dv) - (_u - _h * _du) @ (_v - _h * _dv)) / (2 * _h)
check_close("d_dot", call(d_dot, _u, _v, _du, _dv), _measured)

# %% [markdown] name="square_norm_text"
# ### The same vector twice
#
# In $\mathbf{x}^T\mathbf{x}$, the squared length of $\mathbf{x}$, one vector stands in both places. When it changes, both
# factors change:
#
# $$d(\mathbf{x}^T\mathbf{x}) = d\mathbf{x}^T\mathbf{x} + \mathbf{x}^Td\mathbf{x} = \mathbf{x}^Td\mathbf{x} + \mathbf{x}^Td\mathbf{x} = (2\mathbf{x})^Td\mathbf{x}$$
#
# This is $d(x^2) = 2x\,dx$ for vectors. From $(3, 4)$, whose squared length is 25, take the step
# $(0.1, -0.2)$: $d(\mathbf{x}^T\mathbf{x}) = 6 \cdot 0.1 + 8 \cdot (-0.2) = -1$. The exact value drops to 24.05.
#
# Return $d(\mathbf{x}^T\mathbf{x})$ as one number.
#
# <!-- ko -->
# ### 같은 벡터가 두 번
#
# $\mathbf{x}$의 길이의 제곱 $\mathbf{x}^T\mathbf{x}$에는 같은 벡터가 두 번 나옵니다. 이 벡터가 변하면 두 인수가 함께 변합니다.
#
# $$d(\mathbf{x}^T\mathbf{x}) = d\mathbf{x}^T\mathbf{x} + \mathbf{x}^Td\mathbf{x} = \mathbf{x}^Td\mathbf{x} + \mathbf{x}^Td\mathbf{x} = (2\mathbf{x})^Td\mathbf{x}$$
#
# $d(x^2) = 2x\,dx$를 벡터에 대해 쓴 식입니다. 길이의 제곱이 25인 $(3, 4)$에서 $(0.1, -0.2)$만큼 이동하면
# $d(\mathbf{x}^T\mathbf{x}) = 6 \cdot 0.1 + 8 \cdot (-0.2) = -1$입니다. 정확한 값은 24.05로 줄어듭니다.
#
# $d(\mathbf{x}^T\mathbf{x})$를 수 하나로 반환하세요.

# %% answer="d_square_norm"
def d_square_norm(x, dx):

# %% check="d_square_norm"
_x, _dx = np.array([0.5, -1.5, 2.0]), np.array([0.2, -0.4, 0.3])
_h = 1e-5
_measured = ((_x + _h * _dx) @ (_x + _h * _dx) - (_x - _h * _dx) @ (_x - _h * _dx)) / (2 * _h)
check_close("d_square_norm", call(d_square_norm, _x, _dx), _measured)

# %% [markdown] name="quadratic_text"
# ### A matrix in between
#
# Between the two vectors may stand a square matrix $A$ that stays as it is: $\mathbf{x}^TA\mathbf{x} = \sum_{ij} x_i A_{ij} x_j$,
# again a single number, called a *quadratic form*. With
#
# $$A = \begin{bmatrix} 1 & 2 \\ 0 & 3 \end{bmatrix}, \qquad \mathbf{x} = (1, 1): \qquad \mathbf{x}^TA\mathbf{x} = 1 + 2 + 0 + 3 = 6$$
#
# two steps, computed exactly:
#
# * $d\mathbf{x} = (0.1, 0)$ leads to 6.41. To first order that is a change of 0.4; the rest, 0.01, is quadratic in the step.
# * $d\mathbf{x} = (0, 0.1)$ leads to 6.83. To first order that is a change of 0.8.
#
# Note that $A_{12}$ and $A_{21}$ differ: nothing says that $A$ is symmetric. Change one $\mathbf{x}$ while the other stays fixed,
# as before, and add. Does your result give 0.4 and 0.8? With $A = I$ it must be the result from above.
#
# Return $d(\mathbf{x}^TA\mathbf{x})$ as one number, for `A` of shape `(n, n)`, by the rule: measured with a small step it is only
# near and keeps a quarter of the points.
#
# <!-- ko -->
# ### 사이에 행렬이 있을 때
#
# 두 벡터 사이에 변하지 않는 정사각 행렬 $A$가 있을 수 있습니다. $\mathbf{x}^TA\mathbf{x} = \sum_{ij} x_i A_{ij} x_j$도 수 하나이며,
# 이것을 *이차 형식*(quadratic form)이라고 합니다. 예를 들어
#
# $$A = \begin{bmatrix} 1 & 2 \\ 0 & 3 \end{bmatrix}, \qquad \mathbf{x} = (1, 1): \qquad \mathbf{x}^TA\mathbf{x} = 1 + 2 + 0 + 3 = 6$$
#
# 이고, 두 방향으로 각각 이동했을 때의 정확한 값은 다음과 같습니다.
#
# * $d\mathbf{x} = (0.1, 0)$이면 6.41이 됩니다. 일차 변화량은 0.4이고, 나머지 0.01은 이동량의 제곱에 비례합니다.
# * $d\mathbf{x} = (0, 0.1)$이면 6.83이 됩니다. 일차 변화량은 0.8입니다.
#
# $A_{12}$와 $A_{21}$이 다르다는 점에 주의하세요. $A$가 대칭이라는 조건은 없습니다. 앞에서처럼 한쪽 $\mathbf{x}$를 고정하고 다른 쪽을
# 바꾸었을 때의 변화를 각각 구해 더하세요. 0.4와 0.8이 나옵니까? $A = I$이면 바로 앞의 결과와 같아야 합니다.
#
# 모양이 `(n, n)`인 `A`에 대해 $d(\mathbf{x}^TA\mathbf{x})$를 법칙으로 구해 수 하나로 반환하세요. 작은 간격으로 잰 값은 근삿값이어서
# 점수를 4분의 1만 받습니다.

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):

# %% check="d_quadratic"
_A = np.array([[1.0, 2.0, -0.5], [0.0, 3.0, 1.5], [-1.0, 0.5, 2.0]])
_x, _dx = np.array([0.5, -1.5, 2.0]), np.array([0.2, -0.4, 0.3])
_h = 1e-5
_measured = ((_x + _h * _dx) @ _A @ (_x + _h * _dx) - (_x - _h * _dx) @ _A @ (_x - _h * _dx)) / (2 * _h)
check_close("d_quadratic", call(d_quadratic, _A, _x, _dx), _measured)
check_close("d_quadratic with A = I", call(d_quadratic, np.eye(3), _x, _dx), 2 * (0.1 + 0.6 + 0.6))
check_exact(d_quadratic, (_A, _x, _dx), exact_slope(lambda t: (_x + t * _dx) @ _A @ (_x + t * _dx), 0.0))

# %% [markdown] name="affine_text"
# ## Inside the neuron: $z = \mathbf{w} \cdot \mathbf{x} + b$
#
# Each input is multiplied by its own weight, the products are added up, and the bias is added once:
#
# $$z(\mathbf{x}) = \sum_i^n w_i x_i + b = \mathbf{w} \cdot \mathbf{x} + b = \mathbf{w}^T\mathbf{x} + b$$
#
# One neuron is our example through the rest of this notebook: $\mathbf{w} = (1, -2, 0.5)$ and
# $\mathbf{x} = (2, 1, 4)$, so $\mathbf{w} \cdot \mathbf{x} = 2 - 2 + 2 = 2$. With $b = 1$ it has $z = 3$.
#
# Return $z$ as one number.
#
# <!-- ko -->
# ## 뉴런의 안쪽: $z = \mathbf{w} \cdot \mathbf{x} + b$
#
# 입력마다 가중치를 곱하고, 곱을 모두 더한 다음, 편향을 한 번 더합니다.
#
# $$z(\mathbf{x}) = \sum_i^n w_i x_i + b = \mathbf{w} \cdot \mathbf{x} + b = \mathbf{w}^T\mathbf{x} + b$$
#
# 이제부터는 뉴런 하나를 계속 예로 씁니다. $\mathbf{w} = (1, -2, 0.5)$, $\mathbf{x} = (2, 1, 4)$이면
# $\mathbf{w} \cdot \mathbf{x} = 2 - 2 + 2 = 2$이고, $b = 1$일 때 $z = 3$입니다.
#
# $z$를 수 하나로 반환하세요.

# %% answer="affine"
def affine(w, x, b):

# %% check="affine"
_w, _x = np.array([1.0, -2.0, 0.5]), np.array([2.0, 1.0, 4.0])
check_close("affine(w, x, 1)", call(affine, _w, _x, 1.0), 3.0)
check_close("affine(w, 0, 1)", call(affine, _w, 0 * _x, 1.0), 1.0)
check_close("affine((3, -1), (-1, 2), 0.5)", call(affine, np.array([3.0, -1.0]), np.array([-1.0, 2.0]), 0.5), -4.5)

# %% [markdown] name="affine_gradient_text"
# ### Two gradients of $z$
#
# Nudge one weight, $w_j$, and keep everything else fixed. In the sum, only one term changes:
#
# $$\frac{\partial}{\partial w_j}(\mathbf{w} \cdot \mathbf{x}) = \frac{\partial}{\partial w_j}\sum_i (w_i x_i) = \sum_i \frac{\partial}{\partial w_j}(w_i x_i) = \frac{\partial}{\partial w_j}(w_j x_j) = x_j$$
#
# So the larger the input, the more $z$ changes with its weight. All these slopes side by side make a row, and the bias, which
# does not depend on $\mathbf{w}$, adds a row of zeros:
#
# $$\frac{\partial z}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}} \mathbf{w} \cdot \mathbf{x} + \frac{\partial}{\partial \mathbf{w}} b = \mathbf{x}^T + \vec{0}^T = \mathbf{x}^T$$
#
# Now keep $\mathbf{w}$ fixed and change $b$. It is the other way round:
#
# $$\frac{\partial z}{\partial b} = \frac{\partial}{\partial b} \mathbf{w} \cdot \mathbf{x} + \frac{\partial}{\partial b} b = 0 + 1 = 1$$
#
# The first result also follows from $d(\mathbf{u}^T\mathbf{v})$ with $\mathbf{u} = \mathbf{w}$ and a fixed $\mathbf{v} = \mathbf{x}$:
# $d(\mathbf{w}^T\mathbf{x}) = \mathbf{x}^Td\mathbf{w}$. For our neuron: $(2, 1, 4)$ and 1, whatever its weights.
#
# On paper $\mathbf{w}$ is a column and its gradient a row. In NumPy keep both as `(n,)`: a column minus a row does not
# fail, it silently fills an `(n, n)` table.
#
# Return both, in this order, as `return ..., ...`: $\frac{\partial z}{\partial \mathbf{w}}$, a vector of `n`, and
# $\frac{\partial z}{\partial b}$, a number. The check changes every weight and the bias a little and measures.
#
# <!-- ko -->
# ### $z$의 두 그레이디언트
#
# 가중치 하나 $w_j$만 조금 바꾸고 나머지는 모두 고정합니다. 합에서 이 변화의 영향을 받는 항은 하나뿐입니다.
#
# $$\frac{\partial}{\partial w_j}(\mathbf{w} \cdot \mathbf{x}) = \frac{\partial}{\partial w_j}\sum_i (w_i x_i) = \sum_i \frac{\partial}{\partial w_j}(w_i x_i) = \frac{\partial}{\partial w_j}(w_j x_j) = x_j$$
#
# 곧, 입력이 클수록 그 가중치가 변할 때 $z$가 더 많이 변합니다. 이 편미분(partial derivative)들을 나란히 놓으면 행이 됩니다.
# 편향은 $\mathbf{w}$와 관계없으므로 편향의 미분은 0으로 된 행입니다.
#
# $$\frac{\partial z}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}} \mathbf{w} \cdot \mathbf{x} + \frac{\partial}{\partial \mathbf{w}} b = \mathbf{x}^T + \vec{0}^T = \mathbf{x}^T$$
#
# 이제 $\mathbf{w}$를 고정하고 $b$를 바꿉니다. 이번에는 반대입니다.
#
# $$\frac{\partial z}{\partial b} = \frac{\partial}{\partial b} \mathbf{w} \cdot \mathbf{x} + \frac{\partial}{\partial b} b = 0 + 1 = 1$$
#
# 첫째 결과는 $d(\mathbf{u}^T\mathbf{v})$에서 $\mathbf{u} = \mathbf{w}$로 놓고 $\mathbf{v} = \mathbf{x}$를 고정해도 얻을 수
# 있습니다. 곧 $d(\mathbf{w}^T\mathbf{x}) = \mathbf{x}^Td\mathbf{w}$입니다. 앞의 뉴런에서 두 그레이디언트는 가중치가 무엇이든
# $(2, 1, 4)$와 1입니다.
#
# 종이에 쓸 때 $\mathbf{w}$는 열이고 그 그레이디언트는 행입니다. NumPy에서는 둘 다 모양을 `(n,)`으로 하세요. 열에서 행을 빼면
# 오류 없이 `(n, n)` 표가 만들어집니다.
#
# 두 결과를 이 순서대로 `return ..., ...`으로 반환하세요. $\frac{\partial z}{\partial \mathbf{w}}$는 원소가 `n`개인 벡터이고
# $\frac{\partial z}{\partial b}$는 수입니다. 확인 셀은 가중치 하나하나와 편향을 조금씩 바꾸어 측정합니다.

# %% answer="affine_gradient"
def affine_gradient(w, x, b):

# %% check="affine_gradient"
_w, _x = np.array([1.0, -2.0, 0.5]), np.array([2.0, 1.0, 4.0])
check_gradients(affine_gradient, lambda w, x, b: w @ x + b, ("w", "b"), w=_w, x=_x, b=1.0)
check_gradients(affine_gradient, lambda w, x, b: w @ x + b, ("w", "b"), w=_w[:2], x=-1.5 * _x[:2], b=-3.0)

# %% [markdown] name="relu_text"
# ## The gate: $max(0, z)$
#
# The activation function (ReLU) returns the larger of $z$ and 0:
#
# $$activation(z) = max(0, z)$$
#
# Think of a gate. For $z > 0$ it is open and $z$ passes unchanged; otherwise it is closed and 0 comes out. A negative
# $z$ is not turned into a positive one: it is blocked.
#
# The left graph has a **kink** at 0. To its left the slope is 0, to its right it is 1, and no tangent fits at 0
# itself, so there is no derivative there. A value must be chosen, and the slides choose the flat side:
#
# $$\frac{d}{dz}\,max(0, z) = \begin{cases} 0 & z \leq 0 \\ 1 & z > 0 \end{cases}$$
#
# On the right, the filled point shows this choice and the empty one the value not taken. The black cross is the slope
# *measured* at `z0`. Change `z0`. What is measured at `z0 = 0`, and what does the rule say there?
#
# <!-- ko -->
# ## 게이트: $max(0, z)$
#
# 활성화 함수(activation function) ReLU의 값은 $z$와 0 가운데 큰 쪽입니다.
#
# $$activation(z) = max(0, z)$$
#
# 게이트(gate)에 비유할 수 있습니다. $z > 0$이면 게이트가 열려서 $z$가 그대로 나오고, 그렇지 않으면 닫혀서 0이 나옵니다. 음수
# $z$는 양수로 바뀌는 것이 아니라 막힙니다.
#
# 왼쪽 그래프는 0에서 **꺾입니다(kink)**. 왼쪽의 기울기는 0, 오른쪽의 기울기는 1이고, 0에서는 접선을 그을 수 없으므로 미분값이
# 없습니다. 그래서 값을 하나 정해야 하는데, 강의 자료에서는 평평한 쪽을 택합니다.
#
# $$\frac{d}{dz}\,max(0, z) = \begin{cases} 0 & z \leq 0 \\ 1 & z > 0 \end{cases}$$
#
# 오른쪽 그래프에서 채운 점이 이 선택이고, 빈 점은 택하지 않은 값입니다. 검은 십자는 `z0`에서 *측정한* 기울기입니다.
# `z0`를 바꾸어 보세요. `z0 = 0`에서 측정한 값은 얼마이고, 위의 규칙에 따른 값은 얼마입니까?

# %% name="look_relu"
z0 = 1.2
pictures.kink(z0)

# %% [markdown] name="relu_question"
# Return $max(0, z)$. `z` may be a number or an array of any shape; for an array, apply the gate to every entry separately.
# Python's own `max` cannot do that, for it looks for a single largest value; NumPy has functions that go entry by entry.
#
# <!-- ko -->
# $max(0, z)$를 반환하세요. `z`는 수일 수도 있고 어떤 모양의 배열일 수도 있습니다. 배열이면 원소마다 따로 게이트를 적용한 배열을
# 반환합니다. Python의 `max`는 가장 큰 값 하나만 찾으므로 쓸 수 없습니다. NumPy에는 원소별로 계산하는 함수가 있습니다.

# %% answer="relu"
def relu(z):

# %% check="relu"
check_close("relu(-2)", call(relu, -2.0), 0.0)
check_close("relu(2.5)", call(relu, 2.5), 2.5)
check_close("relu", call(relu, np.array([[-3.0, -0.5, 0.0], [0.25, 1.0, 7.0]])), [[0, 0, 0], [0.25, 1, 7]])

# %% [markdown] name="relu_derivative_text"
# Now its derivative, by the rule above, again for a number or an array of any shape. Return numbers, not
# `True` and `False`. The check measures slopes on both sides of the kink. At 0 itself it follows the rule and measures
# on the flat side only.
#
# <!-- ko -->
# 이번에는 위의 규칙에 따른 미분값을 반환하세요. 역시 `z`는 수일 수도 있고 어떤 모양의 배열일 수도 있습니다. `True`와 `False`가
# 아니라 수를 반환해야 합니다. 확인 셀은 꺾이는 점의 양쪽에서 기울기를 측정합니다. 0에서는 규칙에 따라 평평한 쪽에서만 측정합니다.

# %% answer="relu_derivative"
def relu_derivative(z):

# %% check="relu_derivative"
check_derivative(relu_derivative, lambda z: max(0, z))
_flat_side = (max(0, 0.0) - max(0, 0.0 - 1e-5)) / 1e-5
check_close("relu_derivative(0)", call(relu_derivative, 0.0), _flat_side)
check_close(
    "relu_derivative", call(relu_derivative, np.array([[-3.0, -0.5, 0.0], [0.25, 1.0, 7.0]])), [[0, 0, 0], [1, 1, 1]]
)

# %% [markdown] name="activation_text"
# ## The whole neuron
#
# Put the two together: $z = \mathbf{w} \cdot \mathbf{x} + b$ goes into the gate. For our neuron, where
# $\mathbf{w} \cdot \mathbf{x} = 2$, the bias decides:
#
# | $b$ | $z$ | gate | $max(0, \mathbf{w} \cdot \mathbf{x} + b)$ |
# |---|---|---|---|
# | 1 | 3 | open | 3 |
# | −2 | 0 | closed, on the kink | 0 |
# | −5 | −3 | closed | 0 |
#
# With two inputs the neuron is a surface: a floor at 0 and a ramp, folded along the straight line
# $\mathbf{w} \cdot \mathbf{x} + b = 0$. The weights say in which direction the ramp rises and how steeply, the bias
# where it starts. Change `w` and `b` and watch the fold.
#
# <!-- ko -->
# ## 뉴런 전체
#
# 이제 둘을 합칩니다. $z = \mathbf{w} \cdot \mathbf{x} + b$가 게이트에 들어갑니다. $\mathbf{w} \cdot \mathbf{x} = 2$인 앞의
# 뉴런에서는 편향에 따라 결과가 달라집니다.
#
# | $b$ | $z$ | 게이트 | $max(0, \mathbf{w} \cdot \mathbf{x} + b)$ |
# |---|---|---|---|
# | 1 | 3 | 열림 | 3 |
# | −2 | 0 | 닫힘, 꺾이는 점 | 0 |
# | −5 | −3 | 닫힘 | 0 |
#
# 입력이 둘이면 뉴런의 그래프는 곡면입니다. 높이 0인 바닥과 경사면이 직선 $\mathbf{w} \cdot \mathbf{x} + b = 0$을 따라 접혀
# 있습니다. 경사면이 어느 방향으로 얼마나 가파르게 올라가는지는 가중치가, 어디에서 시작하는지는 편향이 정합니다.
# `w`와 `b`를 바꾸면서 접힌 선을 살펴보세요.

# %% name="look_ramp"
w, b = np.array([1.0, -0.5]), -0.5
pictures.ramp(w, b)

# %% [markdown] name="activation_question"
# Return the neuron's activation as one number.
#
# <!-- ko -->
# 뉴런의 활성화(activation) 값을 수 하나로 반환하세요.

# %% answer="activation"
def activation(w, x, b):

# %% check="activation"
_w, _x = np.array([1.0, -2.0, 0.5]), np.array([2.0, 1.0, 4.0])
check_close("activation(w, x, 1)", call(activation, _w, _x, 1.0), 3.0)
check_close("activation(w, x, -2)", call(activation, _w, _x, -2.0), 0.0)
check_close("activation(w, x, -5)", call(activation, _w, _x, -5.0), 0.0)
check_close("activation(w, -x, 3.5)", call(activation, _w, -_x, 3.5), 1.5)

# %% [markdown] name="gradient_text"
# ## The gradient of the activation
#
# When $\mathbf{w}$ changes a little, $z$ changes, and with $z$ the output. Rates of change multiply:
#
# $$z(\mathbf{w}, b, \mathbf{x}) = \mathbf{w} \cdot \mathbf{x} + b, \qquad activation(z) = max(0, z), \qquad \frac{\partial activation}{\partial \mathbf{w}} = \frac{\partial activation}{\partial z} \frac{\partial z}{\partial \mathbf{w}}$$
#
# Both factors are known by now. The first is 0 or 1, so it acts as a switch for the second:
#
# $$\frac{\partial activation}{\partial \mathbf{w}} = \begin{cases} 0 \frac{\partial z}{\partial \mathbf{w}} = \vec{0}^T & z \leq 0 \\ 1 \frac{\partial z}{\partial \mathbf{w}} = \frac{\partial z}{\partial \mathbf{w}} = \mathbf{x}^T & z > 0 \end{cases}$$
#
# Putting $z = \mathbf{w} \cdot \mathbf{x} + b$ back in, and doing the same for the bias:
#
# $$\frac{\partial activation}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ \mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases} \qquad \frac{\partial activation}{\partial b} = \begin{cases} 0 \frac{\partial z}{\partial b} = 0 & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ 1 \frac{\partial z}{\partial b} = 1 & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}$$
#
# One gate decides over both. For our neuron with $b = 1$ that makes $(2, 1, 4)$ and 1; with $b = -2$ or $b = -5$ it
# makes $(0, 0, 0)$ and 0. The zero gradient is still a vector: every weight has a slope, and each one is 0.
#
# In the picture $\mathbf{x}$ is fixed and the two weights are the axes, since they are what changes in training. The
# arrows are gradients *measured* on the surface. On the floor they shrink to dots. On the ramp, how do they differ
# from each other, and how are they related to `x`?
#
# <!-- ko -->
# ## 활성화의 그레이디언트
#
# $\mathbf{w}$가 조금 변하면 $z$가 변하고, $z$가 변하면 출력이 변합니다. 변화율은 서로 곱해집니다.
#
# $$z(\mathbf{w}, b, \mathbf{x}) = \mathbf{w} \cdot \mathbf{x} + b, \qquad activation(z) = max(0, z), \qquad \frac{\partial activation}{\partial \mathbf{w}} = \frac{\partial activation}{\partial z} \frac{\partial z}{\partial \mathbf{w}}$$
#
# 두 인수는 이미 구했습니다. 첫째 인수는 0 아니면 1이므로 둘째 인수를 켜고 끄는 스위치와 같습니다.
#
# $$\frac{\partial activation}{\partial \mathbf{w}} = \begin{cases} 0 \frac{\partial z}{\partial \mathbf{w}} = \vec{0}^T & z \leq 0 \\ 1 \frac{\partial z}{\partial \mathbf{w}} = \frac{\partial z}{\partial \mathbf{w}} = \mathbf{x}^T & z > 0 \end{cases}$$
#
# $z = \mathbf{w} \cdot \mathbf{x} + b$를 다시 대입하고, 편향에 대해서도 똑같이 하면 다음과 같습니다.
#
# $$\frac{\partial activation}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ \mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases} \qquad \frac{\partial activation}{\partial b} = \begin{cases} 0 \frac{\partial z}{\partial b} = 0 & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ 1 \frac{\partial z}{\partial b} = 1 & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}$$
#
# 두 그레이디언트가 모두 게이트 하나에 달려 있습니다. 앞의 뉴런에서 $b = 1$이면 $(2, 1, 4)$와 1이고, $b = -2$나 $b = -5$이면
# $(0, 0, 0)$과 0입니다. 그레이디언트가 0이어도 여전히 벡터입니다. 가중치마다 기울기가 있고, 그 기울기가 모두 0일 뿐입니다.
#
# 그림에서는 $\mathbf{x}$를 고정하고 두 가중치를 축으로 잡았습니다. 학습할 때 변하는 것은 가중치이기 때문입니다. 화살표는
# 곡면에서 *측정한* 그레이디언트입니다. 바닥에서는 길이가 0이어서 점으로 보입니다. 경사면의 화살표들은 서로 어떻게 다르고,
# `x`와는 어떤 관계가 있습니까?

# %% name="look_gradient"
inputs, b = np.array([1.0, 0.5]), -0.6
pictures.gradient_arrows(inputs, b)

# %% [markdown] name="backward_text"
# ### The same neuron backward
#
# Below the neuron is its way back, from right to left. It starts with 1 at the output. The gate multiplies by its slope, 0 or 1,
# and each arrow behind it by the slope of $z$; at its end stands the slope of the activation. Change `b` to −2 and to −5. What
# becomes of all the slopes at once?
#
# <!-- ko -->
# ### 같은 뉴런을 역방향으로
#
# 뉴런 아래에는 오른쪽에서 왼쪽으로 되돌아가는 계산을 그렸습니다. 출력에서 1로 시작합니다. 게이트에서는 게이트의 기울기인
# 0이나 1을 곱하고, 그다음 화살표마다 $z$의 기울기를 곱합니다. 화살표 끝의 값이 활성화의 기울기입니다. `b`를 −2와 −5로 바꾸어
# 보세요. 모든 기울기가 한꺼번에 어떻게 변합니까?

# %% name="look_backward"
w, x, b = np.array([1.0, -2.0, 0.5]), np.array([2.0, 1.0, 4.0]), 1.0
pictures.neuron(w, x, b, backward=True)

# %% [markdown] name="gradient_question"
# Return both gradients of the activation, in this order: with respect to $\mathbf{w}$, a vector of `n`, and with respect to
# $b$, a number. The check measures where the gate is open and where it is closed. Exactly on the kink it follows the rule and
# measures on the flat side only.
#
# <!-- ko -->
# 활성화의 두 그레이디언트를 이 순서대로 반환하세요. $\mathbf{w}$에 대한 것은 원소가 `n`개인 벡터이고, $b$에 대한 것은 수입니다.
# 확인 셀은 게이트가 열린 곳과 닫힌 곳에서 측정합니다. 정확히 꺾이는 점에서는 규칙에 따라 평평한 쪽에서만 측정합니다.

# %% answer="activation_gradient"
def activation_gradient(w, x, b):

# %% check="activation_gradient"
_w, _x = np.array([1.0, -2.0, 0.5]), np.array([2.0, 1.0, 4.0])
check_gradients(activation_gradient, lambda w, x, b: max(0, w @ x + b), ("w", "b"), w=_w, x=_x, b=1.0)
check_gradients(activation_gradient, lambda w, x, b: max(0, w @ x + b), ("w", "b"), w=_w, x=_x, b=-5.0)
check_gradients(activation_gradient, lambda w, x, b: max(0, w @ x + b), ("w", "b"), w=_w[:2], x=-1.5 * _x[:2], b=2.0)
_flat_side = lambda w, x, b: 0.0
check_gradients(activation_gradient, _flat_side, ("w", "b"), w=_w, x=_x, b=-2.0)

# %% [markdown] name="why_silent_text"
# ## In your own words
#
# Suppose that a neuron's $z$ is below 0 for **every** example in the training data. Gradient descent changes
# $\mathbf{w}$ and $b$ in the direction opposite to the gradient of a cost that depends on them only through the neuron's
# activation.
#
# What happens to this neuron in the following steps of training, and why? Then name one choice, made before or during
# training, that could keep a neuron from ending up like this, and say why it helps.
#
# <!-- ko -->
# ## 자신의 말로 설명하기
#
# 학습 데이터의 **모든** 예에서 한 뉴런의 $z$가 0보다 작다고 합시다. $\mathbf{w}$와 $b$는 이 뉴런의 활성화 값을 거쳐서만
# 비용에 영향을 주고, 경사 하강법(gradient descent)에서는 비용의 그레이디언트와 반대 방향으로 $\mathbf{w}$와 $b$를 바꿉니다.
#
# 학습을 계속하면 이 뉴런은 어떻게 되고, 그 까닭은 무엇입니까? 그리고 뉴런이 이렇게 되지 않게 하려면 학습 전이나 학습 중에
# 무엇을 달리 정하면 되는지 한 가지를 들고, 그렇게 하면 왜 도움이 되는지도 쓰세요.

# %% [markdown] explain="why_silent" points=2
# ### BEGIN SOLUTION
# Model answer. For every example the gate is closed, so ∂activation/∂w is the zero vector and ∂activation/∂b is 0. By
# the chain rule these are factors of the cost's gradient, which is therefore 0 for this neuron's w and b. Gradient
# descent subtracts 0: nothing changes, z stays below 0, and so it goes on. The neuron stays at 0 for good. Help: start with
# other weights or a positive bias; use a smaller learning rate, so that no step makes z far smaller than 0 everywhere; use an
# activation function with a small slope for z < 0; scale the inputs.
#
# * 1 point: the gradient is zero because the gate is closed for all examples (half a point), and so w and b do not
#   change any more (half a point).
# * 1 point: a sensible remedy with a word on how it helps. Half a point for a remedy without a reason. Choosing 1
#   instead of 0 for the derivative at z = 0 is no remedy, since z is below 0.
# ### END SOLUTION
#
# <!-- ko -->
# ### BEGIN SOLUTION
# 모범 답안. 모든 예에서 게이트가 닫혀 있으므로 ∂activation/∂w는 영벡터이고 ∂activation/∂b는 0입니다. 연쇄 법칙에 따라 이들은
# 비용의 그레이디언트에 인수로 들어가므로, 이 뉴런의 w와 b에 대한 비용의 그레이디언트도 0입니다. 경사 하강법은 0을 뺄 뿐이어서
# w와 b가 변하지 않고, z는 계속 0보다 작습니다. 이 뉴런의 출력은 그 뒤로도 늘 0입니다. 방법: 가중치의 초깃값을 달리하거나 편향을
# 양수로 시작합니다. 한 번에 z가 모든 예에서 0보다 훨씬 작아지지 않도록 학습률(learning rate)을 줄입니다. z < 0에서도 기울기가
# 조금 있는 활성화 함수를 씁니다. 입력의 크기를 조정합니다.
#
# * 1점: 모든 예에서 게이트가 닫혀 그레이디언트가 0임(0.5점), 그래서 w와 b가 더 이상 변하지 않음(0.5점)을 설명함.
# * 1점: 적절한 방법과 그 방법이 도움이 되는 까닭을 설명함. 까닭이 없으면 0.5점. z가 0보다 작으므로 z = 0에서의 미분값을 0
#   대신 1로 정하는 것은 방법이 되지 않음.
# ### END SOLUTION

# %% [markdown] name="softplus_text"
# ## A neuron without a kink
#
# Other neurons have other activation functions. The *softplus*, $\ln(1 + e^z)$, follows $max(0, z)$ closely but has no kink: its
# slope rises smoothly from 0 to 1, so there is nothing to choose at $z = 0$. The crosses mark one place, the slopes on the right
# are measured. Change `z0`. How large is the slope at 0, and is it exactly 0 anywhere?
#
# <!-- ko -->
# ## 꺾이는 점이 없는 뉴런
#
# 다른 활성화 함수를 쓰는 뉴런도 있습니다. *소프트플러스*(softplus) $\ln(1 + e^z)$는 $max(0, z)$와 비슷하지만 꺾이는 점이 없습니다.
# 기울기가 0에서 1까지 매끄럽게 올라가므로 $z = 0$에서 값을 따로 정하지 않아도 됩니다. 십자는 한 점을 나타내고, 오른쪽의 기울기는
# 측정한 값입니다. `z0`를 바꾸어 보세요. 0에서 기울기는 얼마이고, 기울기가 정확히 0인 곳이 있습니까?

# %% name="look_softplus"
z0 = -1.0
pictures.softplus(z0)

# %% [markdown] name="softplus_question"
# Here is the whole neuron: $\ln(1 + e^z)$ with $z = \mathbf{w} \cdot \mathbf{x} + b$. Go the same way as before, from the inside out:
# the slope of the activation function at its own input, then the chain rule.
#
# Return both gradients, as for the other neuron: with respect to $\mathbf{w}$, a vector of `n`, and with respect to $b$, a number.
# You may call your `affine` and `affine_gradient`. No number is large enough here for $e^z$ to overflow. Here, too, a slope that
# is measured with a small step keeps a quarter of the points.
#
# <!-- ko -->
# 이번에는 뉴런 전체입니다. $\ln(1 + e^z)$이고 $z = \mathbf{w} \cdot \mathbf{x} + b$입니다. 앞에서처럼 안쪽에서 바깥쪽으로
# 풀어 나갑니다. 먼저 활성화 함수의 기울기를 그 함수의 입력에서 구하고, 다음에 연쇄 법칙을 씁니다.
#
# 앞의 뉴런에서와 같이 두 그레이디언트를 반환하세요. $\mathbf{w}$에 대한 것은 원소가 `n`개인 벡터이고, $b$에 대한 것은 수입니다. 앞에서
# 작성한 `affine`과 `affine_gradient`를 호출해도 됩니다. 여기에는 $e^z$에서 오버플로(overflow)가 날 만큼 큰 수는 나오지
# 않습니다. 이번에도 작은 간격으로 잰 기울기는 점수를 4분의 1만 받습니다.

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):

# %% check="softplus_neuron_gradient"
_w, _x = np.array([1.0, -2.0, 0.5]), np.array([2.0, 1.0, 4.0])
for _b in (1.0, -2.0, -5.0):
    check_gradients(
        softplus_neuron_gradient, lambda w, x, b: np.log(1 + np.exp(w @ x + b)), ("w", "b"), w=_w, x=_x, b=_b
    )
_inner = exact_slope(lambda z: np.log(1 + np.exp(z)), _w @ _x + _b)
check_exact(softplus_neuron_gradient, (_w, _x, _b), _inner * _x, _inner)

# %% [markdown] name="end"
# ## Where this leads
#
# One neuron, one example. In training there are many examples, each of them opens or closes the gate, and a cost adds up
# their errors. Next you build that cost, its gradient, and the steps that make it smaller.
#
# <!-- ko -->
# ## 다음 이야기
#
# 여기까지는 뉴런 하나, 예 하나였습니다. 학습할 때는 예가 여럿이고, 예마다 게이트가 열리거나 닫히며, 비용은 그 오차를 모두
# 더한 것입니다. 다음에는 이 비용과 그 그레이디언트를 구하고, 비용을 한 단계씩 줄여 나갑니다.

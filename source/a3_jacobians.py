# %% [markdown] name="title"
# # 3 · Jacobians: many outputs, many inputs
#
# A function of several inputs has a gradient. A layer of a neural network has several inputs **and** several outputs,
# so it has several gradients. Put together they form one table of slopes: the **Jacobian matrix**.
# Here you learn to read it, to write it down, to measure it, and to use it: it turns a small change of the inputs into the
# change of the outputs.
#
# The slides follow a paper that is worth reading: Terence Parr and Jeremy Howard,
# [*The Matrix Calculus You Need For Deep Learning*](https://arxiv.org/abs/1802.01528), arXiv:1802.01528. Several examples
# below are taken from it.
#
# Your functions receive vectors as NumPy arrays of shape `(n,)`, of floats or of integers, and leave what they receive as it
# is. In code $x_1$ is `x[0]`. Return a Jacobian as an array with rows and columns; **its shape counts**. The notebook takes
# about three hours.
#
# <!-- ko -->
# # 3 · 야코비 행렬(Jacobian matrix): 여러 출력, 여러 입력
#
# 입력이 여럿인 함수에는 그레이디언트(gradient)가 있습니다. 신경망의 한 층은 입력도 여럿이고 **출력도** 여럿이므로
# 그레이디언트도 여러 개입니다. 이것을 한데 모은 기울기의 표가 **야코비 행렬**입니다.
# 여기서는 이 행렬을 읽고 쓰고 측정하는 법, 그리고 이 행렬로 입력의 작은 변화에서 출력의 변화를 구하는 법을 배웁니다.
#
# 강의 자료는 다음 논문을 따릅니다. 읽어 볼 만한 논문입니다. Terence Parr, Jeremy Howard,
# [*The Matrix Calculus You Need For Deep Learning*](https://arxiv.org/abs/1802.01528), arXiv:1802.01528. 아래의 예 가운데
# 여럿이 이 논문에 나옵니다.
#
# 함수는 벡터를 모양이 `(n,)`인 NumPy 배열로 받으며, 원소는 실수일 수도 정수일 수도 있습니다. 받은 값은 바꾸지 말고 그대로
# 두세요. 코드에서 $x_1$은 `x[0]`입니다. 야코비 행렬은 행과 열이 있는 배열로 반환하고, **모양까지 맞아야 합니다**.
# 이 노트북을 푸는 데는 세 시간쯤 걸립니다.

# %% name="setup" locked=true
import matplotlib.pyplot as plt
import numpy as np
import sympy

import pictures
from checks import (
    call,
    check_close,
    check_exact,
    check_jacobian,
    check_jacobians,
    check_raises,
    check_symbolic_jacobians,
    exact_slope,
    measure_jacobian,
    show_symbolic_jacobians,
)

# %% [markdown] name="stack"
# ## A stack of gradients
#
# The slides take $m$ functions of the same $n$ inputs and write the outputs one below the other:
#
# $$y_1 = f_1(\mathbf{x}),\quad y_2 = f_2(\mathbf{x}),\quad \dots,\quad y_m = f_m(\mathbf{x}),
# \qquad \mathbf{x} = \begin{bmatrix} x_1 \\ x_2 \\ \vdots \\ x_n \end{bmatrix}$$
#
# Every output has a gradient of its own: one row of $n$ partial derivatives. The Jacobian stacks these $m$ rows.
#
# $$\frac{\partial \mathbf{y}}{\partial \mathbf{x}} =
# \begin{bmatrix} \nabla f_1(\mathbf{x}) \\ \nabla f_2(\mathbf{x}) \\ \vdots \\ \nabla f_m(\mathbf{x}) \end{bmatrix} =
# \begin{bmatrix} \frac{\partial}{\partial \mathbf{x}} f_1(\mathbf{x}) \\
# \frac{\partial}{\partial \mathbf{x}} f_2(\mathbf{x}) \\ \vdots \\
# \frac{\partial}{\partial \mathbf{x}} f_m(\mathbf{x}) \end{bmatrix} =
# \begin{bmatrix}
# \frac{\partial}{\partial x_1} f_1(\mathbf{x}) & \frac{\partial}{\partial x_2} f_1(\mathbf{x}) & \cdots & \frac{\partial}{\partial x_n} f_1(\mathbf{x}) \\
# \frac{\partial}{\partial x_1} f_2(\mathbf{x}) & \frac{\partial}{\partial x_2} f_2(\mathbf{x}) & \cdots & \frac{\partial}{\partial x_n} f_2(\mathbf{x}) \\
# \vdots & \vdots & \ddots & \vdots \\
# \frac{\partial}{\partial x_1} f_m(\mathbf{x}) & \frac{\partial}{\partial x_2} f_m(\mathbf{x}) & \cdots & \frac{\partial}{\partial x_n} f_m(\mathbf{x})
# \end{bmatrix}$$
#
# An example: $y_1 = x_1^2 + 3x_2$ and $y_2 = x_1 x_2^3$. The first row asks only about $y_1$, the second only about $y_2$:
#
# $$\frac{\partial \mathbf{y}}{\partial \mathbf{x}} = \begin{bmatrix} 2x_1 & 3 \\ x_2^3 & 3x_1x_2^2 \end{bmatrix},
# \qquad\text{at } (2, 1):\quad \begin{bmatrix} 4 & 3 \\ 1 & 6 \end{bmatrix}$$
#
# Read it in both directions. A **row** (blue) belongs to one output and lists its slopes along all inputs.
# A **column** (orange) belongs to one input and tells how much each output changes when only that input changes.
# Change `m`, `n`, `row` and `column` in the picture.
#
# <!-- ko -->
# ## 그레이디언트를 쌓으면
#
# 강의 자료에서는 같은 입력 $n$개를 받는 함수 $m$개를 두고, 출력을 위에서 아래로 씁니다.
#
# $$y_1 = f_1(\mathbf{x}),\quad y_2 = f_2(\mathbf{x}),\quad \dots,\quad y_m = f_m(\mathbf{x}),
# \qquad \mathbf{x} = \begin{bmatrix} x_1 \\ x_2 \\ \vdots \\ x_n \end{bmatrix}$$
#
# 출력마다 그레이디언트가 하나씩 있습니다. 편미분(partial derivative) $n$개로 이루어진 행입니다. 야코비 행렬은 이런 행 $m$개를
# 쌓은 것입니다.
#
# $$\frac{\partial \mathbf{y}}{\partial \mathbf{x}} =
# \begin{bmatrix} \nabla f_1(\mathbf{x}) \\ \nabla f_2(\mathbf{x}) \\ \vdots \\ \nabla f_m(\mathbf{x}) \end{bmatrix} =
# \begin{bmatrix} \frac{\partial}{\partial \mathbf{x}} f_1(\mathbf{x}) \\
# \frac{\partial}{\partial \mathbf{x}} f_2(\mathbf{x}) \\ \vdots \\
# \frac{\partial}{\partial \mathbf{x}} f_m(\mathbf{x}) \end{bmatrix} =
# \begin{bmatrix}
# \frac{\partial}{\partial x_1} f_1(\mathbf{x}) & \frac{\partial}{\partial x_2} f_1(\mathbf{x}) & \cdots & \frac{\partial}{\partial x_n} f_1(\mathbf{x}) \\
# \frac{\partial}{\partial x_1} f_2(\mathbf{x}) & \frac{\partial}{\partial x_2} f_2(\mathbf{x}) & \cdots & \frac{\partial}{\partial x_n} f_2(\mathbf{x}) \\
# \vdots & \vdots & \ddots & \vdots \\
# \frac{\partial}{\partial x_1} f_m(\mathbf{x}) & \frac{\partial}{\partial x_2} f_m(\mathbf{x}) & \cdots & \frac{\partial}{\partial x_n} f_m(\mathbf{x})
# \end{bmatrix}$$
#
# 예를 들어 $y_1 = x_1^2 + 3x_2$, $y_2 = x_1 x_2^3$이라고 합시다. 첫째 행에는 $y_1$의 편미분만, 둘째 행에는 $y_2$의 편미분만
# 있습니다.
#
# $$\frac{\partial \mathbf{y}}{\partial \mathbf{x}} = \begin{bmatrix} 2x_1 & 3 \\ x_2^3 & 3x_1x_2^2 \end{bmatrix},
# \qquad (2, 1)\text{에서}\quad \begin{bmatrix} 4 & 3 \\ 1 & 6 \end{bmatrix}$$
#
# 이 표는 두 방향으로 읽습니다. **행(row)**(파란색)은 출력 하나에 대한 것으로, 모든 입력에 대한 그 출력의 기울기입니다.
# **열(column)**(주황색)은 입력 하나에 대한 것으로, 그 입력만 변할 때 출력들이 각각 얼마나 변하는지 알려 줍니다.
# 그림에서 `m`, `n`, `row`, `column`을 바꾸어 보세요.

# %% name="look_layout"
m, n, row, column = 3, 4, 2, 3
pictures.layout(m, n, row, column)

# %% [markdown] name="shape_text"
# ## What the shape tells
#
# A single number counts as size 1, for the inputs and for the outputs alike. That makes four kinds of Jacobian, and the
# slides draw them all: a number, a row, a column, a full table. In the picture the inputs are $x$ or $\mathbf{x}$
# (4 numbers) and the outputs $f$ or $\mathbf{f}$ (3 numbers).
#
# This is the **numerator layout**: the outputs, which stand above the line in
# $\frac{\partial \mathbf{f}}{\partial \mathbf{x}}$, choose the rows. Other books and programs use the transpose
# (denominator layout). Neither is wrong, but a formula in one layout is wrong in the other, so find out which one is used
# before you copy a formula. In this notebook and the next three it is always the slides' layout.
#
# Return the shape of the Jacobian as a tuple of two sizes, for any number of outputs and of inputs, 1 included.
#
# <!-- ko -->
# ## 모양을 보면 알 수 있는 것
#
# 스칼라는 입력이든 출력이든 크기가 1이라고 봅니다. 그러면 야코비 행렬은 네 종류이고, 강의 자료에 모두 그려져 있습니다. 수 하나,
# 행 하나, 열 하나, 그리고 행과 열이 모두 여럿인 표입니다. 그림에서 입력은 $x$ 또는 $\mathbf{x}$(수 4개)이고 출력은 $f$ 또는
# $\mathbf{f}$(수 3개)입니다.
#
# 이것을 **분자 중심 표기법**(numerator layout)이라고 합니다. $\frac{\partial \mathbf{f}}{\partial \mathbf{x}}$의 분자에 있는
# 출력마다 행을 하나씩 둡니다. 이것을 전치한 분모 중심 표기법(denominator layout)을 쓰는 책과 프로그램도 있습니다. 어느 쪽도
# 틀린 것은 아니지만 한 표기법의 공식은 다른 표기법에서 맞지 않으므로, 공식을 옮겨 쓰기 전에 어느 표기법인지 확인해야 합니다.
# 이 노트북과 다음 세 노트북에서는 언제나 강의 자료의 표기법을 씁니다.
#
# 출력과 입력이 몇 개이든(1개일 때도) 야코비 행렬의 모양을 크기 두 개의 튜플로 반환하세요.

# %% name="look_shapes"
m, n = 3, 4
pictures.shapes(m, n)

# %% answer="jacobian_shape"
def jacobian_shape(output_size, input_size):

# %% check="jacobian_shape"
check_close("jacobian_shape(1, 1)", call(jacobian_shape, 1, 1), np.shape([[7]]))
check_close(
    "jacobian_shape(1, 4)", call(jacobian_shape, 1, 4), measure_jacobian(lambda x: x[:1] * x[3], np.ones(4)).shape
)
check_close(
    "jacobian_shape(3, 1)",
    call(jacobian_shape, 3, 1),
    measure_jacobian(lambda x: np.sin(x * [1, 2, 3]), np.ones(1)).shape,
)
check_close(
    "jacobian_shape(3, 4)", call(jacobian_shape, 3, 4), measure_jacobian(lambda x: x[:3] * x[3], np.ones(4)).shape
)

# %% [markdown] name="jacobian_text"
# ## Two outputs, two inputs
#
# The paper puts two functions into one vector:
#
# $$\mathbf{f}(\mathbf{x}) = \begin{bmatrix} 3x_1^2x_2 \\ 2x_1 + x_2^8 \end{bmatrix}$$
#
# You have met the first one as $3x^2y$. Return the Jacobian at `x`, an array of shape `(2, 2)`, by the rules of the first
# notebook: measured with a small step it is only near, and keeps a quarter of the points.
#
# Never test a gradient at $(1, 1)$ alone: $6x_1x_2$ and a careless $6x_1$ are both 6 there. The check uses points where
# such mistakes show.
#
# <!-- ko -->
# ## 출력 둘, 입력 둘
#
# 논문에서는 함수 두 개를 벡터 하나로 묶습니다.
#
# $$\mathbf{f}(\mathbf{x}) = \begin{bmatrix} 3x_1^2x_2 \\ 2x_1 + x_2^8 \end{bmatrix}$$
#
# 첫째 함수는 앞에서 $3x^2y$로 다루었습니다. `x`에서의 야코비 행렬을 첫째 노트북의 미분 법칙으로 구해 모양이 `(2, 2)`인 배열로
# 반환하세요. 작은 간격으로 잰 값은 근삿값이어서 점수를 4분의 1만 받습니다.
#
# 그레이디언트를 $(1, 1)$에서만 시험하면 안 됩니다. 그곳에서는 $6x_1x_2$도, 잘못 구한 $6x_1$도 6입니다. 확인 셀은 그런 실수가
# 드러나는 점에서 시험합니다.

# %% name="f" locked=true
def f(x):
    return np.array([3 * x[0] ** 2 * x[1], 2 * x[0] + x[1] ** 8])

# %% answer="jacobian"
def jacobian(x):

# %% check="jacobian"
check_jacobian(jacobian, f, [(0.7, 1.2), (-1.3, -0.8), (0.4, -1.1)])
_x = np.array([0.7, 1.2])
_columns = [exact_slope(lambda t: f(_x + t * step), 0.0) for step in np.eye(2)]
check_exact(jacobian, (_x,), np.stack(_columns, axis=1))

# %% [markdown] name="wide_text"
# ## More inputs than outputs
#
# A Jacobian need not be square. With three inputs and two outputs it is wide:
#
# $$\mathbf{f}(\mathbf{x}) = \begin{bmatrix} x_1x_2 \\ \sin x_3 \end{bmatrix}$$
#
# Here $x_3$ does not occur in the first output. Change it, and that output stays the same; its slope is 0, and that 0 has a
# place in the table. Return the Jacobian at `x`, an array of shape `(2, 3)`.
#
# <!-- ko -->
# ## 출력보다 입력이 많을 때
#
# 야코비 행렬이 정사각 행렬일 필요는 없습니다. 입력이 셋이고 출력이 둘이면 옆으로 긴 행렬이 됩니다.
#
# $$\mathbf{f}(\mathbf{x}) = \begin{bmatrix} x_1x_2 \\ \sin x_3 \end{bmatrix}$$
#
# 첫째 출력에는 $x_3$이 없습니다. $x_3$을 바꾸어도 이 출력은 그대로이므로 기울기가 0이고, 그 0도 표에서 한 자리를 차지합니다.
# `x`에서의 야코비 행렬을 모양이 `(2, 3)`인 배열로 반환하세요.

# %% answer="wide_jacobian"
def wide_jacobian(x):

# %% check="wide_jacobian"
check_jacobian(wide_jacobian, lambda x: np.array([x[0] * x[1], np.sin(x[2])]), [(0.7, 1.2, 0.4), (-1.3, -0.8, 2.0)])

# %% [markdown] name="identity_text"
# ## The identity function
#
# Let $\mathbf{f}(\mathbf{x}) = \mathbf{x}$, so $y_i = x_i$ for each of $n$ entries. This is the *identity function*: it returns
# its input. For a single number the derivative of $x$ is 1. What is it for a vector? Ask two questions: how much does $y_i$
# change with $x_i$, and how much with any other $x_j$?
#
# Return the Jacobian for vectors of size `n`, an array of shape `(n, n)`. What is this matrix called?
#
# <!-- ko -->
# ## 항등함수(identity function)
#
# $\mathbf{f}(\mathbf{x}) = \mathbf{x}$라고 합시다. $n$개의 원소 모두에 대해 $y_i = x_i$입니다. 입력을 그대로 반환하는 이 함수를
# *항등함수*라고 합니다. 수 하나일 때 $x$의 미분값은 1입니다. 벡터일 때는 어떻게 됩니까? 두 가지를 생각해 보세요. $x_i$가
# 변하면 $y_i$는 얼마나 변합니까? 다른 $x_j$가 변하면 $y_i$는 얼마나 변합니까?
#
# 크기가 `n`인 벡터에 대한 야코비 행렬을 모양이 `(n, n)`인 배열로 반환하세요. 이 행렬의 이름은 무엇입니까?

# %% answer="identity_jacobian"
def identity_jacobian(n):

# %% check="identity_jacobian"
check_close("identity_jacobian(2)", call(identity_jacobian, 2), measure_jacobian(lambda x: x, np.array([0.5, -2.0])))
check_close(
    "identity_jacobian(3)", call(identity_jacobian, 3), measure_jacobian(lambda x: x, np.array([0.5, -2.0, 4.0]))
)

# %% [markdown] name="elementwise_text"
# ## Elementwise operations
#
# NumPy adds, subtracts, multiplies and divides vectors entry by entry: $y_i = w_i \circ x_i$, where $\circ$ is one of
# $+$, $-$, $\times$, $/$. Either vector can change, so there are two Jacobians. Take the sum of two vectors of size 2:
#
# $$\mathbf{y} = \begin{bmatrix} w_1 + x_1 \\ w_2 + x_2 \end{bmatrix},\qquad
# \frac{\partial \mathbf{y}}{\partial \mathbf{w}} =
# \begin{bmatrix} \frac{\partial}{\partial w_1}(w_1 + x_1) & \frac{\partial}{\partial w_2}(w_1 + x_1) \\
# \frac{\partial}{\partial w_1}(w_2 + x_2) & \frac{\partial}{\partial w_2}(w_2 + x_2) \end{bmatrix} =
# \begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}$$
#
# The first output does not depend on $w_2$, nor the second on $w_1$. The picture shows measured Jacobians with one colour
# for each slope; white is 0. On the left $y_i = w_i^2 x_i$, with respect to $\mathbf{w}$. On the right the running sum
# $y_i = x_1 + \dots + x_i$: there an output depends on other entries too.
#
# <!-- ko -->
# ## 원소별(elementwise) 연산
#
# NumPy는 벡터를 원소끼리 더하고 빼고 곱하고 나눕니다. $y_i = w_i \circ x_i$이고 $\circ$는 $+$, $-$, $\times$, $/$ 가운데
# 하나입니다. 변할 수 있는 벡터가 둘이므로 야코비 행렬도 둘입니다. 크기가 2인 두 벡터의 합을 봅시다.
#
# $$\mathbf{y} = \begin{bmatrix} w_1 + x_1 \\ w_2 + x_2 \end{bmatrix},\qquad
# \frac{\partial \mathbf{y}}{\partial \mathbf{w}} =
# \begin{bmatrix} \frac{\partial}{\partial w_1}(w_1 + x_1) & \frac{\partial}{\partial w_2}(w_1 + x_1) \\
# \frac{\partial}{\partial w_1}(w_2 + x_2) & \frac{\partial}{\partial w_2}(w_2 + x_2) \end{bmatrix} =
# \begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}$$
#
# 첫째 출력은 $w_2$와, 둘째 출력은 $w_1$과 관계가 없습니다. 그림은 측정한 야코비 행렬의 기울기를 색으로 나타낸 것이고 흰색이
# 0입니다. 왼쪽은 $y_i = w_i^2 x_i$를 $\mathbf{w}$로 미분한 것이고, 오른쪽은 누적합 $y_i = x_1 + \dots + x_i$를 $\mathbf{x}$로
# 미분한 것입니다. 누적합에서는 다른 원소가 변해도 출력이 변합니다.

# %% name="look_diagonal"
weights, inputs = np.array([0.5, -1.5, 1.0, -0.7, 1.2]), np.array([1.0, 0.8, -1.3, 0.6, 0.9])
pictures.diagonal(weights, inputs)

# %% [markdown] name="elementwise_question"
# Write `elementwise_jacobians(w, x, operator)`. It returns two arrays of shape `(n, n)`: first the Jacobian of
# $\mathbf{w} \circ \mathbf{x}$ with respect to $\mathbf{w}$, then the one with respect to $\mathbf{x}$. `operator` is one of
# the strings `"+"`, `"-"`, `"*"`, `"/"`; for any other, `raise ValueError("...")` with a message that tells the caller which
# operators there are.
#
# For each operator find the slope of one entry, $w_i \circ x_i$, with respect to $w_i$ and to $x_i$. `np.diag(v)` puts a
# vector on the diagonal of a matrix of zeros.
#
# <!-- ko -->
# `elementwise_jacobians(w, x, operator)`를 작성하세요. 모양이 `(n, n)`인 배열 두 개를 반환합니다. 첫째는
# $\mathbf{w} \circ \mathbf{x}$를 $\mathbf{w}$로 미분한 야코비 행렬, 둘째는 $\mathbf{x}$로 미분한 야코비 행렬입니다. `operator`는
# 문자열 `"+"`, `"-"`, `"*"`, `"/"` 가운데 하나이고, 그 밖의 문자열이면 `raise ValueError("...")`로 오류를 일으키세요.
# 메시지에는 어떤 연산자를 쓸 수 있는지 적으세요.
#
# 연산자마다 원소 하나 $w_i \circ x_i$를 $w_i$와 $x_i$로 미분한 기울기를 구하세요. `np.diag(v)`는 벡터를 대각선에 놓고 나머지를
# 0으로 채운 대각 행렬(diagonal matrix)을 만듭니다.

# %% name="elementwise" locked=true
def elementwise(w, x, operator):
    return {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}[operator](w, x)

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):

# %% check="elementwise_jacobians"
_vectors = np.array([0.5, -1.5, 3.0]), np.array([-2.0, 0.8, 1.6])
check_jacobians(elementwise_jacobians, elementwise, _vectors, "+")
check_jacobians(elementwise_jacobians, elementwise, _vectors, "-")
check_jacobians(elementwise_jacobians, elementwise, _vectors, "*")
check_jacobians(elementwise_jacobians, elementwise, _vectors, "/")
check_jacobians(elementwise_jacobians, elementwise, (np.array([3, -2]), np.array([-4, 5])), "/")
check_raises(elementwise_jacobians, *_vectors, "@")

# %% [markdown] name="why_diagonal_text"
# ### In your own words
#
# Why is every Jacobian of an elementwise operation diagonal? And why are those of $+$ and $-$ the same at every point,
# while those of $\times$ and $/$ change from point to point? Two or three sentences with the reasons are enough.
#
# <!-- ko -->
# ### 자신의 말로 설명하기
#
# 원소별 연산의 야코비 행렬은 왜 모두 대각 행렬입니까? 그리고 $+$와 $-$의 야코비 행렬은 어느 점에서나 같은데 $\times$와 $/$의 야코비
# 행렬은 왜 점마다 다릅니까? 이유를 두세 문장으로 쓰면 충분합니다.

# %% [markdown] explain="why_diagonal" points=2
# ### BEGIN SOLUTION
# Output $y_i$ is made of $w_i$ and $x_i$ only. Changing another entry $w_j$ leaves it as it is, so every slope off the
# diagonal is 0. The slopes of $w_i + x_i$ and $w_i - x_i$ are 1 or −1 wherever we stand: these functions are straight. The
# slopes of $w_ix_i$ and $w_i/x_i$ contain the entries themselves, so they differ from point to point.
#
# - 1 point: each output depends only on the entries with its own index, hence slope 0 elsewhere.
# - 1 point: sum and difference have constant slopes (they are linear); product and quotient have slopes that depend on $w$
#   or $x$. Half of it for naming the slopes without saying why they change.
# ### END SOLUTION
#
# <!-- ko -->
# ### BEGIN SOLUTION
# 출력 $y_i$는 $w_i$와 $x_i$만으로 계산합니다. 다른 원소 $w_j$를 바꾸어도 $y_i$는 변하지 않으므로 대각선 밖의 기울기는 모두
# 0입니다. $w_i + x_i$와 $w_i - x_i$는 일차식이므로 기울기가 어디에서나 1 또는 −1입니다. $w_ix_i$와 $w_i/x_i$의 기울기에는
# 원소가 그대로 들어 있으므로 점마다 다릅니다.
#
# - 1점: 각 출력이 같은 번호의 원소에만 의존하므로 나머지 기울기가 0임을 설명함.
# - 1점: 합과 차는 기울기가 상수(선형)이고, 곱과 몫은 기울기가 $w$나 $x$에 따라 달라짐을 설명함. 이유 없이 기울기만 적었으면
#   0.5점.
# ### END SOLUTION

# %% [markdown] name="sum_text"
# ## From a vector to one number: the sum
#
# A cost is one number, and most costs add something up over many entries. Take $y = x_1 - 2x_2$ first: one output, two inputs, so
# one row with the slope along each input,
#
# $$\frac{\partial y}{\partial \mathbf{x}} = \begin{bmatrix} 1 & -2 \end{bmatrix},\qquad\text{of shape } (1, 2)$$
#
# Now the plain sum, $y = x_1 + x_2 + \dots + x_n$. Write `sum_jacobian(n)`, which returns its Jacobian, an array with
# rows and columns: how many of each?
#
# <!-- ko -->
# ## 벡터에서 수 하나로: 합
#
# 비용은 수 하나이고, 대개 많은 원소에서 구한 값을 모두 더해 얻습니다. 먼저 $y = x_1 - 2x_2$를 봅시다. 출력이 하나이고 입력이
# 둘이므로 행이 하나이고, 그 행에 입력마다 기울기가 하나씩 있습니다.
#
# $$\frac{\partial y}{\partial \mathbf{x}} = \begin{bmatrix} 1 & -2 \end{bmatrix},\qquad\text{모양은 } (1, 2)$$
#
# 이제 모든 원소를 그대로 더한 $y = x_1 + x_2 + \dots + x_n$을 봅시다. 그 야코비 행렬을 반환하는 `sum_jacobian(n)`을 작성하세요.
# 행과 열이 있는 배열이어야 합니다. 행은 몇 개이고 열은 몇 개입니까?

# %% answer="sum_jacobian"
def sum_jacobian(n):

# %% check="sum_jacobian"
for _n in (2, 4, 1):
    _measured = measure_jacobian(lambda x: np.array([np.sum(x)]), np.linspace(-1.5, 2.0, _n))
    _held = check_close(f"sum_jacobian({_n})", call(sum_jacobian, _n), _measured)
_held

# %% [markdown] name="expand_text"
# ## From one number to a vector: the expansion
#
# NumPy also goes the other way. In `x - z` with a vector `x` and a single number `z`, the number is used for every entry: it
# is *expanded* (broadcast) to the size of the vector. As a function of $z$ this has one input and $n$ outputs, and a column
# as its Jacobian. For $n = 2$:
#
# $$\mathbf{y} = \begin{bmatrix} x_1 - z \\ x_2 - z \end{bmatrix},\qquad
# \frac{\partial \mathbf{y}}{\partial z} = \begin{bmatrix} -1 \\ -1 \end{bmatrix},\qquad\text{of shape } (2, 1)$$
#
# Write `expand_jacobian(x, operator)`: the Jacobian of `x + z` by the number `z` where `operator` is `"+"`, and of `x * z`
# where it is `"*"`, an array of shape `(n, 1)`. (Why does it not need to know `z`?)
#
# Then put your two matrices side by side, `sum_jacobian(n)` and `expand_jacobian(x, "+")`. One hands a number out to $n$ places,
# the other collects $n$ places in one number. In the seventh notebook this pair decides how the bias of a layer learns.
#
# <!-- ko -->
# ## 수 하나에서 벡터로: 확장
#
# 반대 방향도 있습니다. NumPy에서 벡터 `x`와 수 하나 `z`로 `x - z`를 계산하면 모든 원소에서 같은 수 `z`를 뺍니다. 이렇게 수
# 하나를 벡터의 크기만큼 늘려 쓰는 것을 *확장*(broadcast)이라고 합니다. $z$의 함수로 보면 입력이 하나이고 출력이 $n$개이므로
# 야코비 행렬은 열 하나입니다. $n = 2$이면 다음과 같습니다.
#
# $$\mathbf{y} = \begin{bmatrix} x_1 - z \\ x_2 - z \end{bmatrix},\qquad
# \frac{\partial \mathbf{y}}{\partial z} = \begin{bmatrix} -1 \\ -1 \end{bmatrix},\qquad\text{모양은 } (2, 1)$$
#
# `expand_jacobian(x, operator)`를 작성하세요. `operator`가 `"+"`이면 `x + z`를, `"*"`이면 `x * z`를 수 `z`로 미분한 야코비 행렬을
# 모양이 `(n, 1)`인 배열로 반환합니다. (`z`의 값을 몰라도 되는 까닭은 무엇입니까?)
#
# 그런 다음 `sum_jacobian(n)`과 `expand_jacobian(x, "+")`의 두 행렬을 나란히 놓아 보세요. 하나는 수 하나를 $n$곳에 나누어 주고,
# 다른 하나는 $n$곳의 값을 수 하나로 모읍니다. 일곱째 노트북에서 층의 편향(bias)을 어떻게 학습하는지가 이 한 쌍에서 나옵니다.

# %% answer="expand_jacobian"
def expand_jacobian(x, operator):

# %% check="expand_jacobian"
for _operator in ("+", "*"):
    for _x in (np.array([0.5, -1.5, 3.0]), np.array([2, -4])):
        _measured = measure_jacobian(lambda z: elementwise(_x, z, _operator), np.array([0.7]))
        _held = check_close(f'expand_jacobian({_x.tolist()}, "{_operator}")', call(expand_jacobian, _x, _operator), _measured)
_held

# %% [markdown] name="map_text"
# ## What a Jacobian does
#
# A derivative replaces a curve by its tangent. A Jacobian does the same for many inputs and outputs: near a point it
# replaces a curved function by a **linear map**, a multiplication by a matrix.
#
# $$\mathbf{f}(\mathbf{x} + d\mathbf{x}) \approx \mathbf{f}(\mathbf{x}) + J(\mathbf{x})\,d\mathbf{x}$$
#
# On the left is a small square grid around $\mathbf{x}_0$. On the right, in blue, is the same grid after $\mathbf{f}$: every
# line bends. In orange, dashed, is the same grid after the linear approximation: it consists of parallelograms. The two arrows
# on the left are steps along $x_1$ and along $x_2$; on the right they have become the two **columns** of $J$, times the length
# of the step.
#
# Make `radius` smaller, 0.2 and then 0.05. What happens to the two grids?
#
# <!-- ko -->
# ## 야코비 행렬이 하는 일
#
# 도함수를 쓰면 곡선을 접선으로 대신할 수 있습니다. 입력과 출력이 여럿일 때는 야코비 행렬이 그 일을 합니다. 한 점 가까이에서
# 휘어진 함수를 **선형변환(linear map)**, 곧 행렬의 곱으로 대신합니다. 비선형인 변화도 아주 가까이에서 보면 선형으로 근사할 수
# 있습니다.
#
# $$\mathbf{f}(\mathbf{x} + d\mathbf{x}) \approx \mathbf{f}(\mathbf{x}) + J(\mathbf{x})\,d\mathbf{x}$$
#
# 왼쪽은 점 $\mathbf{x}_0$ 둘레의 작은 정사각형 격자입니다. 오른쪽의 파란 선은 이 격자의 점들을 $\mathbf{f}$에 넣은 결과로, 모든
# 선이 휘어집니다. 주황 점선은 선형 근사에 넣은 결과로, 평행사변형의 격자가 됩니다. 왼쪽의 두 화살표는 $x_1$ 방향과 $x_2$ 방향의
# 이동량이고, 오른쪽에서는 $J$의 두 **열**에 이동한 길이를 곱한 것이 됩니다.
#
# `radius`를 0.2로, 다시 0.05로 줄여 보세요. 두 격자는 어떻게 됩니까?

# %% name="look_grid"
center, radius = np.array([0.8, 0.6]), 0.4


def bend(x):
    return np.array([x[0] ** 2 + 0.7 * x[1], 0.4 * x[0] + 0.6 * x[1] + x[1] ** 2])


pictures.grid(bend, center, radius)

# %% [markdown] name="map_question"
# Back to $y_1 = x_1^2 + 3x_2$ and $y_2 = x_1x_2^3$ at $(2, 1)$, where $\mathbf{y} = (7, 2)$. Step by
# $d\mathbf{x} = (0.1, -0.1)$. Each row of $J$ adds up what all entries of the step do to one output:
#
# $$\begin{bmatrix} 7 \\ 2 \end{bmatrix} + \begin{bmatrix} 4 & 3 \\ 1 & 6 \end{bmatrix}\begin{bmatrix} 0.1 \\ -0.1 \end{bmatrix} =
# \begin{bmatrix} 7 + 0.4 - 0.3 \\ 2 + 0.1 - 0.6 \end{bmatrix} = \begin{bmatrix} 7.1 \\ 1.5 \end{bmatrix}$$
#
# The exact value is $(7.11, 1.5309)$. Write `linear_map(f, jacobian, x, dx)`: it receives a function, the function that
# gives its Jacobian at a point, a point and a step, and returns this approximation, a vector of size $m$.
# The check repeats the example, and then takes three outputs and two inputs:
# $\mathbf{f} = [x_1^2, x_1x_2, x_2]$ at $(1, 2)$ with $d\mathbf{x} = (0.5, 0.5)$. Work it out on paper, too.
#
# <!-- ko -->
# 다시 $y_1 = x_1^2 + 3x_2$, $y_2 = x_1x_2^3$을 봅시다. 점 $(2, 1)$에서 $\mathbf{y} = (7, 2)$입니다. 여기서
# $d\mathbf{x} = (0.1, -0.1)$만큼 이동합니다. $J$의 각 행에 이동량을 곱하면, 이동량의 원소마다 그 출력에 생기는 변화가 모두
# 더해집니다.
#
# $$\begin{bmatrix} 7 \\ 2 \end{bmatrix} + \begin{bmatrix} 4 & 3 \\ 1 & 6 \end{bmatrix}\begin{bmatrix} 0.1 \\ -0.1 \end{bmatrix} =
# \begin{bmatrix} 7 + 0.4 - 0.3 \\ 2 + 0.1 - 0.6 \end{bmatrix} = \begin{bmatrix} 7.1 \\ 1.5 \end{bmatrix}$$
#
# 정확한 값은 $(7.11, 1.5309)$입니다. `linear_map(f, jacobian, x, dx)`를 작성하세요. 함수 `f`, 점을 받아 야코비 행렬을 반환하는 함수
# `jacobian`, 점 `x`, 이동량 `dx`를 받아 이 근삿값을 크기가 $m$인 벡터로 반환합니다.
# 확인 셀은 위의 예와, 출력이 셋이고 입력이 둘인 $\mathbf{f} = [x_1^2, x_1x_2, x_2]$를 점 $(1, 2)$에서
# $d\mathbf{x} = (0.5, 0.5)$로 시험합니다. 종이에도 계산해 보세요.

# %% answer="linear_map"
def linear_map(f, jacobian, x, dx):

# %% check="linear_map"
check_close(
    "linear_map",
    call(
        linear_map,
        lambda x: np.array([x[0] ** 2 + 3 * x[1], x[0] * x[1] ** 3]),
        lambda x: np.array([[2 * x[0], 3], [x[1] ** 3, 3 * x[0] * x[1] ** 2]]),
        np.array([2.0, 1.0]),
        np.array([0.1, -0.1]),
    ),
    [7.1, 1.5],
)
check_close(
    "linear_map",
    call(
        linear_map,
        lambda x: np.array([x[0] ** 2, x[0] * x[1], x[1]]),
        lambda x: np.array([[2 * x[0], 0], [x[1], x[0]], [0, 1]]),
        np.array([1, 2]),
        np.array([0.5, 0.5]),
    ),
    [2, 3.5, 2.5],
)

# %% [markdown] name="why_this_layout_text"
# ### In your own words
#
# For a function with 3 inputs and 2 outputs a friend returns a `(3, 2)` matrix with all the right slopes, and says that
# layout is a matter of taste. Use $J\,d\mathbf{x}$ to explain what the `(2, 3)` layout is good for, and why the friend's
# mistake is more dangerous when there are as many outputs as inputs.
#
# <!-- ko -->
# ### 자신의 말로 설명하기
#
# 입력이 3개, 출력이 2개인 함수에 대해 한 친구가 기울기는 모두 맞지만 모양이 `(3, 2)`인 행렬을 반환하고, 표기법은 취향의 문제라고
# 말합니다. $J\,d\mathbf{x}$를 써서 모양이 `(2, 3)`이면 무엇이 좋은지 설명하세요. 그리고 출력과 입력의 수가 같을 때 친구의 실수가 왜
# 더 위험한지도 설명하세요.

# %% [markdown] explain="why_this_layout" points=2
# ### BEGIN SOLUTION
# A step has 3 entries, and `(2, 3)` times `(3,)` gives 2 numbers, one change for each output: each row meets the whole step
# and adds up what every input does to that output. A `(3, 2)` matrix does not fit the step; it has to be transposed first.
# With as many outputs as inputs the transposed matrix fits as well, no error appears, and the changes are silently wrong.
#
# - 1 point: inner sizes meet, `(m, n)` times `(n,)` gives `(m,)`; or: each row times the step is the change of one output.
# - 1 point: a square matrix multiplies either way, so nothing warns of the wrong result.
# ### END SOLUTION
#
# <!-- ko -->
# ### BEGIN SOLUTION
# 이동량의 원소는 3개이고, `(2, 3)` 곱하기 `(3,)`은 수 2개, 곧 출력마다 변화량 하나가 됩니다. 각 행에 이동량을 곱하면 모든 입력이
# 그 출력에 일으키는 변화가 더해집니다. `(3, 2)` 행렬은 이동량과 크기가 맞지 않아서 먼저 전치해야 합니다. 출력과 입력의 수가 같으면
# 전치된 행렬도 곱해지므로 오류 없이 틀린 변화량이 나옵니다.
#
# - 1점: 안쪽 크기가 맞아서 `(m, n)` 곱하기 `(n,)`이 `(m,)`이 됨을 설명함. 또는 각 행과 이동량의 곱이 한 출력의 변화량임을 설명함.
# - 1점: 정사각 행렬은 전치해도 곱해지므로 오류가 나지 않아 틀린 결과를 알아차릴 수 없음을 설명함.
# ### END SOLUTION

# %% [markdown] name="numerical_text"
# ## Measure it, column by column
#
# A step along one input alone, $d\mathbf{x} = h\,\mathbf{e}_j$ with a 1 in place $j$ of $\mathbf{e}_j$ and 0 elsewhere, picks
# out one column of the Jacobian. So measure that column with a central difference:
#
# $$J\,\mathbf{e}_j \approx \frac{\mathbf{f}(\mathbf{x} + h\,\mathbf{e}_j) - \mathbf{f}(\mathbf{x} - h\,\mathbf{e}_j)}{2h}$$
#
# Do it for every input and place the columns side by side. Write `numerical_jacobian(f, x, h=1e-5)` for any `f` that
# takes an array of shape `(n,)` and returns one of shape `(m,)`. Use the caller's `h`, and leave `x` exactly as it was: adding
# $h$, then subtracting it again, may leave a rounding error. If `x` holds integers, remember that such an array cannot hold
# fractions.
#
# The check uses two cases whose exact value is known. For $\mathbf{f}(\mathbf{x}) = A\mathbf{x}$ the Jacobian is $A$ itself, for
# any step; and for $x_i^3$ in every entry the slope comes out as $3x_i^2 + h^2$.
#
# <!-- ko -->
# ## 열마다 측정하기
#
# 야코비 행렬에 한 입력만 바꾸는 이동량 $d\mathbf{x} = h\,\mathbf{e}_j$를 곱하면 열 하나의 $h$배가 나옵니다. $\mathbf{e}_j$는
# $j$번째 원소만 1이고 나머지는 0인 벡터입니다. 그러므로 그 열을 중심 차분(central difference)으로 측정할 수 있습니다.
#
# $$J\,\mathbf{e}_j \approx \frac{\mathbf{f}(\mathbf{x} + h\,\mathbf{e}_j) - \mathbf{f}(\mathbf{x} - h\,\mathbf{e}_j)}{2h}$$
#
# 모든 입력에 대해 되풀이하고 열을 나란히 놓습니다. 모양이 `(n,)`인 배열을 받아 모양이 `(m,)`인 배열을 반환하는 어떤 `f`에도 쓸 수
# 있도록 `numerical_jacobian(f, x, h=1e-5)`를 작성하세요. 인수로 받은 `h`를 사용하세요. 함수가 끝났을 때 `x`는 처음과 정확히
# 같아야 합니다. $h$를 더했다가 다시 빼면 반올림 오차가 남을 수 있습니다. `x`가 정수 배열이면 소수를 담을 수 없다는 점에도
# 주의하세요.
#
# 확인 셀은 정확한 값을 아는 두 경우로 시험합니다. $\mathbf{f}(\mathbf{x}) = A\mathbf{x}$의 야코비 행렬은 간격이 얼마이든 $A$ 자체이고,
# 원소마다 $x_i^3$인 함수의 기울기는 $3x_i^2 + h^2$으로 나옵니다.

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):

# %% check="numerical_jacobian"
_A = np.array([[1.0, 2.0, 0.0], [-1.0, 0.0, 4.0]])
check_close(
    "numerical_jacobian(A @ x)", call(numerical_jacobian, lambda x: _A @ x, np.array([0.5, -1.0, 2.0]), h=0.25), _A
)
check_close(
    "numerical_jacobian(x**3)",
    call(numerical_jacobian, lambda x: x**3, np.array([1, -2]), h=0.25),
    [[3.0625, 0.0], [0.0, 12.0625]],
)
check_close(
    "numerical_jacobian([x1 * x2, x1 + x2])",
    call(numerical_jacobian, lambda x: np.array([x[0] * x[1], x[0] + x[1]]), np.array([2.0, -3.0]), h=0.25),
    [[-3, 2], [1, 1]],
)

# %% [markdown] name="symbolic_text"
# ## Let SymPy write the table
#
# SymPy differentiates one expression with respect to one symbol:
#
# ```python
# x1, x2 = sympy.symbols("x1 x2")
# sympy.diff(x1 * x2**3, x2)
# ```
#
# gives `3*x1*x2**2`. A Jacobian is nothing but many of these in the right places. Write
# `symbolic_jacobian(functions, variables)`: it receives a list of $m$ expressions and a list of $n$ symbols, and returns a
# `sympy.Matrix` of shape `(m, n)`. Keep the order of the two lists. Symbols that are not in `variables` are constants, and
# an expression may be a plain number such as 3. A matrix is made from a list of rows:
# `sympy.Matrix([[1, x1], [x2, 0]])` has two rows and two columns.
#
# You may use `sympy.diff`. **Do not use** what makes the whole table, `Matrix.jacobian` or `derive_by_array`: an answer that
# calls one of them earns nothing, and the check says so.
#
# The next cell prints three calls that the check makes, with the measured Jacobians.
#
# <!-- ko -->
# ## SymPy로 표 만들기
#
# SymPy는 식 하나를 기호 하나로 미분합니다.
#
# ```python
# x1, x2 = sympy.symbols("x1 x2")
# sympy.diff(x1 * x2**3, x2)
# ```
#
# 결과는 `3*x1*x2**2`입니다. 야코비 행렬은 이런 도함수를 알맞은 자리에 놓은 것입니다. `symbolic_jacobian(functions, variables)`를
# 작성하세요. 식 $m$개의 리스트와 기호 $n$개의 리스트를 받아 모양이 `(m, n)`인 `sympy.Matrix`를 반환합니다. 두 리스트의 순서를
# 지키세요. `variables`에 없는 기호는 상수이고, 식은 3과 같은 수일 수도 있습니다. 행렬은 행의 리스트로 만듭니다.
# `sympy.Matrix([[1, x1], [x2, 0]])`은 2행 2열입니다.
#
# `sympy.diff`는 써도 됩니다. 표 전체를 만들어 주는 `Matrix.jacobian`과 `derive_by_array`는 **쓰지 마세요**. 이 가운데
# 하나라도 호출한 답은 0점이고, 확인 셀에서도 알려 줍니다.
#
# 다음 셀은 확인 셀이 시험할 세 가지 호출과, 측정한 야코비 행렬을 보여 줍니다.

# %% name="trials" locked=true
s1, s2, s3, constant = sympy.symbols("x1 x2 x3 a")
trials = [
    ((3, constant * s1**2), (s1,)),
    ((3 * s1**2 * s2, 2 * s1 + s2**8), (s1, s2)),
    ((s1 * s2, sympy.sin(s3)), (s3, s1, s2)),
]
show_symbolic_jacobians(trials)

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):

# %% check="symbolic_jacobian"
check_symbolic_jacobians(symbolic_jacobian, trials)

# %% [markdown] name="end"
# ## Where this leads
#
# If one function feeds another, a step passes through two linear maps in turn, and their matrices multiply. That is the
# chain rule, and the next notebook.
#
# <!-- ko -->
# ## 다음 이야기
#
# 한 함수의 출력이 다른 함수의 입력이 되면, 입력의 변화에 두 행렬을 차례로 곱해야 출력의 변화가 됩니다. 이것이 연쇄
# 법칙(chain rule)이고, 다음 노트북의 주제입니다.

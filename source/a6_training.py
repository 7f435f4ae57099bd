# %% [markdown] name="title"
# # 6 · Training: the cost, its gradient, and learning
#
# Until now a neuron saw one example. Training shows it many, each with the answer it should have given, and asks: **how
# must $\mathbf{w}$ and $b$ change so that all answers together get better?** You will measure how wrong a neuron is
# (the *cost*), find the direction in which the cost grows (its *gradient*), and go the other way, step by step
# (*gradient descent*). At the end a neuron learns, and every line of its code is yours.
#
# In each answer cell, replace the line `raise NotImplementedError()` by your own code and run the cell. Your functions
# may call the earlier ones of this notebook. Leave the arrays that you receive as they are: others may still need them,
# and an answer that changes them loses points. Numbers in them may be integers. This notebook takes
# a little over three hours.
#
# <!-- ko -->
# # 6 · 학습(training): 비용, 비용의 그레이디언트, 그리고 경사 하강법
#
# 지금까지는 뉴런에 예를 하나만 넣어 보았습니다. 학습에서는 많은 예를 정답과 함께 주고, 이렇게 묻습니다. **예측이 전체적으로
# 더 잘 맞으려면 $\mathbf{w}$와 $b$를 어떻게 바꾸어야 합니까?** 먼저 뉴런이 얼마나 틀리는지 나타내는 *비용*(cost)을 구하고,
# 비용이 어느 방향으로 커지는지 나타내는 *그레이디언트*(gradient)를 구합니다. 그리고 그 반대 방향으로 조금씩 이동합니다.
# 이것이 *경사 하강법*(gradient descent)입니다. 끝까지 풀면 뉴런 하나가 실제로 학습하며, 그 코드는 모두 여러분이 쓴 것입니다.
#
# 답을 쓰는 셀마다 `raise NotImplementedError()` 줄을 지우고 코드를 쓴 다음 셀을 실행하세요. 이 노트북에서 앞서 작성한
# 함수를 불러도 됩니다. 인수로 받은 배열은 다른 곳에서도 쓰므로 바꾸지 말고 그대로 두세요. 바꾸면 감점됩니다. 배열의
# 원소는 정수일 수도 있습니다. 이 노트북을 푸는 데는 세 시간이 조금 넘게 걸립니다.

# %% name="setup" locked=true
import numpy as np

import pictures
from checks import (
    call,
    check_close,
    check_derivative,
    check_gradient,
    check_values,
    descend,
    show_gradient_check,
)

# %% [markdown] name="samples_text"
# ## Many samples at once
#
# The examples, from now on *samples*, are the rows of a matrix. On the slides a row is an image. The value that the
# neuron should give for each of them, its *target*, is in a vector of the same length:
#
# $$X = [\mathbf{x}_1, \mathbf{x}_2, \dots, \mathbf{x}_N]^T \qquad \mathbf{y} = [target(\mathbf{x}_1), target(\mathbf{x}_2), \dots, target(\mathbf{x}_N)]^T$$
#
# So `X` has shape `(N, n)`: $N$ samples with $n$ inputs. `y` has shape `(N,)` and `w` has shape `(n,)`. There is one
# weight for each input, however many samples there are. We take these three samples through the whole notebook:
#
# | $i$ | $\mathbf{x}_i$ | $y_i$ | $z_i = \mathbf{w} \cdot \mathbf{x}_i + b$ | $activation(\mathbf{x}_i)$ |
# |---|---|---|---|---|
# | 1 | (2, 1) | 1 | 2 + 2 − 1 = 3 | 3 |
# | 2 | (1, −2) | 2 | 1 − 4 − 1 = −4 | 0 |
# | 3 | (−1, 3) | 5 | −1 + 6 − 1 = 4 | 4 |
#
# with $\mathbf{w} = (1, 2)$ and $b = -1$. Samples 1 and 3 are *active*, their gate is open. Sample 2 is *inactive*.
#
# <!-- ko -->
# ## 여러 샘플을 한꺼번에
#
# 앞으로는 예를 *샘플*(sample)이라고 하겠습니다. 샘플은 행렬에 한 행씩 들어 있습니다. 강의 자료에서는 한 행이 이미지
# 하나입니다. 샘플마다 뉴런이 출력해야 할 값, 곧 *목표값*(target)은 길이가 같은 벡터에 들어 있습니다.
#
# $$X = [\mathbf{x}_1, \mathbf{x}_2, \dots, \mathbf{x}_N]^T \qquad \mathbf{y} = [target(\mathbf{x}_1), target(\mathbf{x}_2), \dots, target(\mathbf{x}_N)]^T$$
#
# 따라서 `X`의 모양은 `(N, n)`이고, 입력이 $n$개인 샘플이 $N$개 있다는 뜻입니다. `y`의 모양은 `(N,)`, `w`의 모양은
# `(n,)`입니다. 샘플이 아무리 많아도 가중치(weight)는 입력마다 하나입니다. 이 노트북에서는 다음 세 샘플을 계속 예로
# 씁니다.
#
# | $i$ | $\mathbf{x}_i$ | $y_i$ | $z_i = \mathbf{w} \cdot \mathbf{x}_i + b$ | $activation(\mathbf{x}_i)$ |
# |---|---|---|---|---|
# | 1 | (2, 1) | 1 | 2 + 2 − 1 = 3 | 3 |
# | 2 | (1, −2) | 2 | 1 − 4 − 1 = −4 | 0 |
# | 3 | (−1, 3) | 5 | −1 + 6 − 1 = 4 | 4 |
#
# 여기서 $\mathbf{w} = (1, 2)$이고 편향(bias)은 $b = -1$입니다. 샘플 1과 3은 게이트가 열린 *활성* 샘플이고, 샘플 2는 게이트가 닫힌
# *비활성* 샘플입니다.

# %% name="example" locked=true
w0, b0 = np.array([1, 2]), -1
X0 = np.array([[2, 1], [1, -2], [-1, 3]])
y0 = np.array([1, 2, 5])

# %% [markdown] name="predictions_text"
# ### Predictions
# Return the neuron's activation for each row of `X`, as a vector of shape `(N,)`.
# The product of a matrix and a vector, `X @ w`, takes the dot product of every row with `w`. And each sample has its
# own gate: compare entry by entry.
#
# <!-- ko -->
# ### 예측
# `X`의 각 행에 대한 뉴런의 활성화 값(activation)을 모양이 `(N,)`인 벡터로 반환하세요. 행렬과 벡터의 곱 `X @ w`는 모든
# 행과 `w`의 내적을 한꺼번에 구합니다. 게이트는 샘플마다 따로 있으므로 원소별로 비교해야 합니다.

# %% answer="predictions"
def predictions(w, b, X):

# %% check="predictions"
check_close("predictions(w0, b0, X0)", call(predictions, w0, b0, X0), [3, 0, 4])
check_close("predictions(w0, -4, X0)", call(predictions, w0, -4, X0), [0, 0, 1])
check_close("predictions(w0, -4.5, X0)", call(predictions, w0, -4.5, X0), [0, 0, 0.5])

# %% [markdown] name="errors_text"
# ### Errors
# The error says how far a prediction is from its target, and on which side:
#
# $$e_i = activation(\mathbf{x}_i) - y_i$$
#
# Positive means too high, negative too low. In the example: 3 − 1 = 2, 0 − 2 = −2 and 4 − 5 = −1. An inactive sample
# has an error too: the neuron predicts 0, and that may be wrong. (The slides also use
# $v_i = y_i - activation(\mathbf{x}_i)$, the same with the other sign. Once squared, they agree.)
#
# **A trap.** On paper there are columns and rows. In NumPy, a column minus a row does not fail: it subtracts *every*
# entry of one from *every* entry of the other and returns a matrix, as the next cell shows. Where in that matrix are
# our three errors? Keep vectors as `(N,)`, and look at the shape when a number surprises you.
#
# <!-- ko -->
# ### 오차
# 오차(error)는 예측이 목표값에서 얼마나, 그리고 어느 쪽으로 벗어났는지를 나타냅니다.
#
# $$e_i = activation(\mathbf{x}_i) - y_i$$
#
# 양수이면 예측이 너무 높고, 음수이면 너무 낮습니다. 예에서는 3 − 1 = 2, 0 − 2 = −2, 4 − 5 = −1입니다. 비활성 샘플에도
# 오차가 있습니다. 이때 예측은 0인데, 목표값이 0이 아니면 틀린 예측이기 때문입니다. (강의 자료에는 부호만 반대인
# $v_i = y_i - activation(\mathbf{x}_i)$도 나옵니다. 제곱하면 둘은 같습니다.)
#
# **함정.** 수식에서는 열벡터와 행벡터를 구별합니다. NumPy에서 열에서 행을 빼면 오류가 나지 않고, 한쪽의 *모든* 원소에서
# 다른 쪽의 *모든* 원소를 뺀 행렬이 나옵니다. 다음 셀에서 볼 수 있습니다. 우리가 구하려는 오차 세 개는 이 행렬의 어디에
# 있습니까? 벡터의 모양은 `(N,)`으로 두고, 값이 이상하면 모양부터 확인하세요.

# %% name="look_shapes"
column = np.array([[3], [0], [4]])
row = np.array([[1, 2, 5]])
column - row

# %% [markdown] name="errors_question"
# Return the errors as a vector of shape `(N,)`.
#
# <!-- ko -->
# 오차를 모양이 `(N,)`인 벡터로 반환하세요.

# %% answer="errors"
def errors(w, b, X, y):

# %% check="errors"
check_close("errors(w0, b0, X0, y0)", call(errors, w0, b0, X0, y0), [2, -2, -1])
check_close("errors(w0, -4, X0, y0)", call(errors, w0, -4, X0, y0), [-1, -2, -4])

# %% [markdown] name="neuron_text"
# With a single input, all of this fits into one picture. The blue line is a neuron, the points are twelve samples with
# their targets as height, and the orange lines are the errors. Change `w_shown` and `b_shown` until the errors look
# small. You have then trained a neuron by hand.
#
# <!-- ko -->
# 입력이 하나이면 이 모두를 그림 하나에 나타낼 수 있습니다. 파란 선은 뉴런의 출력, 점은 목표값을 높이로 나타낸 샘플 열두
# 개, 주황색 선은 오차입니다. 오차가 작아 보일 때까지 `w_shown`과 `b_shown`을 바꾸어 보세요. 이것이 바로 손으로 하는
# 학습입니다.

# %% name="look_neuron"
inputs = np.linspace(-2, 3, 12)
targets = np.clip(1.2 * inputs + 0.8, 0, None) + np.random.default_rng(6).normal(0, 0.25, 12)
w_shown, b_shown = 0.5, 0.5
pictures.fitted(inputs, targets, w_shown, b_shown)

# %% [markdown] name="cost_text"
# ## One number for all errors: the cost
#
# To say how wrong the neuron is as a whole, we square every error and take the mean over all $N$ samples. This is the
# *cost function*, here the mean squared error. (Many books, and the next notebook, say *loss*; in this course the two
# words mean the same.)
#
# $$C(\mathbf{w}, b, X, \mathbf{y}) = \frac{1}{N} \sum_{i=1}^{N} (y_i - activation(\mathbf{x}_i))^2 = \frac{1}{N} \sum_{i=1}^{N} (y_i - max(0, \mathbf{w} \cdot \mathbf{x}_i + b))^2$$
#
# The square removes the sign, and large errors count more. The mean keeps the cost comparable when there are more
# samples. In the example: $\frac{1}{3}(2^2 + (-2)^2 + (-1)^2) = 3$.
#
# Return the cost, one number.
#
# <!-- ko -->
# ## 모든 오차를 수 하나로: 비용
#
# 뉴런이 전체적으로 얼마나 틀리는지 수 하나로 나타내려면, 오차를 모두 제곱하고 샘플 $N$개에 대해 평균을 냅니다. 이것이
# *비용 함수*(cost function)이며, 여기서는 평균 제곱 오차(mean squared error)를 씁니다. (책에 따라서는
# *손실*(loss)이라고 하고, 다음 노트북에서도 그렇게 부릅니다. 이 과목에서 비용과 손실은 같은 뜻입니다.)
#
# $$C(\mathbf{w}, b, X, \mathbf{y}) = \frac{1}{N} \sum_{i=1}^{N} (y_i - activation(\mathbf{x}_i))^2 = \frac{1}{N} \sum_{i=1}^{N} (y_i - max(0, \mathbf{w} \cdot \mathbf{x}_i + b))^2$$
#
# 제곱하면 오차의 부호가 없어지고, 큰 오차일수록 더 크게 반영됩니다. 평균을 내면 샘플의 수가 달라도 비용을 서로 비교할
# 수 있습니다. 예에서는 $\frac{1}{3}(2^2 + (-2)^2 + (-1)^2) = 3$입니다.
#
# 비용을 수 하나로 반환하세요.

# %% answer="cost"
def cost(w, b, X, y):

# %% check="cost"
check_close("cost(w0, b0, X0, y0)", call(cost, w0, b0, X0, y0), 3)
check_close("cost(w0, -4, X0, y0)", call(cost, w0, -4, X0, y0), 7)

# %% [markdown] name="surface_text"
# ### A landscape
#
# The data are given; what may change is $\mathbf{w}$ and $b$. So we look at the cost as a function of these two. For
# the twelve samples above, every point of this map is one neuron, the colour is its cost (on a logarithmic scale), and
# each line joins neurons of equal cost. The cross is the neuron of the picture above. To train means to find the bottom
# of the valley, without a map.
#
# Around $w = 0$, $b = -2$ there are no lines. There every gate is closed, and the surface is flat.
#
# <!-- ko -->
# ### 비용의 지형
#
# 데이터는 정해져 있고, 바꿀 수 있는 것은 $\mathbf{w}$와 $b$입니다. 그래서 비용을 이 둘의 함수로 봅니다. 아래 그림에서
# 점 하나는 뉴런 하나에 해당합니다. 색은 위의 샘플 열두 개에 대한 비용(로그 눈금)을 나타내고, 선은 비용이 같은 점을 이은
# 것입니다. 십자는 위 그림의 뉴런입니다. 학습은 이런 그림 없이 골짜기의 바닥을 찾는 일입니다.
#
# $w = 0$, $b = -2$ 근처에는 선이 없습니다. 그곳에서는 게이트가 모두 닫혀 있어서 비용이 변하지 않습니다.

# %% name="look_surface"
def height(w, b):
    return np.mean((targets - np.clip(w * inputs + b, 0, None)) ** 2)


pictures.valley(height, w_shown, b_shown)

# %% [markdown] name="gradient_text"
# ## The gradient of the cost
#
# In which direction does the cost rise fastest? Give the stages names and use the chain rule on **one** sample:
#
# $$u(\mathbf{w}, b, \mathbf{x}) = max(0, \mathbf{w} \cdot \mathbf{x} + b) \qquad v(y, u) = y - u \qquad C(v) = \frac{1}{N} \sum_{i=1}^{N} v^2$$
#
# The inner stage is the neuron of the last notebook, and $y$ does not depend on $\mathbf{w}$:
#
# $$\frac{\partial u}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ \mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases} \qquad \frac{\partial v}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}}(y - u) = \vec{0}^T - \frac{\partial u}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ -\mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}$$
#
# A sum is differentiated term by term, and a square by the power rule with the chain rule:
#
# $$\frac{\partial C(v)}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}} \frac{1}{N} \sum_{i=1}^{N} v^2 = \frac{1}{N} \sum_{i=1}^{N} \frac{\partial v^2}{\partial v} \frac{\partial v}{\partial \mathbf{w}} = \frac{1}{N} \sum_{i=1}^{N} 2v \frac{\partial v}{\partial \mathbf{w}} = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\ -2(y_i - max(0, \mathbf{w} \cdot \mathbf{x}_i + b))\,\mathbf{x}_i^T & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}$$
#
# Where the gate is open, $max$ returns $z$ itself, and the term is
# $2(\mathbf{w} \cdot \mathbf{x}_i + b - y_i)\,\mathbf{x}_i^T = 2e_i\mathbf{x}_i^T$. Take one gradient for each sample,
# 0 where that sample's gate is closed, and then the mean:
#
# | $i$ | $z_i$ | $e_i$ | gradient of $v_i^2$ |
# |---|---|---|---|
# | 1 | 3 | 2 | $2 \cdot 2 \cdot (2, 1) = (8, 4)$ |
# | 2 | −4 | −2 | $(0, 0)$ |
# | 3 | 4 | −1 | $2 \cdot (-1) \cdot (-1, 3) = (2, -6)$ |
# | | | mean | $\frac{1}{3}(10, -2) = (\frac{10}{3}, -\frac{2}{3})$ |
#
# <!-- ko -->
# ## 비용의 그레이디언트
#
# 비용은 어느 방향으로 가장 빨리 커집니까? 계산 단계마다 이름을 붙이고 **샘플 하나**에 연쇄 법칙(chain rule)을 씁니다.
#
# $$u(\mathbf{w}, b, \mathbf{x}) = max(0, \mathbf{w} \cdot \mathbf{x} + b) \qquad v(y, u) = y - u \qquad C(v) = \frac{1}{N} \sum_{i=1}^{N} v^2$$
#
# 가장 안쪽의 $u$는 앞 노트북의 뉴런이고, $y$는 $\mathbf{w}$와 관계없습니다.
#
# $$\frac{\partial u}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ \mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases} \qquad \frac{\partial v}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}}(y - u) = \vec{0}^T - \frac{\partial u}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ -\mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}$$
#
# 합은 항마다 미분하고, 제곱은 거듭제곱 법칙과 연쇄 법칙으로 미분합니다.
#
# $$\frac{\partial C(v)}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}} \frac{1}{N} \sum_{i=1}^{N} v^2 = \frac{1}{N} \sum_{i=1}^{N} \frac{\partial v^2}{\partial v} \frac{\partial v}{\partial \mathbf{w}} = \frac{1}{N} \sum_{i=1}^{N} 2v \frac{\partial v}{\partial \mathbf{w}} = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\ -2(y_i - max(0, \mathbf{w} \cdot \mathbf{x}_i + b))\,\mathbf{x}_i^T & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}$$
#
# 게이트가 열려 있으면 $max$의 값은 $z$ 그대로이므로 항은
# $2(\mathbf{w} \cdot \mathbf{x}_i + b - y_i)\,\mathbf{x}_i^T = 2e_i\mathbf{x}_i^T$입니다. 샘플마다 그레이디언트를
# 구하되 그 샘플의 게이트가 닫혀 있으면 0으로 하고, 마지막에 평균을 냅니다.
#
# | $i$ | $z_i$ | $e_i$ | $v_i^2$의 그레이디언트 |
# |---|---|---|---|
# | 1 | 3 | 2 | $2 \cdot 2 \cdot (2, 1) = (8, 4)$ |
# | 2 | −4 | −2 | $(0, 0)$ |
# | 3 | 4 | −1 | $2 \cdot (-1) \cdot (-1, 3) = (2, -6)$ |
# | | | 평균 | $\frac{1}{3}(10, -2) = (\frac{10}{3}, -\frac{2}{3})$ |

# %% [markdown] name="gradient_trap"
# **A trap on the slide.** Its last line writes the two cases *outside* the sum:
#
# $$\begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\ \frac{2}{N} \sum_{i=1}^{N} (\mathbf{w} \cdot \mathbf{x}_i + b - y_i)\,\mathbf{x}_i^T & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}$$
#
# Read literally, one inactive sample would make everything zero, or one active sample would let all of them count.
# Neither is meant: outside the sum there is no single sample $i$ to ask about. The cases belong **inside** the sum, as
# above. Each sample decides about its own term and no other. And $N$ counts *all* samples, also those that contribute
# zero.
#
# <!-- ko -->
# **강의 자료의 함정.** 강의 자료의 마지막 줄에서는 두 경우가 합의 *바깥*에 적혀 있습니다.
#
# $$\begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\ \frac{2}{N} \sum_{i=1}^{N} (\mathbf{w} \cdot \mathbf{x}_i + b - y_i)\,\mathbf{x}_i^T & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}$$
#
# 적힌 대로 읽으면 비활성 샘플이 하나만 있어도 전체가 0이 되거나, 활성 샘플이 하나만 있어도 모든 샘플이 합에 들어갑니다.
# 둘 다 옳지 않습니다. 합의 바깥에는 $i$가 없으므로 조건을 따질 수 없습니다. 위의 식처럼 합의 **안쪽**에서 샘플마다
# 경우를 나누어야 하고, 각 샘플의 조건은 그 샘플의 항에만 적용됩니다. 그리고 $N$은 기여가 0인 샘플까지 포함한 *전체*
# 샘플의 수입니다.

# %% [markdown] name="gradient_question"
# ### With respect to the weights
#
# In short, for the active samples: $\frac{\partial C}{\partial \mathbf{w}} = \frac{2}{N} \sum_i e_i\mathbf{x}_i^T$.
# What this formula says:
#
# * An error of 0 contributes nothing. If all are 0, so is the gradient: the neuron is at the bottom.
# * A small positive error contributes a little in the direction of $\mathbf{x}_i$, a large one a lot. The prediction is
#   too high, and the weights with large inputs contributed most to it.
# * A negative error reverses the contribution: there the cost rises in the opposite direction.
#
# The converse of the first point is not true: where the gradient is zero, the neuron need not be at the bottom. If
# every gate is closed, the gradient is zero too, however wrong the neuron is.
#
# Return the gradient with respect to `w`, a vector of shape `(n,)`. The check compares it with the example and then
# with slopes that it measures on *your* `cost`, so fix `cost` first if it is wrong. A sample whose $z$ is exactly 0 counts as
# inactive.
#
# <!-- ko -->
# ### 가중치에 대하여
#
# 활성 샘플만 모아 짧게 쓰면 $\frac{\partial C}{\partial \mathbf{w}} = \frac{2}{N} \sum_i e_i\mathbf{x}_i^T$입니다. 이
# 식의 뜻은 다음과 같습니다.
#
# * 오차가 0인 샘플은 기여하지 않습니다. 모든 오차가 0이면 그레이디언트도 0이고, 비용은 최소입니다.
# * 오차가 양수이면 $\mathbf{x}_i$ 방향으로, 오차가 클수록 크게 기여합니다. 예측이 너무 높은 경우인데, 그렇게 된
#   데에는 입력이 큰 쪽의 가중치가 가장 크게 영향을 주었습니다.
# * 오차가 음수이면 방향이 반대가 됩니다. 이때는 비용이 반대 방향으로 커집니다.
#
# 첫째 항목의 역은 성립하지 않습니다. 그레이디언트가 0이라고 해서 비용이 반드시 최소인 것은 아닙니다. 게이트가 모두 닫혀
# 있으면 예측이 아무리 틀려도 그레이디언트는 0입니다.
#
# `w`에 대한 그레이디언트를 모양이 `(n,)`인 벡터로 반환하세요. 확인 셀은 결과를 먼저 위의 예와 비교하고, 다음에는 *여러분의*
# `cost`에서 측정한 기울기와 비교합니다. 그러므로 `cost`가 틀렸다면 `cost`부터 고치세요. $z$가 정확히 0인 샘플은 비활성으로
# 봅니다.

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):

# %% check="cost_gradient_w"
check_close("cost_gradient_w(w0, b0, X0, y0)", call(cost_gradient_w, w0, b0, X0, y0), [10 / 3, -2 / 3])
check_close("cost_gradient_w(w0, 3, [[1, -2]], [2])", call(cost_gradient_w, w0, 3, X0[1:2], y0[1:2]), [0, 0])
check_close("cost_gradient_w(w0, 4, [[1, -2]], [2])", call(cost_gradient_w, w0, 4, X0[1:2], y0[1:2]), [-2, 4])
check_close("cost(w0, b0, X0, y0)", call(cost, w0, b0, X0, y0), 3)
check_gradient(
    lambda w: cost_gradient_w(w, 0.5, X0, y0),
    lambda w: cost(w, 0.5, X0, y0),
    points=[[1.0, 2.0], [-1.0, 0.5], [2.0, -1.0]],
    name="cost_gradient_w",
)

# %% [markdown] name="bias_text"
# ### With respect to the bias
#
# The derivation is the same; only the last step differs. When $b$ changes, $z$ changes by just as much, whatever the
# inputs:
#
# $$\frac{\partial u}{\partial b} = \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ 1 & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases} \qquad \frac{\partial v}{\partial b} = \frac{\partial}{\partial b}(y - u) = 0 - \frac{\partial u}{\partial b} = \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ -1 & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}$$
#
# $$\frac{\partial C(v)}{\partial b} = \frac{1}{N} \sum_{i=1}^{N} \frac{\partial v^2}{\partial v} \frac{\partial v}{\partial b} = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\ 2(\mathbf{w} \cdot \mathbf{x}_i + b - y_i) & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}$$
#
# The slide puts these cases outside the sum as well; again each sample has its own. In the example,
# $\frac{1}{3}(2 \cdot 2 + 0 + 2 \cdot (-1)) = \frac{2}{3}$: sample 1 pulls the bias down, sample 3 pulls it up, but
# less.
#
# Return the gradient with respect to `b`, one number.
#
# <!-- ko -->
# ### 편향에 대하여
#
# 유도 과정은 같고 마지막 단계만 다릅니다. $b$가 변하면 입력이 무엇이든 $z$도 똑같은 만큼 변합니다.
#
# $$\frac{\partial u}{\partial b} = \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ 1 & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases} \qquad \frac{\partial v}{\partial b} = \frac{\partial}{\partial b}(y - u) = 0 - \frac{\partial u}{\partial b} = \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ -1 & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}$$
#
# $$\frac{\partial C(v)}{\partial b} = \frac{1}{N} \sum_{i=1}^{N} \frac{\partial v^2}{\partial v} \frac{\partial v}{\partial b} = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\ 2(\mathbf{w} \cdot \mathbf{x}_i + b - y_i) & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}$$
#
# 강의 자료에서는 여기서도 경우가 합의 바깥에 적혀 있지만, 이번에도 샘플마다 따로 경우를 나누어야 합니다. 예에서는
# $\frac{1}{3}(2 \cdot 2 + 0 + 2 \cdot (-1)) = \frac{2}{3}$입니다. 샘플 1은 편향을 줄이는 쪽으로, 샘플 3은 그보다 약하게
# 늘리는 쪽으로 작용합니다.
#
# `b`에 대한 그레이디언트를 수 하나로 반환하세요.

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):

# %% check="cost_gradient_b"
check_close("cost_gradient_b(w0, b0, X0, y0)", call(cost_gradient_b, w0, b0, X0, y0), 2 / 3)
check_close("cost_gradient_b(w0, 3, [[1, -2]], [2])", call(cost_gradient_b, w0, 3, X0[1:2], y0[1:2]), 0)
check_close("cost(w0, b0, X0, y0)", call(cost, w0, b0, X0, y0), 3)
check_derivative(
    lambda b: cost_gradient_b(w0, b, X0, y0),
    lambda b: cost(w0, b, X0, y0),
    points=(-4.5, -2.0, 0.7, 3.5),
    name="cost_gradient_b",
)

# %% [markdown] name="gradient_check_text"
# ### Check your gradient yourself
#
# Before you train with a gradient, check it, as everybody does who derives one. `relative_error` is the function of the second
# notebook, in two lines. The cell holds your gradient with respect to `w` against slopes measured on your `cost`, at three biases.
# Below $10^{-4}$ the gradient is right.
#
# * Leave out the factor 2 in your `cost_gradient_w`, run this cell again, and put it back. How large is the relative error of a
#   gradient that is half of the right one?
# * With $b = 3$ the second sample has $z = 1 - 4 + 3 = 0$. Your gradient can be right and the relative error still large. Which of
#   the two is to be believed there, and why? Try `b = 2.9` and `b = 3.1`.
#
# <!-- ko -->
# ### 그레이디언트를 직접 검사하기
#
# 그레이디언트로 학습하기 전에 먼저 검사하세요. 그레이디언트를 직접 유도하는 사람은 누구나 이렇게 합니다. `relative_error`는 둘째
# 노트북의 함수를 두 줄로 쓴 것입니다. 이 셀은 편향 세 가지에서, 여러분이 구한 `w`에 대한 그레이디언트를 여러분의 `cost`에서 측정한
# 기울기와 비교합니다. 상대 오차가 $10^{-4}$보다 작으면 맞습니다.
#
# * `cost_gradient_w`에서 인수 2를 빼고 이 셀을 다시 실행한 다음 되돌려 놓으세요. 그레이디언트가 옳은 값의 절반이면 상대 오차는
#   얼마입니까?
# * $b = 3$이면 둘째 샘플에서 $z = 1 - 4 + 3 = 0$입니다. 여러분의 그레이디언트가 맞아도 상대 오차가 클 수 있습니다. 여기서는 어느
#   쪽을 믿어야 합니까? 그 까닭은 무엇입니까? `b = 2.9`와 `b = 3.1`도 넣어 보세요.

# %% name="look_gradient_check"
def relative_error(analytic, numeric):
    return np.max(np.abs(analytic - numeric) / np.maximum(np.abs(analytic) + np.abs(numeric), 1e-8))


for b_check in (-1.0, 0.5, 3.0):
    show_gradient_check(
        f"b = {b_check:g}",
        lambda w: cost_gradient_w(w, b_check, X0, y0),
        lambda w: cost(w, b_check, X0, y0),
        np.array([1.0, 2.0]),
        relative_error,
    )

# %% [markdown] name="update_text"
# ## One step downhill
#
# The gradient points in the direction in which the cost rises fastest. So take a step in the opposite direction:
#
# $$\mathbf{w}_{t+1} = \mathbf{w}_t - \eta \frac{\partial C}{\partial \mathbf{w}} \qquad b_{t+1} = b_t - \eta \frac{\partial C}{\partial b}$$
#
# The **learning rate** $\eta$ (eta) decides how long the step is for a given slope. There is no formula for it: it is
# found by trying. In the example with $\eta = 0.15$:
#
# $$\mathbf{w}_1 = (1, 2) - 0.15\,(\tfrac{10}{3}, -\tfrac{2}{3}) = (0.5, 2.1) \qquad b_1 = -1 - 0.15 \cdot \tfrac{2}{3} = -1.1$$
#
# and the cost falls from 3 to about 1.697.
#
# **The trap of shapes again.** On the slides $\mathbf{w}$ is a column and $\frac{\partial C}{\partial \mathbf{w}}$ is a
# row, as a gradient is in our layout. Written like this in NumPy, $\mathbf{w}_1$ silently becomes a 2 × 2 matrix, as
# the next cell shows; with targets in a column, training even continues with it. With both of shape `(n,)` it cannot
# happen.
#
# <!-- ko -->
# ## 내리막으로 한 단계
#
# 그레이디언트는 비용이 가장 빨리 커지는 방향을 가리킵니다. 그러므로 그 반대 방향으로 조금 이동합니다.
#
# $$\mathbf{w}_{t+1} = \mathbf{w}_t - \eta \frac{\partial C}{\partial \mathbf{w}} \qquad b_{t+1} = b_t - \eta \frac{\partial C}{\partial b}$$
#
# **학습률**(learning rate) $\eta$(에타)는 같은 기울기에서 얼마나 멀리 이동할지를 정합니다. 학습률을 구하는 공식은 없고
# 경험적으로 조정합니다. 예에서 $\eta = 0.15$이면 다음과 같습니다.
#
# $$\mathbf{w}_1 = (1, 2) - 0.15\,(\tfrac{10}{3}, -\tfrac{2}{3}) = (0.5, 2.1) \qquad b_1 = -1 - 0.15 \cdot \tfrac{2}{3} = -1.1$$
#
# 그러면 비용은 3에서 약 1.697로 줄어듭니다.
#
# **모양의 함정이 하나 더 있습니다.** 강의 자료에서 $\mathbf{w}$는 열벡터이고 $\frac{\partial C}{\partial \mathbf{w}}$는 행벡터입니다.
# 분자 중심 표기법에서 그레이디언트는 행벡터이기 때문입니다. 이것을 NumPy에 그대로 옮기면 다음 셀처럼 아무 경고 없이
# $\mathbf{w}_1$이 2 × 2 행렬이 됩니다. 목표값까지 열벡터이면 그 행렬로 학습이 계속되기도 합니다. 모양을 둘 다
# `(n,)`으로 하면 이런 일이 없습니다.

# %% name="look_row"
w_column = np.array([[1.0], [2.0]])
gradient_row = np.array([[10 / 3, -2 / 3]])
w_column - 0.15 * gradient_row

# %% [markdown] name="update_question"
# Return the new `w` and the new `b`, in this order. `dw` and `db` are the gradients, given as arguments. Return a new
# array for `w`: a caller may want to compare it with the old one, so the old one must stay as it was.
#
# <!-- ko -->
# 새 `w`와 새 `b`를 이 순서대로 반환하세요. 그레이디언트 `dw`와 `db`는 인수로 받습니다. 새 `w`는 새 배열로 만드세요.
# 호출한 쪽에서 이전 `w`와 비교할 수 있으므로 이전 `w`는 그대로 있어야 합니다.

# %% answer="update"
def update(w, b, dw, db, learning_rate):

# %% check="update"
_w_before = np.array([1.0, 2.0])
check_values(update, (_w_before, -1.0, np.array([10 / 3, -2 / 3]), 2 / 3, 0.15), [0.5, 2.1], -1.1)
check_values(update, (_w_before, -1.0, np.array([2.0, -4.0]), 1.0, 0.5), [0.0, 4.0], -1.5)

# %% [markdown] name="train_text"
# ## Training
#
# Now repeat: compute both gradients **at the same point**, then update both. If you update $\mathbf{w}$ first and only
# then compute $\frac{\partial C}{\partial b}$, you mix a new $\mathbf{w}$ with an old $b$: a point the neuron was never
# at.
#
# Two steps in the example, with $\eta = 0.15$:
#
# | $t$ | $\mathbf{w}_t$ | $b_t$ | $C$ | $\frac{\partial C}{\partial \mathbf{w}}$ | $\frac{\partial C}{\partial b}$ |
# |---|---|---|---|---|---|
# | 0 | (1, 2) | −1 | 3 | (3.3333, −0.6667) | 0.6667 |
# | 1 | (0.5, 2.1) | −1.1 | 1.6967 | (1.5333, 0.0667) | 0.4667 |
# | 2 | (0.27, 2.09) | −1.17 | 1.4135 | | |
#
# However long this continues, the cost will not fall below $\frac{4}{3}$: sample 2 stays inactive, so its error of −2
# stays as well, and it contributes nothing to the gradient.
#
# Write `train`: take `steps` steps from `w`, `b` and return the final `w`, the final `b` and the `history`, an array
# with the cost before the first step and after each step, so it has `steps + 1` entries. With `steps=0` return the
# start and a history of one entry. The check compares with the table, and with a descent whose slopes are measured.
#
# <!-- ko -->
# ## 학습
#
# 이제 이 과정을 되풀이합니다. **같은 위치에서** 두 그레이디언트를 모두 구한 다음, 둘을 함께 갱신합니다. $\mathbf{w}$를
# 먼저 갱신하고 나서 $\frac{\partial C}{\partial b}$를 구하면 새 $\mathbf{w}$와 이전 $b$가 섞입니다. 그런 위치는
# 학습하는 동안 뉴런이 한 번도 지나지 않은 곳입니다.
#
# 예에서 $\eta = 0.15$로 두 번 갱신하면 다음과 같습니다.
#
# | $t$ | $\mathbf{w}_t$ | $b_t$ | $C$ | $\frac{\partial C}{\partial \mathbf{w}}$ | $\frac{\partial C}{\partial b}$ |
# |---|---|---|---|---|---|
# | 0 | (1, 2) | −1 | 3 | (3.3333, −0.6667) | 0.6667 |
# | 1 | (0.5, 2.1) | −1.1 | 1.6967 | (1.5333, 0.0667) | 0.4667 |
# | 2 | (0.27, 2.09) | −1.17 | 1.4135 | | |
#
# 아무리 오래 계속해도 비용은 $\frac{4}{3}$보다 작아지지 않습니다. 샘플 2는 계속 비활성이므로 오차 −2가 그대로 남고,
# 그레이디언트에도 기여하지 않기 때문입니다.
#
# `train`을 작성하세요. `w`, `b`에서 출발해 `steps`번 갱신하고 마지막 `w`, 마지막 `b`, 그리고 `history`를 반환합니다.
# `history`는 처음의 비용과 매번 갱신한 뒤의 비용을 담은 배열이므로 원소가 `steps + 1`개입니다. `steps=0`이면 출발점과
# 원소가 하나인 `history`를 반환합니다. 확인 셀은 결과를 위의 표와 비교하고, 기울기를 측정하면서 내려간 결과와도
# 비교합니다.

# %% answer="train"
def train(w, b, X, y, learning_rate, steps):

# %% check="train"
check_values(train, (w0, b0, X0, y0, 0.15, 2), [0.27, 2.09], -1.17, [3, 1.696667, 1.4135])
check_values(train, (w0, b0, X0, y0, 0.15, 0), [1, 2], -1, [3])
check_close("cost(w0, b0, X0, y0)", call(cost, w0, b0, X0, y0), 3)
_descent = descend(lambda place: cost(place[:2], place[2], X0, y0), [0.5, -1.0, 2.0], 0.1, 7)
_costs, _place = [cost(place[:2], place[2], X0, y0) for place in _descent], _descent[-1]
check_values(train, (np.array([0.5, -1.0]), 2.0, X0, y0, 0.1, 7), _place[:2], _place[2], _costs)

# %% [markdown] name="rates_text"
# ## How long should a step be?
#
# Back to the neuron with one input and its map. It starts three times at the same point, the black dot, and takes the
# same number of steps; only the learning rate differs. (The slopes are measured here, so the cell works whatever your
# answers are.) Below each map is the history of the cost, on a logarithmic axis.
#
# The first path goes in the right direction, but how long will it take? The second one reaches the bottom. What happens
# to the third? Try other rates in between: from which value on is a learning rate no longer a good one?
#
# <!-- ko -->
# ## 한 번에 얼마나 이동해야 합니까?
#
# 다시 입력이 하나인 뉴런과 비용의 그림으로 돌아갑니다. 같은 위치(검은 점)에서 세 번 출발해 같은 횟수만큼 갱신하되,
# 학습률만 다르게 합니다. (여기서는 측정한 기울기를 쓰므로 여러분의 답과 관계없이 셀이 실행됩니다.) 그림마다 그 아래에
# 비용의 변화를 로그 눈금으로 나타냈습니다.
#
# 첫째 경로는 방향은 맞지만, 바닥까지 얼마나 걸리겠습니까? 둘째 경로는 바닥에 이릅니다. 셋째 경로에서는 무슨 일이
# 일어납니까? 그 사이의 다른 학습률도 시도해 보세요. 학습률이 얼마보다 커지면 학습이 잘되지 않습니까?

# %% name="look_rates"
rates, steps, start = (0.02, 0.2, 0.45), 40, (0.5, -1.0)
paths = [descend(lambda place: height(*place), start, rate, steps) for rate in rates]
pictures.descents(height, paths, rates)

# %% [markdown] name="fit_text"
# And this is what the path on the map means for the neuron. The dashed line is the start, the thin lines are the
# neurons on the way, the thick one is the last. Set `shown_path` to 0, 1 or 2 for the three rates above.
#
# <!-- ko -->
# 위의 경로에서 뉴런의 출력은 다음과 같이 변합니다. 파선은 출발점, 가는 선은 중간 단계, 굵은 선은 마지막 단계입니다.
# `shown_path`를 0, 1, 2로 바꾸면 위의 세 학습률을 차례로 볼 수 있습니다.

# %% name="look_fit"
shown_path = 1
pictures.fits(inputs, targets, paths[shown_path], shown_path)

# %% [markdown] name="why_too_large_text"
# ## In your own words
#
# What does a learning rate that is too large look like, on the map **and** in the history of the cost? And why does it
# happen, although every single step starts downhill? Explain also what decides how long the next step is, and so why it
# may get worse from step to step.
#
# <!-- ko -->
# ## 자신의 말로 설명하기
#
# 학습률이 너무 크면 위의 그림**과** 비용의 변화 그래프에 각각 어떻게 나타납니까? 매번 내리막 방향으로 출발하는데도 왜
# 그렇게 됩니까? 다음번 이동량이 무엇에 따라 정해지는지, 그래서 왜 갈수록 더 나빠질 수 있는지도 설명하세요.

# %% [markdown] explain="why_too_large" points=2
# ### BEGIN SOLUTION
# Model answer. The path does not follow the valley to its bottom; it jumps from one side to the other, and the cost goes
# up and down or grows instead of falling. A jump may even land on the flat part where nearly every gate is closed, and
# there the neuron hardly moves any more. The reason: the gradient tells the slope only at the place where it is measured. The cost is close to
# its tangent plane for short steps only. A long step passes over the bottom and climbs the opposite side; if the
# ground is steeper there, the next step is longer still, because the step is the learning rate times the gradient.
#
# * 1 point for what is seen: jumping to and fro, or a cost that rises or swings (half a point for one of map and
#   history). Only "it learns badly" or "it is slow" is not enough: slowness is the sign of a rate that is too small.
# * 1 point for why: the slope holds only nearby, so a long step overshoots the bottom (half a point); the step grows
#   with the gradient, so it may get worse from step to step (half a point).
# * Landing on the flat part, named with its reason, may stand for either half point of the second kind.
# ### END SOLUTION
#
# <!-- ko -->
# ### BEGIN SOLUTION
# 모범 답안. 경로가 골짜기를 따라 바닥으로 내려가지 않고 이쪽저쪽으로 건너뛰며, 비용은 줄어드는 대신 오르내리거나
# 커집니다. 게이트가 거의 다 닫힌 평평한 곳으로 갈 수도 있는데, 그곳에서는 뉴런이 거의 변하지 않습니다. 까닭:
# 그레이디언트는 구한 위치에서의 기울기일 뿐이고, 접평면은 가까운 곳에서만 비용과 비슷합니다. 이동량이 크면 바닥을
# 지나쳐 맞은편 비탈로 올라갑니다. 이동량은 학습률과 그레이디언트의 곱이므로, 그곳이 더 가파르면 다음에는 더 멀리
# 이동합니다.
#
# * 1점: 나타나는 모습. 이쪽저쪽으로 건너뛴다, 비용이 커지거나 오르내린다(그림과 그래프 가운데 하나만 설명하면 0.5점).
#   "학습이 잘 안 된다"나 "느리다"만으로는 부족합니다. 느린 것은 학습률이 너무 작을 때의 모습입니다.
# * 1점: 까닭. 기울기는 가까운 곳에서만 맞으므로 이동량이 크면 바닥을 지나친다(0.5점). 이동량이 그레이디언트에
#   비례하므로 갈수록 나빠질 수 있다(0.5점).
# * 평평한 곳으로 가는 경우를 까닭과 함께 설명하면 둘째 항목의 0.5점 하나를 대신할 수 있습니다.
# ### END SOLUTION

# %% [markdown] name="xor_text"
# ## Two neurons can do what one cannot
#
# Four samples, and a target that is 1 where exactly one of the two inputs is 1 (*exclusive or*, XOR):
#
# | $x_1$ | $x_2$ | $y$ |
# |---|---|---|
# | 0 | 0 | 0 |
# | 0 | 1 | 1 |
# | 1 | 0 | 1 |
# | 1 | 1 | 0 |
#
# One neuron fails here, however long it trains. $max(0, \mathbf{w} \cdot \mathbf{x} + b)$ rises in one direction and
# never falls again, so it cannot be high at $(0, 1)$ and $(1, 0)$ and low on both sides of them. The best that it can
# reach is a cost of $\frac{1}{4}$.
#
# Now take **two neurons and add their activations**, $a_1 + a_2$. How do they learn? Look at the error from the first
# neuron's place:
#
# $$(a_1 + a_2) - y = a_1 - (y - a_2)$$
#
# While the second one is fixed, the first has a target of its own: $y - a_2$, **what the other leaves over**. So the
# gradient for its weights is your `cost_gradient_w` with this target, and the same holds the other way round. Both
# gradients are computed at the same point, then both neurons are updated: the cell below does it with your functions.
#
# In the pictures on the right, black samples have the target 1, white ones 0; the darker the ground, the higher the output,
# and each dashed line is where a neuron's gate opens. For which sample does each of the two neurons open its gate in the end?
# Then let both start at the same weights (`starts[1] = starts[0]`). What happens, and why?
#
# <!-- ko -->
# ## 뉴런 하나로는 안 되고 둘이면 되는 문제
#
# 샘플이 네 개 있습니다. 두 입력 가운데 하나만 1일 때 목표값이 1입니다. 이것을 배타적 논리합(*exclusive or*, XOR)이라고
# 합니다.
#
# | $x_1$ | $x_2$ | $y$ |
# |---|---|---|
# | 0 | 0 | 0 |
# | 0 | 1 | 1 |
# | 1 | 0 | 1 |
# | 1 | 1 | 0 |
#
# 뉴런 하나로는 아무리 오래 학습해도 이 목표값을 모두 맞힐 수 없습니다. $max(0, \mathbf{w} \cdot \mathbf{x} + b)$는 한 방향으로
# 커지기만 하고 다시 작아지지 않습니다. 그래서 $(0, 1)$과 $(1, 0)$에서 크면서 그 양쪽에서 작을 수는 없습니다. 비용은
# 아무리 줄여도 $\frac{1}{4}$입니다.
#
# 이제 **뉴런 두 개의 활성화 값을 더합니다.** 출력은 $a_1 + a_2$입니다. 두 뉴런은 어떻게 학습합니까? 첫째 뉴런을 기준으로 오차를
# 다시 써 봅니다.
#
# $$(a_1 + a_2) - y = a_1 - (y - a_2)$$
#
# 둘째 뉴런을 고정하면 첫째 뉴런의 목표값은 $y - a_2$, 곧 **다른 뉴런이 채우고 남은 값**입니다. 따라서 첫째 뉴런의 가중치에 대한
# 그레이디언트는 이 목표값을 넣은 `cost_gradient_w`이고, 둘째 뉴런도 마찬가지입니다. 두 그레이디언트를 같은 위치에서 구한 다음 두
# 뉴런을 함께 갱신합니다. 아래 셀은 이것을 여러분의 함수로 계산합니다.
#
# 오른쪽 두 그림에서 검은 점은 목표값이 1인 샘플, 흰 점은 0인 샘플입니다. 바탕이 짙을수록 출력이 크고, 파선은 뉴런의 게이트가
# 열리기 시작하는 곳입니다. 학습이 끝났을 때 두 뉴런의 게이트는 각각 어느 샘플에서 열립니까? 그다음 두 뉴런을 같은 가중치에서
# 출발하게 해 보세요(`starts[1] = starts[0]`). 어떻게 됩니까? 왜 그렇습니까?

# %% name="look_xor"
X_xor = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y_xor = np.array([0.0, 1.0, 1.0, 0.0])
starts = [(np.array([0.6, -0.4]), 0.1), (np.array([-0.3, 0.5]), 0.2)]
rate_xor, steps_xor = 0.15, 100


def train_together(neurons):
    """Return neurons whose activations are added after their training, and the cost before and after each step."""
    history = []
    for _ in range(steps_xor + 1):
        activations = [predictions(w, b, X_xor) for w, b in neurons]
        total = sum(activations)
        history.append(np.mean((total - y_xor) ** 2))
        trained, updated = neurons, []
        for (w, b), own in zip(neurons, activations):
            target = y_xor - (total - own)  # what the others leave over
            dw, db = cost_gradient_w(w, b, X_xor, target), cost_gradient_b(w, b, X_xor, target)
            updated.append(update(w, b, dw, db, rate_xor))
        neurons = updated
    return trained, history


pictures.xor(train_together, starts, X_xor, y_xor)

# %% [markdown] name="end"
# ## Where this leads
#
# Rules for derivatives, gradients, Jacobians, the chain rule, one neuron, and now its training: you have come all the
# way from $\frac{d}{dx}99 = 0$ to a neuron that learns, and to two that learn together. A network consists of many of
# these, side by side in a layer and one layer after another, and its gradient is the chain rule once more.
#
# <!-- ko -->
# ## 다음 이야기
#
# 미분 법칙, 그레이디언트, 야코비 행렬(Jacobian matrix), 연쇄 법칙, 뉴런 하나, 그리고 이제 학습까지 배웠습니다.
# $\frac{d}{dx}99 = 0$에서 시작해 스스로 학습하는 뉴런에, 그리고 함께 학습하는 두 뉴런에 이르렀습니다. 신경망은 이런 뉴런을 나란히 놓아 층을 만들고 그
# 층을 여러 개 이은 것이며, 신경망의 그레이디언트도 연쇄 법칙으로 구합니다.

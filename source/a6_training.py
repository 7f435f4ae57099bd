# %% [markdown] name="title"
# # 6 · Training: the cost, its gradient, and learning
#
# Until now a neuron saw one example. Training shows it many, each with the answer it should have given, and asks:
# **how must $\mathbf{w}$ and $b$ change so that all answers together get better?**
# You will measure how bad a neuron is (the *cost*), find out in which direction the cost grows (its *gradient*), and
# walk the other way, step by step (*gradient descent*). At the end a neuron learns, and every line of it is yours.
#
# In each answer cell, replace the line `raise NotImplementedError()` by your own code and run the cell.
# Your functions may call the earlier ones of this notebook. Leave the arrays that you receive as they are: others may
# still need them. Numbers in them may be integers.
#
# <!-- ko -->
# # 6 · 학습(training): 비용, 비용의 그레이디언트, 그리고 경사 하강법
#
# 지금까지 뉴런은 예를 하나만 보았습니다. 학습에서는 많은 예를, 각각 나와야 할 답과 함께 보여 주고 이렇게 묻습니다.
# **모든 답이 전체적으로 나아지려면 $\mathbf{w}$와 $b$를 어떻게 바꾸어야 합니까?**
# 먼저 뉴런이 얼마나 틀리는지 재고(*비용*), 비용이 어느 쪽으로 커지는지 구한 다음(*그레이디언트*), 그 반대쪽으로 한 걸음씩
# 걸어갑니다(*경사 하강법*, gradient descent). 마지막에는 뉴런 하나가 실제로 배우게 되며, 그 코드는 한 줄도 빠짐없이 여러분이 쓴 것입니다.
#
# 답을 쓰는 셀마다 `raise NotImplementedError()` 줄을 지우고 자신의 코드를 쓴 다음 셀을 실행하세요.
# 이 노트북에서 앞서 작성한 함수를 불러도 됩니다. 받은 배열은 다른 곳에서도 쓰므로 바꾸지 마세요. 배열의 원소는 정수일 수도
# 있습니다.

# %% name="setup" locked=true
import matplotlib.pyplot as plt
import numpy as np

from checks import call, check_close, check_derivative, check_gradient, descend

# %% [markdown] name="samples_text"
# ## Many samples at once
#
# The examples, from now on *samples*, stand below each other in a matrix, one row for each. On the slides a row is an
# image. What the neuron should say to each of them, its *target*, stands in a vector of the same length:
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
# 앞으로는 예를 *샘플*(sample)이라고 하겠습니다. 샘플은 행렬에 한 행씩 쌓여 있습니다. 강의 자료에서는 한 행이 이미지 하나입니다.
# 샘플마다 뉴런이 내야 할 값인 *목표값*(target)은 길이가 같은 벡터에 들어 있습니다.
#
# $$X = [\mathbf{x}_1, \mathbf{x}_2, \dots, \mathbf{x}_N]^T \qquad \mathbf{y} = [target(\mathbf{x}_1), target(\mathbf{x}_2), \dots, target(\mathbf{x}_N)]^T$$
#
# 따라서 `X`의 모양은 `(N, n)`, 곧 입력이 $n$개인 샘플 $N$개입니다. `y`의 모양은 `(N,)`, `w`의 모양은 `(n,)`입니다. 샘플이 아무리
# 많아도 가중치(weight)는 입력마다 하나입니다. 이 노트북에서는 다음 세 샘플을 끝까지 예로 듭니다.
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
# `X`의 각 행에 대한 뉴런의 활성화(activation) 값을 모양이 `(N,)`인 벡터로 반환하세요.
# 행렬과 벡터의 곱 `X @ w`는 모든 행과 `w`의 내적을 구합니다. 그리고 샘플마다 게이트가 따로 있으므로 원소별로 비교해야 합니다.

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
# has an error too: the neuron says 0, and that may be wrong.
# (The slides also use $v_i = y_i - activation(\mathbf{x}_i)$, the same with the other sign. Once squared, they agree.)
#
# **A trap.** On paper you meet columns and rows. In NumPy, a column minus a row does not fail: it subtracts *every*
# entry of one from *every* entry of the other and fills a table, as the next cell shows. Where in it are our three
# errors? Keep vectors as `(N,)`, and look at a shape when a number surprises you.
#
# <!-- ko -->
# ### 오차
# 오차(error)는 예측이 목표값에서 얼마나, 그리고 어느 쪽으로 벗어났는지를 나타냅니다.
#
# $$e_i = activation(\mathbf{x}_i) - y_i$$
#
# 양수이면 너무 높고 음수이면 너무 낮습니다. 예에서는 3 − 1 = 2, 0 − 2 = −2, 4 − 5 = −1입니다. 비활성 샘플에도 오차가 있습니다.
# 뉴런은 0이라고 답하는데, 그것이 틀릴 수 있기 때문입니다.
# (강의 자료에는 부호만 반대인 $v_i = y_i - activation(\mathbf{x}_i)$도 나옵니다. 제곱하면 둘은 같습니다.)
#
# **함정.** 종이 위에는 열과 행이 있습니다. NumPy에서 열에서 행을 빼면 오류가 나지 않고, 한쪽의 *모든* 원소에서 다른 쪽의 *모든*
# 원소를 빼서 표를 채웁니다. 다음 셀에서 볼 수 있습니다. 우리가 원하는 오차 세 개는 표의 어디에 있습니까? 벡터는 `(N,)`으로 두고,
# 값이 이상하면 모양부터 확인하세요.

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
# small. You have just trained a neuron, by hand.
#
# <!-- ko -->
# 입력이 하나이면 모든 것을 그림 하나에 담을 수 있습니다. 파란 선은 뉴런이고, 점은 목표값을 높이로 그린 샘플 열두 개이며, 주황색 선은
# 오차입니다. 오차가 작아 보일 때까지 `w_shown`과 `b_shown`을 바꾸어 보세요. 그러면 방금 뉴런을 손으로 학습시킨 것입니다.

# %% name="look_neuron"
inputs = np.linspace(-2, 3, 12)
targets = np.clip(1.2 * inputs + 0.8, 0, None) + np.random.default_rng(6).normal(0, 0.25, 12)
w_shown, b_shown = 0.5, 0.5
shown = np.clip(w_shown * inputs + b_shown, 0, None)
line = np.linspace(-2.2, 3.2, 200)
plt.figure(figsize=(5, 3.2))
plt.plot(line, np.clip(w_shown * line + b_shown, 0, None), color="#1f4e9c", label=f"$max(0, {w_shown}x {b_shown:+})$")
plt.vlines(inputs, targets, shown, color="#d55e00")
plt.plot(inputs, targets, "o", color="black", label="$y_i$")
plt.xlabel("$x$")
plt.legend()
plt.show()

# %% [markdown] name="cost_text"
# ## One number for all errors: the cost
#
# To say how bad the neuron is as a whole, we square every error and take the mean over all $N$ samples. This is the
# *cost function*, here the mean squared error:
#
# $$C(\mathbf{w}, b, X, \mathbf{y}) = \frac{1}{N} \sum_{i=1}^{N} (y_i - activation(\mathbf{x}_i))^2 = \frac{1}{N} \sum_{i=1}^{N} (y_i - max(0, \mathbf{w} \cdot \mathbf{x}_i + b))^2$$
#
# The square makes every error count as positive, and large ones count more. The mean keeps the cost comparable when
# there are more samples. In the example: $\frac{1}{3}(2^2 + (-2)^2 + (-1)^2) = 3$.
#
# Return the cost, one number.
#
# <!-- ko -->
# ## 모든 오차를 수 하나로: 비용
#
# 뉴런이 전체적으로 얼마나 틀리는지 말하려면, 오차를 모두 제곱하고 샘플 $N$개에 대해 평균을 냅니다. 이것이 *비용 함수*(cost
# function)이며, 여기서는 평균 제곱 오차(mean squared error)를 씁니다.
#
# $$C(\mathbf{w}, b, X, \mathbf{y}) = \frac{1}{N} \sum_{i=1}^{N} (y_i - activation(\mathbf{x}_i))^2 = \frac{1}{N} \sum_{i=1}^{N} (y_i - max(0, \mathbf{w} \cdot \mathbf{x}_i + b))^2$$
#
# 제곱하면 어느 쪽 오차든 양수로 세고, 큰 오차는 더 크게 셉니다. 평균을 내면 샘플이 많아져도 비용을 서로 비교할 수 있습니다.
# 예에서는 $\frac{1}{3}(2^2 + (-2)^2 + (-1)^2) = 3$입니다.
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
# The data are given; what may change is $\mathbf{w}$ and $b$. So look at the cost as a function of these. For the twelve
# samples above, every point of this map is one neuron, the colour is its cost (on a logarithmic scale), and the lines
# join neurons of equal cost. The cross is the neuron of the picture above. Training means: find the bottom of the
# valley, without a map.
#
# Around $w = 0$, $b = -2$ there are no lines. There every gate is closed, and the land is flat.
#
# <!-- ko -->
# ### 비용의 지형
#
# 데이터는 주어져 있고, 바꿀 수 있는 것은 $\mathbf{w}$와 $b$입니다. 그러니 비용을 이 둘의 함수로 봅니다. 아래 지도에서 점 하나는 뉴런
# 하나이고, 색은 위의 샘플 열두 개에 대한 비용(로그 눈금)이며, 선은 비용이 같은 뉴런들을 이은 것입니다. 십자는 위 그림의 뉴런입니다.
# 학습이란 지도 없이 골짜기의 바닥을 찾는 일입니다.
#
# $w = 0$, $b = -2$ 근처에는 선이 없습니다. 그곳에서는 게이트가 모두 닫혀 있고 땅이 평평합니다.

# %% name="look_surface"
def height(w, b):
    return np.mean((targets - np.clip(w * inputs + b, 0, None)) ** 2)


w_axis, b_axis = np.meshgrid(np.linspace(-1, 3.5, 91), np.linspace(-3, 3.5, 91))
heights = np.vectorize(height)(w_axis, b_axis)
levels = np.geomspace(0.06, 40, 18)
plt.figure(figsize=(5, 3.8), layout="constrained")
plt.contourf(w_axis, b_axis, heights, levels=levels, norm="log", cmap="cividis")
plt.colorbar(label="$C$", ticks=[0.1, 1, 10], format="%g")
plt.contour(w_axis, b_axis, heights, levels=levels, colors="white", linewidths=0.5)
plt.plot([w_shown], [b_shown], "x", color="white", markersize=10, markeredgewidth=3)
plt.title(f"$C({w_shown}, {b_shown}) = {height(w_shown, b_shown):.3g}$")
plt.xlabel("$w$")
plt.ylabel("$b$")
plt.show()

# %% [markdown] name="gradient_text"
# ## The gradient of the cost
#
# Which way does the cost rise fastest? Give the stages names and use the chain rule on **one** sample:
#
# $$u(\mathbf{w}, b, \mathbf{x}) = max(0, \mathbf{w} \cdot \mathbf{x} + b) \qquad v(y, u) = y - u \qquad C(v) = \frac{1}{N} \sum_{i=1}^{N} v^2$$
#
# The inner stage is the neuron of the last notebook, and $y$ does not move with $\mathbf{w}$:
#
# $$\frac{\partial u}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ \mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases} \qquad \frac{\partial v}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}}(y - u) = \vec{0}^T - \frac{\partial u}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ -\mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}$$
#
# A sum is differentiated term by term, and a square by the power rule with the chain rule:
#
# $$\frac{\partial C(v)}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}} \frac{1}{N} \sum_{i=1}^{N} v^2 = \frac{1}{N} \sum_{i=1}^{N} \frac{\partial v^2}{\partial v} \frac{\partial v}{\partial \mathbf{w}} = \frac{1}{N} \sum_{i=1}^{N} 2v \frac{\partial v}{\partial \mathbf{w}} = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\ -2(y_i - max(0, \mathbf{w} \cdot \mathbf{x}_i + b))\,\mathbf{x}_i^T & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}$$
#
# Where the gate is open, $max$ does nothing, and the term is $2(\mathbf{w} \cdot \mathbf{x}_i + b - y_i)\,\mathbf{x}_i^T = 2e_i\mathbf{x}_i^T$.
# One gradient for each sample, gated by that sample, and then the mean:
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
# 비용은 어느 쪽으로 가장 빨리 커집니까? 단계마다 이름을 붙이고 **샘플 하나**에 연쇄 법칙(chain rule)을 씁니다.
#
# $$u(\mathbf{w}, b, \mathbf{x}) = max(0, \mathbf{w} \cdot \mathbf{x} + b) \qquad v(y, u) = y - u \qquad C(v) = \frac{1}{N} \sum_{i=1}^{N} v^2$$
#
# 가장 안쪽은 앞 노트북의 뉴런이고, $y$는 $\mathbf{w}$를 따라 움직이지 않습니다.
#
# $$\frac{\partial u}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ \mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases} \qquad \frac{\partial v}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}}(y - u) = \vec{0}^T - \frac{\partial u}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ -\mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}$$
#
# 합은 항마다 미분하고, 제곱은 거듭제곱 법칙과 연쇄 법칙으로 미분합니다.
#
# $$\frac{\partial C(v)}{\partial \mathbf{w}} = \frac{\partial}{\partial \mathbf{w}} \frac{1}{N} \sum_{i=1}^{N} v^2 = \frac{1}{N} \sum_{i=1}^{N} \frac{\partial v^2}{\partial v} \frac{\partial v}{\partial \mathbf{w}} = \frac{1}{N} \sum_{i=1}^{N} 2v \frac{\partial v}{\partial \mathbf{w}} = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\ -2(y_i - max(0, \mathbf{w} \cdot \mathbf{x}_i + b))\,\mathbf{x}_i^T & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}$$
#
# 게이트가 열린 곳에서는 $max$가 아무 일도 하지 않으므로 항은 $2(\mathbf{w} \cdot \mathbf{x}_i + b - y_i)\,\mathbf{x}_i^T = 2e_i\mathbf{x}_i^T$입니다.
# 샘플마다 그레이디언트를 하나씩 구해 그 샘플의 게이트를 지나게 한 다음 평균을 냅니다.
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
# Neither is meant: out there no $i$ is left to ask about. The cases belong **inside** the sum, as above. Each sample
# decides about its own term and no other. And $N$ counts *all* samples, also those that contribute zero.
#
# <!-- ko -->
# **강의 자료의 함정.** 강의 자료의 마지막 줄에서는 두 경우가 합의 *바깥*에 적혀 있습니다.
#
# $$\begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\ \frac{2}{N} \sum_{i=1}^{N} (\mathbf{w} \cdot \mathbf{x}_i + b - y_i)\,\mathbf{x}_i^T & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}$$
#
# 적힌 대로 읽으면 비활성 샘플 하나 때문에 전체가 0이 되거나, 활성 샘플 하나 때문에 모든 샘플을 세게 됩니다. 둘 다 그런 뜻이 아닙니다.
# 합의 바깥에는 물어볼 $i$가 없습니다. 경우를 나누는 것은 위의 식처럼 합의 **안쪽**에서 할 일입니다. 샘플은 저마다 자기 항만
# 결정합니다. 그리고 $N$은 0을 보태는 샘플까지 포함한 *전체* 샘플의 수입니다.

# %% [markdown] name="gradient_question"
# ### With respect to the weights
#
# In short, for the active samples: $\frac{\partial C}{\partial \mathbf{w}} = \frac{2}{N} \sum_i e_i\mathbf{x}_i^T$. Read what it says:
#
# * An error of 0 contributes nothing. If all are 0, so is the gradient: the neuron is at the bottom.
# * A small positive error contributes a little along $\mathbf{x}_i$, a large one much. The prediction is too high, and a
#   weight with a large input did most of it.
# * A negative error turns the contribution around: there the cost rises the other way.
#
# The reverse of the first point does not hold: a zero gradient is not always the bottom. If every gate is closed, it is
# zero too, however wrong the neuron is.
#
# Return the gradient with respect to `w`, a vector of shape `(n,)`. The check compares it with the example and then
# with slopes that it measures on *your* `cost`, so fix that one first if needed. A sample whose $z$ is exactly 0
# counts as inactive.
#
# <!-- ko -->
# ### 가중치에 대하여
#
# 활성 샘플만 놓고 줄여 쓰면 $\frac{\partial C}{\partial \mathbf{w}} = \frac{2}{N} \sum_i e_i\mathbf{x}_i^T$입니다. 이 식을 말로 읽어 봅니다.
#
# * 오차가 0인 샘플은 아무것도 보태지 않습니다. 모두 0이면 그레이디언트도 0이고, 뉴런은 골짜기의 바닥에 있습니다.
# * 작은 양의 오차는 $\mathbf{x}_i$ 방향으로 조금, 큰 오차는 많이 보탭니다. 예측이 너무 높은 것이고, 입력이 큰 가중치의 책임이 가장 큽니다.
# * 오차가 음수이면 방향이 뒤집힙니다. 그때는 비용이 반대쪽으로 커집니다.
#
# 첫째 항목의 역은 성립하지 않습니다. 그레이디언트가 0이라고 늘 바닥인 것은 아닙니다. 모든 게이트가 닫혀 있으면 뉴런이 아무리 틀려도
# 그레이디언트는 0입니다.
#
# `w`에 대한 그레이디언트를 모양이 `(n,)`인 벡터로 반환하세요. 확인 셀은 먼저 위의 예와 비교하고, 다음에는 *여러분의* `cost`에서
# 측정한 기울기와 비교합니다. 그러므로 `cost`가 틀렸다면 그것부터 고치세요. $z$가 정확히 0인 샘플은 비활성으로 봅니다.

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):

# %% check="cost_gradient_w"
check_close("cost_gradient_w(w0, b0, X0, y0)", call(cost_gradient_w, w0, b0, X0, y0), [10 / 3, -2 / 3])
check_close("cost_gradient_w(w0, 3, [[1, -2]], [2])", call(cost_gradient_w, w0, 3, X0[1:2], y0[1:2]), [0, 0])
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
# The same road, with another last stretch. A nudge of $b$ moves $z$ by just as much, whatever the inputs:
#
# $$\frac{\partial u}{\partial b} = \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ 1 & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases} \qquad \frac{\partial v}{\partial b} = \frac{\partial}{\partial b}(y - u) = 0 - \frac{\partial u}{\partial b} = \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ -1 & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}$$
#
# $$\frac{\partial C(v)}{\partial b} = \frac{1}{N} \sum_{i=1}^{N} \frac{\partial v^2}{\partial v} \frac{\partial v}{\partial b} = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\ 2(\mathbf{w} \cdot \mathbf{x}_i + b - y_i) & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}$$
#
# The slide puts these cases outside the sum as well; again each sample has its own. In the example,
# $\frac{1}{3}(2 \cdot 2 + 0 + 2 \cdot (-1)) = \frac{2}{3}$: sample 1 pulls the bias down, sample 3 pulls it up, but less.
#
# Return the gradient with respect to `b`, one number.
#
# <!-- ko -->
# ### 편향에 대하여
#
# 같은 길을 가고 마지막 구간만 다릅니다. $b$를 조금 움직이면 입력이 무엇이든 $z$도 똑같이 움직입니다.
#
# $$\frac{\partial u}{\partial b} = \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ 1 & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases} \qquad \frac{\partial v}{\partial b} = \frac{\partial}{\partial b}(y - u) = 0 - \frac{\partial u}{\partial b} = \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x} + b \leq 0 \\ -1 & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}$$
#
# $$\frac{\partial C(v)}{\partial b} = \frac{1}{N} \sum_{i=1}^{N} \frac{\partial v^2}{\partial v} \frac{\partial v}{\partial b} = \frac{1}{N} \sum_{i=1}^{N} \begin{cases} 0 & \mathbf{w} \cdot \mathbf{x}_i + b \leq 0 \\ 2(\mathbf{w} \cdot \mathbf{x}_i + b - y_i) & \mathbf{w} \cdot \mathbf{x}_i + b > 0 \end{cases}$$
#
# 강의 자료에서는 여기서도 경우가 합의 바깥에 적혀 있지만, 이번에도 샘플마다 자기 경우가 있습니다. 예에서는
# $\frac{1}{3}(2 \cdot 2 + 0 + 2 \cdot (-1)) = \frac{2}{3}$입니다. 샘플 1은 편향을 끌어내리고, 샘플 3은 그보다 약하게 끌어올립니다.
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

# %% [markdown] name="update_text"
# ## One step downhill
#
# The gradient points where the cost rises fastest. So take a step the other way:
#
# $$\mathbf{w}_{t+1} = \mathbf{w}_t - \eta \frac{\partial C}{\partial \mathbf{w}} \qquad b_{t+1} = b_t - \eta \frac{\partial C}{\partial b}$$
#
# The **learning rate** $\eta$ (eta) says how long the step is, for a given slope. There is no formula for it: it is
# found by trying. In the example with $\eta = 0.15$:
#
# $$\mathbf{w}_1 = (1, 2) - 0.15\,(\tfrac{10}{3}, -\tfrac{2}{3}) = (0.5, 2.1) \qquad b_1 = -1 - 0.15 \cdot \tfrac{2}{3} = -1.1$$
#
# and the cost falls from 3 to about 1.697.
#
# **The trap of shapes again.** On the slides $\mathbf{w}$ is a column and $\frac{\partial C}{\partial \mathbf{w}}$ is a row,
# as a gradient is in our layout. Written down like this in NumPy, $\mathbf{w}_1$ becomes a 2 × 2 table, as the next
# cell shows, without a complaint; with targets in a column, training even goes on with it. With both of shape `(n,)` it
# cannot happen.
#
# <!-- ko -->
# ## 내리막으로 한 걸음
#
# 그레이디언트는 비용이 가장 빨리 커지는 쪽을 가리킵니다. 그러니 반대쪽으로 한 걸음 갑니다.
#
# $$\mathbf{w}_{t+1} = \mathbf{w}_t - \eta \frac{\partial C}{\partial \mathbf{w}} \qquad b_{t+1} = b_t - \eta \frac{\partial C}{\partial b}$$
#
# **학습률**(learning rate) $\eta$(에타)는 기울기가 주어졌을 때 걸음의 길이를 정합니다. 학습률을 구하는 공식은 없고 경험적으로
# 조정합니다. 예에서 $\eta = 0.15$이면 다음과 같습니다.
#
# $$\mathbf{w}_1 = (1, 2) - 0.15\,(\tfrac{10}{3}, -\tfrac{2}{3}) = (0.5, 2.1) \qquad b_1 = -1 - 0.15 \cdot \tfrac{2}{3} = -1.1$$
#
# 그러면 비용은 3에서 약 1.697로 줄어듭니다.
#
# **다시 모양의 함정.** 강의 자료에서 $\mathbf{w}$는 열이고, $\frac{\partial C}{\partial \mathbf{w}}$는 우리가 쓰는 표기에서 그레이디언트가
# 그렇듯이 행입니다. NumPy에 그대로 옮기면 다음 셀처럼 아무 경고 없이 $\mathbf{w}_1$이 2 × 2 표가 되고, 목표값이 열이면 그 표로
# 학습까지 계속하게 됩니다. 둘 다 모양이 `(n,)`이면 이런 일이 없습니다.

# %% name="look_row"
w_column = np.array([[1.0], [2.0]])
gradient_row = np.array([[10 / 3, -2 / 3]])
w_column - 0.15 * gradient_row

# %% [markdown] name="update_question"
# Return the new `w` and the new `b`, in this order. `dw` and `db` are the gradients, handed to you. Make new objects:
# a caller may want to compare the new `w` with the old one, so the old one must stay as it was.
#
# <!-- ko -->
# 새 `w`와 새 `b`를 이 순서대로 반환하세요. 그레이디언트 `dw`와 `db`는 인수로 받습니다. 결과는 새로 만드세요. 호출한 쪽에서 새 `w`를
# 이전 `w`와 비교할 수 있으므로 이전 `w`는 그대로 있어야 합니다.

# %% answer="update"
def update(w, b, dw, db, learning_rate):

# %% check="update"
w_before = np.array([1.0, 2.0])
w_after, b_after = call(update, w_before, -1.0, np.array([10 / 3, -2 / 3]), 2 / 3, 0.15)
check_close("update(…)[0]", w_after, [0.5, 2.1])
check_close("w_before", w_before, [1.0, 2.0])
check_close("update(…)[1]", b_after, -1.1)
check_close("update(…, 0.5)[0]", call(update, w_before, -1.0, np.array([2.0, -4.0]), 1.0, 0.5)[0], [0.0, 4.0])

# %% [markdown] name="train_text"
# ## Training
#
# Now repeat: compute both gradients **at the same place**, then move both. Whoever moves $\mathbf{w}$ first and takes
# the slope of $b$ afterwards measures it at a place where the neuron never stood.
#
# Two steps in the example, with $\eta = 0.15$:
#
# | $t$ | $\mathbf{w}_t$ | $b_t$ | $C$ | $\frac{\partial C}{\partial \mathbf{w}}$ | $\frac{\partial C}{\partial b}$ |
# |---|---|---|---|---|---|
# | 0 | (1, 2) | −1 | 3 | (3.3333, −0.6667) | 0.6667 |
# | 1 | (0.5, 2.1) | −1.1 | 1.6967 | (1.5333, 0.0667) | 0.4667 |
# | 2 | (0.27, 2.09) | −1.17 | 1.4135 | | |
#
# However long it goes on like this, the cost will not fall below $\frac{4}{3}$: sample 2 stays inactive, so its error of −2
# stays as well, and it has no say.
#
# Write `train`: take `steps` steps from `w`, `b` and return the final `w`, the final `b` and the `history`, an array
# with the cost before the first step and after each step, so it has `steps + 1` entries. With `steps=0` you return the
# start and a history of one. The check compares with the table, and with a descent whose slopes are measured.
#
# <!-- ko -->
# ## 학습
#
# 이제 되풀이합니다. **같은 위치에서** 두 그레이디언트를 모두 구한 다음 둘을 함께 움직입니다. $\mathbf{w}$를 먼저 움직이고 나서 $b$의
# 기울기를 구하면, 뉴런이 있었던 적이 없는 위치에서 기울기를 재게 됩니다.
#
# 예에서 $\eta = 0.15$로 두 걸음을 가면 다음과 같습니다.
#
# | $t$ | $\mathbf{w}_t$ | $b_t$ | $C$ | $\frac{\partial C}{\partial \mathbf{w}}$ | $\frac{\partial C}{\partial b}$ |
# |---|---|---|---|---|---|
# | 0 | (1, 2) | −1 | 3 | (3.3333, −0.6667) | 0.6667 |
# | 1 | (0.5, 2.1) | −1.1 | 1.6967 | (1.5333, 0.0667) | 0.4667 |
# | 2 | (0.27, 2.09) | −1.17 | 1.4135 | | |
#
# 이대로 아무리 오래 계속해도 비용은 $\frac{4}{3}$보다 작아지지 않습니다. 샘플 2가 비활성으로 남아 있어서 그 오차 −2도 그대로이고,
# 이 샘플은 아무 영향도 주지 못하기 때문입니다.
#
# `train`을 작성하세요. `w`, `b`에서 출발해 `steps`번 걷고, 마지막 `w`, 마지막 `b`, 그리고 `history`를 반환합니다. `history`는 첫걸음
# 전의 비용과 걸음마다 그 뒤의 비용을 담은 배열이므로 원소가 `steps + 1`개입니다. `steps=0`이면 출발점과 원소가 하나인 `history`를
# 반환합니다. 확인 셀은 위의 표와 비교하고, 기울기를 측정하면서 내려간 결과와도 비교합니다.

# %% answer="train"
def train(w, b, X, y, learning_rate, steps):

# %% check="train"
w_end, b_end, history = call(train, w0, b0, X0, y0, 0.15, 2)
check_close("train(…, steps=2)[0]", w_end, [0.27, 2.09])
check_close("train(…, steps=2)[1]", b_end, -1.17)
check_close("train(…, steps=2)[2]", history, [3, 1.696667, 1.4135])
check_close("train(…, steps=0)[2]", call(train, w0, b0, X0, y0, 0.15, 0)[2], [3])
check_close("w0", w0, [1, 2])
check_close("cost(w0, b0, X0, y0)", call(cost, w0, b0, X0, y0), 3)
place = descend(lambda place: cost(place[:2], place[2], X0, y0), [0.5, -1.0, 1.5], 0.1, 7)[-1]
check_close("train(…, steps=7)[0]", call(train, np.array([0.5, -1.0]), 1.5, X0, y0, 0.1, 7)[0], place[:2])

# %% [markdown] name="rates_text"
# ## How long should a step be?
#
# Back to the neuron with one input and its map. Three times it starts at the same place, the black dot, and takes the
# same number of steps; only the learning rate differs. (The slopes are measured here, so the cell works whatever your
# answers are.) Below each map stands the history of the cost, on a logarithmic axis.
#
# The first walk heads the right way, but how long will it take? The second one gets there. What happens to the third?
# Try other rates in between: from where on does a rate stop being a good one?
#
# <!-- ko -->
# ## 걸음은 얼마나 길어야 합니까?
#
# 입력이 하나인 뉴런과 그 지도로 돌아갑니다. 같은 위치(검은 점)에서 세 번 출발해 같은 횟수만큼 걷고, 학습률만 다르게 합니다. (여기서는
# 기울기를 측정해 쓰므로 여러분의 답과 관계없이 셀이 실행됩니다.) 지도마다 아래에 비용의 변화를 로그 축으로 그렸습니다.
#
# 첫째는 옳은 쪽으로 가지만 얼마나 오래 걸리겠습니까? 둘째는 바닥에 이릅니다. 셋째에는 무슨 일이 일어납니까?
# 그 사이의 다른 학습률도 시도해 보세요. 어느 값부터 좋은 학습률이라고 할 수 없습니까?

# %% name="look_rates"
rates, steps, start = (0.02, 0.2, 0.45), 40, (0.5, -1.0)
colours = ("#1f4e9c", "#14662b", "#d55e00")
paths = [descend(lambda place: height(*place), start, rate, steps) for rate in rates]
figure, (maps, histories) = plt.subplots(2, 3, figsize=(9, 5.6), sharey="row", layout="constrained")
for path, rate, colour, axes, below in zip(paths, rates, colours, maps, histories):
    axes.contour(w_axis, b_axis, heights, levels=levels, colors="#a0a0a0", linewidths=0.8)
    axes.plot(path[:, 0], path[:, 1], "o-", color=colour, markersize=3)
    axes.plot(*start, "o", color="black")
    axes.set(title=f"$\\eta = {rate}$", xlabel="$w$", xlim=(-1, 3.5), ylim=(-3, 3.5))
    below.semilogy([height(*place) for place in path], "o-", color=colour, markersize=3)
    below.set_xlabel("$t$")
    below.grid(alpha=0.3)
maps[0].set_ylabel("$b$")
histories[0].set_ylabel("$C$")
plt.show()

# %% [markdown] name="fit_text"
# And this is what the walk on the map means for the neuron. The dashed line is the start, the thin ones are the places
# on the way, the thick one is where it ended. Set `walk` to 0, 1 or 2 for the three rates above.
#
# <!-- ko -->
# 지도 위의 걸음은 뉴런에게 다음과 같은 뜻입니다. 파선은 출발점, 가는 선은 중간의 위치들, 굵은 선은 마지막 위치입니다. `walk`를
# 0, 1, 2로 바꾸면 위의 세 학습률을 차례로 볼 수 있습니다.

# %% name="look_fit"
walk = 1
plt.figure(figsize=(5, 3.2))
for w, b in paths[walk]:
    plt.plot(line, np.clip(w * line + b, 0, None), color=colours[walk], linewidth=0.5, alpha=0.6)
w, b = paths[walk][0]
plt.plot(line, np.clip(w * line + b, 0, None), "--", color="black", label="$t = 0$")
w, b = paths[walk][-1]
plt.plot(line, np.clip(w * line + b, 0, None), color=colours[walk], linewidth=3, label=f"$t = {steps}$")
plt.plot(inputs, targets, "o", color="black")
plt.title(f"$max(0, {w:.3g}\\,x {b:+.3g})$")
plt.xlabel("$x$")
plt.legend()
plt.show()

# %% [markdown] name="why_too_large_text"
# ## In your own words
#
# What does a learning rate that is too large look like, on the map and in the history of the cost? And why does it
# happen, although every single step sets out downhill?
#
# <!-- ko -->
# ## 자신의 말로 설명하기
#
# 학습률이 너무 크면 지도와 비용의 변화 그래프에서 어떤 모습이 됩니까? 걸음마다 내리막 쪽으로 출발하는데도 왜 그렇게 됩니까?

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
# 모범 답안. 경로가 골짜기를 따라 바닥으로 내려가지 않고 이쪽저쪽으로 건너뛰며, 비용은 줄어드는 대신 오르내리거나 커집니다. 게이트가
# 거의 다 닫힌 평평한 곳에 떨어질 수도 있는데, 그러면 뉴런은 그곳에서 거의 움직이지 못합니다. 까닭: 그레이디언트는 측정한 위치에서의
# 기울기일 뿐이고, 비용이 접평면과 가까운 것은 짧은 걸음에서뿐입니다. 걸음이 길면 바닥을 지나쳐 맞은편 비탈로 올라갑니다. 그곳이 더
# 가파르면 걸음은 학습률에 그레이디언트를 곱한 것이므로 다음 걸음은 더 길어집니다.
#
# * 1점: 나타나는 모습. 이쪽저쪽으로 건너뛴다, 비용이 커지거나 오르내린다(지도와 그래프 가운데 하나만 말하면 0.5점). "학습이 잘 안
#   된다"나 "느리다"만으로는 부족합니다. 느린 것은 학습률이 너무 작을 때의 모습입니다.
# * 1점: 까닭. 기울기는 가까운 곳에서만 맞으므로 긴 걸음은 바닥을 지나친다(0.5점). 걸음이 그레이디언트에 비례하므로 갈수록 나빠질 수
#   있다(0.5점).
# * 평평한 곳에 떨어지는 것을 까닭과 함께 설명하면 둘째 항목의 0.5점 하나를 대신할 수 있습니다.
# ### END SOLUTION

# %% [markdown] name="end"
# ## Where this leads
#
# Rules for derivatives, gradients, Jacobians, the chain rule, one neuron, and now its training: you have gone the whole
# way from $\frac{d}{dx}99 = 0$ to a neuron that learns. A network is many of these, side by side and one behind the
# other, and its gradient is the chain rule once more.
#
# <!-- ko -->
# ## 다음 이야기
#
# 미분 법칙, 그레이디언트, 야코비 행렬(Jacobian matrix), 연쇄 법칙, 뉴런 하나, 그리고 이제 그 학습까지 왔습니다. $\frac{d}{dx}99 = 0$에서
# 시작해 스스로 배우는 뉴런에 이르는 길을 모두 걸어온 것입니다. 신경망은 이런 뉴런을 나란히, 또 앞뒤로 여럿 이은 것이고, 그
# 그레이디언트 역시 연쇄 법칙으로 구합니다.

# %% [markdown] name="title"
# # 7 · A network: from one neuron to a digit classifier
#
# One neuron has learned. Now 138 of them, in two layers, learn to read handwritten digits. It is the model of the
# lecture, and you build it twice: first **by hand** in NumPy, so that no step stays hidden, then **in Keras**, in six
# lines. Both train on the same images, and their curves look alike, because they are the same thing.
#
# In each answer cell, replace the line `raise NotImplementedError()` by your own code and run the cell.
# Your functions may call the earlier ones of this notebook. Leave the arrays that you receive as they are.
#
# This notebook needs three packages more than the others: `pip install keras jax scikit-learn`. If you have
# TensorFlow or PyTorch, Keras computes with that instead of JAX.
#
# <!-- ko -->
# # 7 · 신경망: 뉴런 하나에서 숫자 분류기까지
#
# 뉴런 하나가 배우는 것을 보았습니다. 이제 두 층에 놓인 뉴런 138개가 손글씨 숫자를 읽는 법을 배웁니다. 강의에 나온 바로 그 모델을
# 두 번 만듭니다. 먼저 NumPy로 **직접** 만들어 숨은 단계가 하나도 없게 하고, 다음에는 **Keras로** 여섯 줄 만에 만듭니다. 둘은 같은
# 이미지로 학습하며, 같은 것이기 때문에 그래프도 비슷합니다.
#
# 답을 쓰는 셀마다 `raise NotImplementedError()` 줄을 지우고 자신의 코드를 쓴 다음 셀을 실행하세요.
# 이 노트북에서 앞서 작성한 함수를 불러도 됩니다. 받은 배열은 바꾸지 마세요.
#
# 이 노트북에는 다른 노트북보다 패키지가 세 가지 더 필요합니다: `pip install keras jax scikit-learn`. TensorFlow나 PyTorch가
# 설치되어 있으면 Keras는 JAX 대신 그것으로 계산합니다.

# %% name="setup" locked=true
import os
import socket
import threading
from importlib.util import find_spec
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from checks import call, check_close, check_gradient, check_values, fail

GRADED = "NBGRADER_EXECUTION" in os.environ  # then nobody waits for a training

# %% [markdown] name="data_text"
# ## The data
#
# MNIST: 70,000 handwritten digits, scanned, each 28 × 28 pixels from 0 (black) to 255 (white), 60,000 to train with and
# 10,000 to test. Keras fetches them. Where there is no network, the next cell takes the 1,797 digits that come with
# scikit-learn instead, which are 8 × 8 and are enlarged to 28 × 28. Everything below works with either.
#
# <!-- ko -->
# ## 데이터
#
# MNIST는 손으로 쓴 숫자 70,000개를 스캔한 것입니다. 이미지 하나는 28 × 28 픽셀이고 픽셀은 0(검정)부터 255(하양)까지입니다. 60,000장은
# 학습용, 10,000장은 평가용입니다. 데이터는 Keras가 내려받습니다. 네트워크가 없으면 다음 셀은 scikit-learn에 들어 있는 8 × 8 크기의 숫자
# 1,797장을 28 × 28로 키워서 씁니다. 아래의 내용은 어느 쪽으로도 똑같이 할 수 있습니다.

# %% name="digits" locked=true
def choose_backend():
    """Have Keras compute with what KERAS_BACKEND names, or else with the first of these that is installed."""
    if "KERAS_BACKEND" not in os.environ:
        installed = [name for name in ("tensorflow", "torch", "jax") if find_spec(name)]
        os.environ["KERAS_BACKEND"] = installed[0] if installed else "numpy"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")


def online(host="storage.googleapis.com", seconds=2.0):
    """Does the host that keeps MNIST answer soon?"""
    answered = []

    def knock():
        try:
            socket.create_connection((host, 443), seconds).close()
            answered.append(host)
        except OSError:
            pass

    knocking = threading.Thread(target=knock, daemon=True)
    knocking.start()
    knocking.join(seconds)
    return bool(answered)


def fetch_mnist():
    """Return MNIST as Keras has it or can fetch it; None where it cannot."""
    kept = Path(os.environ.get("KERAS_HOME", Path.home() / ".keras"), "datasets", "mnist.npz")
    if GRADED or not find_spec("keras") or not (kept.exists() or online()):
        return None
    choose_backend()
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(10)
    try:
        import keras

        return keras.datasets.mnist.load_data()
    except Exception as error:
        print("MNIST:", error)
        return None
    finally:
        socket.setdefaulttimeout(before)


def enlarge(small):
    """Return 28 × 28 images from 0 to 255, made of 8 × 8 ones from 0 to 16: 24 × 24, with a border of 2 pixels."""
    stretch = np.array([np.interp(np.linspace(0, 7, 24), np.arange(8), corner) for corner in np.eye(8)]).T
    large = np.rint(stretch @ small @ stretch.T * 255 / 16)
    return np.pad(large, ((0, 0), (2, 2), (2, 2))).astype(np.uint8)


def small_digits():
    """Return the digits of scikit-learn, enlarged and shuffled: four in five to train with, the others to test."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    order = np.random.default_rng(0).permutation(len(digits.target))
    images, labels = enlarge(digits.images[order]), digits.target[order]
    return (images[:1437], labels[:1437]), (images[1437:], labels[1437:])


def handwritten_digits():
    """Return (images, labels) to train with and (images, labels) to test with."""
    return fetch_mnist() or small_digits()

# %% name="data" locked=true
(train_images, Y_train), (test_images, Y_test) = handwritten_digits()
for name, array in (("train_images", train_images), ("Y_train", Y_train), ("test_images", test_images), ("Y_test", Y_test)):
    print(f"{name:12} {array.shape} {array.dtype}, {array.min()} … {array.max()}")

# %% name="look_digits"
figure, places = plt.subplots(2, 8, figsize=(9, 2.8), layout="constrained")
for place, image, label in zip(places.flat, train_images, Y_train):
    place.imshow(image, cmap="gray")
    place.set_title(str(label))
    place.axis("off")
plt.show()

# %% [markdown] name="scale_text"
# ### Scaling
# A network learns best from numbers around 1. Bring the pixels, bytes from 0 to 255, into the interval [0, 1]: black
# stays 0, white becomes 1, whatever else is in the picture. Return floats of the same shape.
#
# <!-- ko -->
# ### 스케일링
# 신경망은 1 안팎의 수에서 가장 잘 배웁니다. 0부터 255까지인 픽셀을 [0, 1] 구간으로 옮기세요. 그림에 다른 무엇이 있든 검정은 그대로 0이고
# 하양은 1이 됩니다. 같은 모양의 실수 배열을 반환하세요.

# %% answer="scale_images"
def scale_images(images):

# %% check="scale_images"
bytes0 = np.array([[[0, 51], [204, 255]]], dtype=np.uint8)
check_close("scale_images(bytes0)", call(scale_images, bytes0), [[[0, 0.2], [0.8, 1]]])
check_close("scale_images(bytes0[:, :1])", call(scale_images, bytes0[:, :1]), [[[0, 0.2]]])

# %% [markdown] name="flatten_text"
# ### Flatten
# The layers to come know rows, not pictures. Lay the 28 lines of each image behind each other: `(N, 28, 28)` becomes
# `(N, 784)`, one row for each image, its first line first.
#
# **A trap.** `reshape` fills the new shape with the numbers in the order in which they lie there. Any shape with the
# right number of entries is accepted, also one that mixes the images.
#
# <!-- ko -->
# ### 펼치기(Flatten)
# 다음에 올 층들은 그림이 아니라 행을 받습니다. 이미지마다 28줄을 차례로 이어 붙이세요. `(N, 28, 28)`이 `(N, 784)`가 되고, 이미지 하나가
# 한 행이며 첫 번째 줄이 먼저 옵니다.
#
# **함정.** `reshape`는 수를 놓인 순서대로 새 모양에 채웁니다. 원소의 수만 맞으면 어떤 모양이든 되므로 이미지들이 섞이는 모양도 그대로
# 받아들입니다.

# %% answer="flatten"
def flatten(images):

# %% check="flatten"
numbered = np.arange(2 * 784).reshape(2, 28, 28)
flat = np.asarray(call(flatten, numbered))
check_close("flatten(numbered).shape", flat.shape, [2, 784])
check_close("flatten(numbered)[1, [0, 1, 28, 783]]", flat[1, [0, 1, 28, 783]], [784, 785, 812, 1567])

# %% [markdown] name="network_text"
# ## The network, forwards
#
# The model of the lecture, and what flows through it when $N$ images come at once:
#
# | layer | what it does | result | parameters |
# |---|---|---|---|
# | Flatten | rows out of pictures | `(N, 784)` | |
# | Dense 128, relu | $A = max(0, XW_1 + b_1)$ | `(N, 128)` | 784 · 128 + 128 |
# | Dropout 0.2 | some of $A$ become 0, in training only | `(N, 128)` | |
# | Dense 10, softmax | $P = softmax(AW_2 + b_2)$ | `(N, 10)` | 128 · 10 + 10 |
#
# Together 101,770 numbers to learn. One row of $P$ holds the probabilities that an image is a 0, a 1, …, a 9.
#
# <!-- ko -->
# ## 신경망을 앞으로
#
# 강의의 모델, 그리고 이미지 $N$장이 한꺼번에 들어왔을 때 그 안을 흐르는 것입니다.
#
# | 층 | 하는 일 | 결과 | 파라미터 |
# |---|---|---|---|
# | Flatten | 그림을 행으로 | `(N, 784)` | |
# | Dense 128, relu | $A = max(0, XW_1 + b_1)$ | `(N, 128)` | 784 · 128 + 128 |
# | Dropout 0.2 | $A$의 일부를 0으로, 학습할 때만 | `(N, 128)` | |
# | Dense 10, softmax | $P = softmax(AW_2 + b_2)$ | `(N, 10)` | 128 · 10 + 10 |
#
# 배워야 할 수는 모두 101,770개입니다. $P$의 한 행에는 이미지가 0, 1, …, 9일 확률이 들어 있습니다.

# %% name="look_network"
layers = [("image", "28 × 28", 2.8), ("Flatten", "784", 3.4), ("Dense, relu", "128", 2.2), ("Dropout 0.2", "128", 2.2), ("Dense, softmax", "10", 1.0)]
figure, axes = plt.subplots(figsize=(9, 2.6), layout="constrained")
for place, (layer, size, height) in enumerate(layers):
    shade = "#dbe7f5" if layer.startswith("Dense") else "#eeeeee"
    axes.add_patch(plt.Rectangle((2 * place, -height / 2), 0.9, height, facecolor=shade, edgecolor="#1f4e9c"))
    axes.text(2 * place + 0.45, 0, size, ha="center", va="center", rotation=90)
    axes.text(2 * place + 0.45, -2.1, layer, ha="center")
    if place:
        axes.annotate("", (2 * place - 0.1, 0), (2 * place - 1.0, 0), arrowprops={"arrowstyle": "->"})
for place, text in ((4, "$W_1, b_1$\n100,480"), (8, "$W_2, b_2$\n1,290")):
    axes.text(place - 0.55, 0.35, text, ha="center", fontsize=9)
axes.set(xlim=(-0.6, 9.6), ylim=(-2.5, 2))
axes.axis("off")
plt.show()

# %% [markdown] name="example_text"
# A small example goes with us: two samples with three inputs, a layer of two neurons.
#
# <!-- ko -->
# 작은 예를 하나 끝까지 가지고 갑니다. 입력이 세 개인 샘플 둘, 뉴런이 둘인 층입니다.

# %% name="example" locked=true
X0 = np.array([[1.0, 2.0, 0.0], [-1.0, 0.5, 3.0]])
W0 = np.array([[1.0, -2.0], [0.5, 1.0], [-1.0, 0.25]])
b0 = np.array([0.5, -1.0])

# %% [markdown] name="dense_text"
# ### Dense
# A neuron takes the dot product of a sample with its weights and adds its bias. A layer does so for $k$ neurons and $N$
# samples in one product. A column of `W` `(d, k)` holds the weights of one neuron; `b` `(k,)` has one entry a neuron.
# Return `(N, k)`, without an activation.
#
# <!-- ko -->
# ### Dense
# 뉴런은 샘플과 가중치의 내적에 편향을 더합니다. 층은 뉴런 $k$개와 샘플 $N$개에 대해 그 일을 곱셈 한 번으로 합니다. `W` `(d, k)`의 한
# 열이 뉴런 하나의 가중치이고, `b` `(k,)`에는 뉴런마다 원소가 하나 있습니다. 활성화 함수 없이 `(N, k)`를 반환하세요.

# %% answer="dense"
def dense(X, W, b):

# %% check="dense"
check_close("dense(X0, W0, b0)", call(dense, X0, W0, b0), [[2.5, -1], [-3.25, 2.25]])
check_close("dense(0 * X0, W0, b0)", call(dense, 0 * X0, W0, b0), [[0.5, -1], [0.5, -1]])

# %% [markdown] name="softmax_text"
# ### Softmax
# The last layer's outputs $Z$ `(N, k)` can be any numbers. Softmax turns each **row** into probabilities, all positive,
# with sum 1:
#
# $$P_{ij} = \frac{e^{Z_{ij}}}{\sum_{c} e^{Z_{ic}}}$$
#
# **A trap.** $e^{1000}$ is more than a computer's number can hold. But adding the same constant to all entries of a row
# changes nothing, because it cancels. Which constant makes the largest exponent 0? It must be found for every row.
#
# <!-- ko -->
# ### Softmax
# 마지막 층의 출력 $Z$ `(N, k)`는 어떤 수든 될 수 있습니다. softmax는 **행**마다 이를 모두 양수이고 합이 1인 확률로 바꿉니다.
#
# $$P_{ij} = \frac{e^{Z_{ij}}}{\sum_{c} e^{Z_{ic}}}$$
#
# **함정.** $e^{1000}$은 컴퓨터의 수로 나타낼 수 없을 만큼 큽니다. 그러나 한 행의 모든 원소에 같은 상수를 더해도 약분되므로 결과는 그대로입니다.
# 가장 큰 지수를 0으로 만드는 상수는 무엇입니까? 그 상수는 행마다 구해야 합니다.

# %% answer="softmax"
def softmax(Z):

# %% check="softmax"
check_close("softmax([[0, 0], [0, ln 3]])", call(softmax, np.array([[0.0, 0.0], [0.0, np.log(3)]])), [[0.5, 0.5], [0.25, 0.75]])
check_close("softmax([[1000, 1000], [-1000, -1000]])", call(softmax, np.array([[1000.0, 1000.0], [-1000.0, -1000.0]])), [[0.5, 0.5], [0.5, 0.5]])
check_close("softmax([[0, 1000]])", call(softmax, np.array([[0.0, 1000.0]])), [[0, 1]])

# %% [markdown] name="dropout_text"
# ### Dropout
# A network that may lean on a single neuron learns by heart. So in training each activation is set to 0 with
# probability `rate`, anew at every step. The `mask`, of the shape of `A`, says which: 0 drops, 1 keeps. With fewer
# neurons the next layer would get less than it is used to. That is why what is kept is divided by the share that is
# kept, $1 - rate$; on average all stays as it was, and when the network answers later, nothing has to be done at all.
#
# Drawing the mask is the caller's business. Return `A` after the dropout.
#
# <!-- ko -->
# ### 드롭아웃(Dropout)
# 뉴런 하나에만 기댈 수 있는 신경망은 통째로 외워 버립니다. 그래서 학습할 때는 걸음마다 새로, 각 활성화 값을 확률 `rate`로 0으로 만듭니다.
# 어느 것인지는 `A`와 모양이 같은 `mask`가 정합니다. 0이면 끄고 1이면 남깁니다. 뉴런이 줄면 다음 층은 평소보다 적게 받게 됩니다. 그래서
# 남은 값을 남는 비율 $1 - rate$로 나눕니다. 그러면 평균은 그대로이고, 나중에 신경망이 답할 때는 아무것도 할 필요가 없습니다.
#
# 마스크를 뽑는 일은 부르는 쪽에서 합니다. 드롭아웃을 적용한 `A`를 반환하세요.

# %% answer="dropout"
def dropout(A, rate, mask):

# %% check="dropout"
check_close("dropout([[2, 4, 6]], 0.2, [[1, 0, 1]])", call(dropout, np.array([[2.0, 4.0, 6.0]]), 0.2, np.array([[1, 0, 1]])), [[2.5, 0, 7.5]])
check_close("dropout([[2, 4]], 0.75, [[0, 1]])", call(dropout, np.array([[2.0, 4.0]]), 0.75, np.array([[0, 1]])), [[0, 16]])

# %% [markdown] name="loss_text"
# ## The loss
#
# How bad are the answers? The label $y_i$ of image $i$ is the digit itself, 0 to 9, so `P[i, labels[i]]` is the
# probability that the network gave to the right answer. **Sparse categorical cross-entropy** is the mean of its
# negative logarithms:
#
# $$L = -\frac{1}{N} \sum_{i=1}^{N} \ln P_{i,y_i}$$
#
# Sure and right costs nothing; sure and wrong costs very much. If the probability is 0, the logarithm is infinite, and
# a single image would spoil the mean. So let no probability that you take the logarithm of be smaller than a tiny
# number, say $10^{-12}$.
#
# <!-- ko -->
# ## 손실
#
# 답이 얼마나 틀렸습니까? 이미지 $i$의 레이블 $y_i$는 0부터 9까지의 숫자 자체이므로, `P[i, labels[i]]`는 신경망이 정답에 준 확률입니다.
# **희소 범주형 교차 엔트로피**(sparse categorical cross-entropy)는 그 로그에 음의 부호를 붙여 평균한 것입니다.
#
# $$L = -\frac{1}{N} \sum_{i=1}^{N} \ln P_{i,y_i}$$
#
# 확신하고 맞으면 손실이 없고, 확신하고 틀리면 손실이 매우 큽니다. 확률이 0이면 로그가 무한대가 되어 이미지 하나가 평균을 망칩니다. 그러므로
# 로그를 취하는 확률이 $10^{-12}$ 같은 아주 작은 수보다 작아지지 않게 하세요.

# %% answer="cross_entropy"
def cross_entropy(P, labels):

# %% check="cross_entropy"
P0, labels0 = np.array([[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]]), np.array([1, 2])
check_close("cross_entropy(P0, [1, 2])", call(cross_entropy, P0, labels0), -(np.log(0.25) + np.log(0.8)) / 2)
check_close("cross_entropy([[0, 1, 0]], [1])", call(cross_entropy, np.array([[0.0, 1.0, 0.0]]), np.array([1])), 0)
check_close("isfinite(cross_entropy([[0, 1, 0]], [0]))", float(np.isfinite(call(cross_entropy, np.array([[0.0, 1.0, 0.0]]), np.array([0])))), 1)

# %% [markdown] name="backward_text"
# ## Backwards
#
# Now the chain rule takes the loss apart, from its end to its beginning. Every step receives the gradient of the loss by
# its output and hands on the gradient by its input. Each has the shape of the array that it belongs to: `dZ` that of
# `Z`, `dW` that of `W`.
#
# ### Softmax and cross-entropy together
# Alone, each of them has an ugly derivative. Together they have a beautiful one. With $L_i = -\ln P_{i,y_i} =
# -Z_{i,y_i} + \ln \sum_c e^{Z_{ic}}$ the second term gives $P_{ij}$, and the first one gives $-1$, at the right answer
# only:
#
# $$\frac{\partial L_i}{\partial Z_{ij}} = P_{ij} - \begin{cases} 1 & j = y_i \\ 0 & \text{otherwise} \end{cases}$$
#
# What the network said, minus what it should have said. And since $L$ is the **mean** of the $L_i$, it brings along a
# factor. It is put in here, once; no later step will need to divide again.
#
# Return $\frac{\partial L}{\partial Z}$, of shape `(N, k)`. The check measures slopes on *your* `cross_entropy` and
# `softmax`.
#
# <!-- ko -->
# ## 뒤로
#
# 이제 연쇄 법칙이 손실을 끝에서부터 처음까지 풀어 나갑니다. 단계마다 자기 출력에 대한 손실의 그레이디언트를 받아, 자기 입력에 대한 그레이디언트를
# 넘겨줍니다. 그레이디언트의 모양은 그것이 속한 배열과 같습니다. `dZ`는 `Z`와, `dW`는 `W`와 모양이 같습니다.
#
# ### softmax와 교차 엔트로피를 함께
# 따로 미분하면 둘 다 복잡하지만 함께 미분하면 아름답습니다. $L_i = -\ln P_{i,y_i} = -Z_{i,y_i} + \ln \sum_c e^{Z_{ic}}$에서 둘째 항은
# $P_{ij}$를, 첫째 항은 정답의 자리에서만 $-1$을 줍니다.
#
# $$\frac{\partial L_i}{\partial Z_{ij}} = P_{ij} - \begin{cases} 1 & j = y_i \\ 0 & \text{otherwise} \end{cases}$$
#
# 신경망이 말한 것에서 말했어야 하는 것을 뺀 값입니다. 그리고 $L$은 $L_i$의 **평균**이므로 상수가 하나 붙습니다. 그 상수는 여기서 한 번만
# 곱합니다. 뒤의 단계에서는 다시 나눌 필요가 없습니다.
#
# 모양이 `(N, k)`인 $\frac{\partial L}{\partial Z}$를 반환하세요. 확인 셀은 *여러분의* `cross_entropy`와 `softmax`에서 기울기를 잽니다.

# %% answer="output_gradient"
def output_gradient(P, labels):

# %% check="output_gradient"
check_close("output_gradient(P0, [1, 2])", call(output_gradient, P0, labels0), [[0.25, -0.375, 0.125], [0.05, 0.05, -0.1]])
check_close("P0", P0, [[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]])
check_gradient(
    lambda Z: output_gradient(softmax(Z.reshape(2, 3)), labels0),
    lambda Z: cross_entropy(softmax(Z.reshape(2, 3)), labels0),
    points=[[0.5, -1.0, 2.0, 0.0, 1.5, -0.5], [1.0, 1.0, 1.0, -2.0, 0.3, 0.7]],
    name="output_gradient",
)

# %% [markdown] name="dense_gradients_text"
# ### Back through a dense layer
# $Z = XW + b$. Given `dZ`, three gradients are asked for, in this order:
#
# * `dX` `(N, d)`: a nudge of $X_{ij}$ moves every neuron of sample $i$, the neuron $c$ by $W_{jc}$.
# * `dW` `(d, k)`: a nudge of $W_{jc}$ moves neuron $c$ for every sample, for sample $i$ by $X_{ij}$.
# * `db` `(k,)`: a nudge of $b_c$ moves neuron $c$ by just as much, **for every sample**, and all these effects add up.
#
# The shapes are a good guide: for `dX` and `dW` there is just one product of a matrix and a transposed one that fits.
# Do not divide by $N$; `dZ` has brought that along.
#
# <!-- ko -->
# ### Dense 층을 지나 뒤로
# $Z = XW + b$입니다. `dZ`를 받아 세 가지 그레이디언트를 이 순서로 반환하세요.
#
# * `dX` `(N, d)`: $X_{ij}$를 조금 움직이면 샘플 $i$의 모든 뉴런이 움직이고, 뉴런 $c$는 $W_{jc}$배만큼 움직입니다.
# * `dW` `(d, k)`: $W_{jc}$를 조금 움직이면 모든 샘플에서 뉴런 $c$가 움직이고, 샘플 $i$에서는 $X_{ij}$배만큼 움직입니다.
# * `db` `(k,)`: $b_c$를 조금 움직이면 **모든 샘플에서** 뉴런 $c$가 똑같이 움직이고, 그 효과가 모두 더해집니다.
#
# 모양이 좋은 길잡이입니다. `dX`와 `dW`에는 행렬과 전치 행렬의 곱 가운데 모양이 맞는 것이 하나씩뿐입니다. $N$으로 나누지 마세요. 그것은 `dZ`에
# 이미 들어 있습니다.

# %% answer="dense_gradients"
def dense_gradients(X, W, dZ):

# %% check="dense_gradients"
dZ0 = np.array([[1.0, -1.0], [0.5, 2.0]])
check_values(dense_gradients, (X0, W0, dZ0), [[3, -0.5, -1.25], [-3.5, 2.25, 0]], [[0.5, -3], [2.25, -1], [1.5, 6]], [1.5, 1])
check_close("dense(X0, W0, b0)", call(dense, X0, W0, b0), [[2.5, -1], [-3.25, 2.25]])
check_gradient(lambda X: dense_gradients(X.reshape(2, 3), W0, dZ0)[0], lambda X: np.sum(dZ0 * dense(X.reshape(2, 3), W0, b0)), X0.reshape(1, -1), "dense_gradients(…)[0]")
check_gradient(lambda W: dense_gradients(X0, W.reshape(3, 2), dZ0)[1], lambda W: np.sum(dZ0 * dense(X0, W.reshape(3, 2), b0)), W0.reshape(1, -1), "dense_gradients(…)[1]")
check_gradient(lambda b: dense_gradients(X0, W0, dZ0)[2], lambda b: np.sum(dZ0 * dense(X0, W0, b)), [b0], "dense_gradients(…)[2]")

# %% [markdown] name="relu_backward_text"
# ### Back through relu
# $A = max(0, Z)$, entry by entry. Where the gate was open on the way forward, the gradient passes; where it was closed,
# nothing does. At $Z = 0$ the gate counts as closed, as always in this course. Return `dZ`.
#
# Dropout, by the way, needs no function of its own on the way back: it multiplies by the mask and divides by $1 - rate$,
# and so does its gradient.
#
# <!-- ko -->
# ### relu를 지나 뒤로
# 원소별로 $A = max(0, Z)$입니다. 앞으로 갈 때 게이트가 열려 있던 곳은 그레이디언트가 지나가고, 닫혀 있던 곳은 지나가지 못합니다. $Z = 0$이면
# 이 과목에서 늘 그랬듯이 닫힌 것으로 봅니다. `dZ`를 반환하세요.
#
# 드롭아웃은 뒤로 갈 때 따로 함수가 필요하지 않습니다. 앞으로 갈 때 마스크를 곱하고 $1 - rate$로 나누었으므로, 그레이디언트도 똑같이 하면 됩니다.

# %% answer="relu_backward"
def relu_backward(dA, Z):

# %% check="relu_backward"
dA0, Z0 = np.array([[1.0, -2.0, 3.0]]), np.array([[0.5, 2.0, -1.0]])
check_close("relu_backward(dA0, Z0)", call(relu_backward, dA0, Z0), [[1, -2, 0]])
check_close("relu_backward([[3, -3]], [[0, 0]])", call(relu_backward, np.array([[3.0, -3.0]]), np.zeros((1, 2))), [[0, 0]])
check_gradient(lambda Z: relu_backward(dA0, Z.reshape(1, 3)), lambda Z: np.sum(dA0 * np.maximum(0, Z)), Z0, "relu_backward")

# %% [markdown] name="adam_text"
# ## Adam
#
# Gradient descent takes one learning rate for all 101,770 numbers, steep ones and flat ones. **Adam** remembers two
# things about every one of them: $m$, a running mean of its gradient $g$, and $v$, a running mean of its square.
#
# $$m \leftarrow 0.9\,m + 0.1\,g \qquad v \leftarrow 0.999\,v + 0.001\,g^2$$
#
# Both start at 0, so the first means are far too small. Step number $t$, the first being $t = 1$, makes up for that:
#
# $$\hat m = \frac{m}{1 - 0.9^t} \qquad \hat v = \frac{v}{1 - 0.999^t} \qquad \theta \leftarrow \theta - \eta\, \frac{\hat m}{\sqrt{\hat v} + 10^{-7}}$$
#
# In the first step $\hat m = g$ and $\hat v = g^2$: every parameter moves by $\eta$, however steep its slope is.
#
# Return the new parameter, the new $m$ and the new $v$, in this order, as new arrays. The corrected $\hat m$ and $\hat v$
# serve this step only: it is $m$ and $v$ that the next one goes on with. All arrays have the same shape, any shape.
#
# <!-- ko -->
# ## Adam
#
# 경사 하강법은 가파른 것과 평평한 것을 가리지 않고 101,770개의 수에 학습률 하나를 씁니다. **Adam**은 수마다 두 가지를 기억합니다. 그레이디언트
# $g$의 이동 평균 $m$과 그 제곱의 이동 평균 $v$입니다.
#
# $$m \leftarrow 0.9\,m + 0.1\,g \qquad v \leftarrow 0.999\,v + 0.001\,g^2$$
#
# 둘 다 0에서 시작하므로 처음의 평균은 너무 작습니다. $t$번째 걸음(첫걸음은 $t = 1$)에서는 이를 다음과 같이 보정합니다.
#
# $$\hat m = \frac{m}{1 - 0.9^t} \qquad \hat v = \frac{v}{1 - 0.999^t} \qquad \theta \leftarrow \theta - \eta\, \frac{\hat m}{\sqrt{\hat v} + 10^{-7}}$$
#
# 첫걸음에서는 $\hat m = g$이고 $\hat v = g^2$입니다. 기울기가 아무리 가팔라도 모든 파라미터가 $\eta$만큼 움직입니다.
#
# 새 파라미터, 새 $m$, 새 $v$를 이 순서로, 새 배열로 반환하세요. 보정한 $\hat m$과 $\hat v$는 이번 걸음에만 쓰고, 다음 걸음은 $m$과 $v$에서
# 이어집니다. 배열은 모두 모양이 같으며, 어떤 모양이든 될 수 있습니다.

# %% answer="adam_step"
def adam_step(parameter, gradient, m, v, t, learning_rate=1e-3):

# %% check="adam_step"
before, slopes = np.array([1.0, -2.0]), np.array([0.5, -1.5])
check_values(adam_step, (before, slopes, np.zeros(2), np.zeros(2), 1, 0.1), [0.9, -1.9], [0.05, -0.15], [0.00025, 0.00225])
check_close("before", before, [1, -2])
check_values(adam_step, (before, slopes, np.array([0.5, 1.0]), np.array([1.0, 0.25]), 2, 0.1), [0.988230, -2.035157], [0.5, 0.75], [0.99925, 0.252])
check_close("adam_step(…) without a learning rate", call(adam_step, before, slopes, np.zeros(2), np.zeros(2), 1)[0], [0.999, -1.999], tolerance=1e-6)

# %% [markdown] name="predict_text"
# ## Answers
#
# `parameters` is the tuple `(W1, b1, W2, b2)`, and `X` `(N, d)` holds images that are scaled and flattened. Send them
# through both layers, with relu between and without dropout, and return the digit with the largest output for each
# image: integers of shape `(N,)`. (The softmax does not change which output is the largest, so you may leave it out.)
# `np.argmax` finds places; say along which axis.
#
# <!-- ko -->
# ## 답하기
#
# `parameters`는 튜플 `(W1, b1, W2, b2)`이고, `X` `(N, d)`에는 스케일링하고 펼친 이미지가 들어 있습니다. 이미지를 두 층에 통과시키되 사이에
# relu를 쓰고 드롭아웃은 쓰지 마세요. 이미지마다 출력이 가장 큰 숫자를 모양이 `(N,)`인 정수 배열로 반환하세요. (softmax를 해도 가장 큰 출력은
# 바뀌지 않으므로 생략해도 됩니다.) `np.argmax`는 자리를 찾아 줍니다. 어느 축을 따라 찾을지 정하세요.

# %% answer="predict"
def predict(X, parameters):

# %% check="predict"
W2 = np.array([[1.0, -1.0, 0.5], [-1.0, 2.0, 0.5]])
check_close("predict(X0, (W0, b0, W2, 0))", call(predict, X0, (W0, b0, W2, np.zeros(3))), [0, 1])
check_close("predict(X0, (W0, b0, W2, [0, 0, 4]))", call(predict, X0, (W0, b0, W2, np.array([0.0, 0.0, 4.0]))), [2, 2])
check_close("predict(X0, (W0, b0, -W2, [-9, -9, 0]))", call(predict, X0, (W0, b0, -W2, np.array([-9.0, -9.0, 0.0]))), [2, 2])

# %% [markdown] name="accuracy_text"
# The **accuracy** is the share of right answers, between 0 and 1.
#
# <!-- ko -->
# **정확도**(accuracy)는 맞은 답의 비율로, 0과 1 사이의 수입니다.

# %% answer="accuracy"
def accuracy(predictions, labels):

# %% check="accuracy"
check_close("accuracy([7, 2, 1, 0], [7, 2, 8, 0])", call(accuracy, np.array([7, 2, 1, 0]), np.array([7, 2, 8, 0])), 0.75)
check_close("accuracy([3, 3], [1, 1])", call(accuracy, np.array([3, 3]), np.array([1, 1])), 0)

# %% [markdown] name="train_text"
# ## Training, by hand
#
# Everything is there. The loop below is built of your functions alone: a batch of images forwards, the loss, backwards,
# one Adam step for each of the four parameters. Read it once from top to bottom; there is no line that you have not
# written or could not have. One round through all images is an *epoch*.
#
# It takes a few seconds with the small digits and less than a minute with MNIST. Not much more than 10 % right means guessing: then a
# gradient is wrong. More than 90 % should be right at the end. (While your notebook is graded, nothing is trained.)
#
# <!-- ko -->
# ## 직접 학습하기
#
# 모두 갖추어졌습니다. 아래의 반복문은 여러분의 함수로만 되어 있습니다. 이미지 한 배치(batch)를 앞으로 보내고, 손실을 구하고, 뒤로 돌아온 다음,
# 파라미터 네 가지를 각각 Adam으로 한 걸음 움직입니다. 처음부터 끝까지 한 번 읽어 보세요. 여러분이 쓰지 않았거나 쓸 수 없었을 줄은 하나도 없습니다.
# 모든 이미지를 한 번 도는 것을 *에포크*(epoch)라고 합니다.
#
# 작은 숫자 이미지로는 몇 초, MNIST로는 1분이 걸리지 않습니다. 10 %를 조금 넘게 맞힌다면 찍는 것과 같으니 어느 그레이디언트가 틀린 것입니다. 마지막에는
# 90 % 넘게 맞혀야 합니다. (노트북을 채점할 때는 학습하지 않습니다.)

# %% name="train_by_hand"
def start(d, k, rng):
    """Return small random weights (d, k), as Keras draws them, and biases of 0."""
    limit = np.sqrt(6 / (d + k))
    return rng.uniform(-limit, limit, (d, k)), np.zeros(k)


def train(X, labels, X_test, test_labels, epochs, batch=64, rate=0.2, seed=0):
    """Return the trained parameters and, for each epoch, the mean loss and the accuracy on the test images."""
    rng = np.random.default_rng(seed)
    parameters = [*start(784, 128, rng), *start(128, 10, rng)]
    moments = [(np.zeros_like(parameter), np.zeros_like(parameter)) for parameter in parameters]
    history, t = [], 0
    for epoch in range(epochs):
        losses = []
        for rows in np.array_split(rng.permutation(len(X)), -(-len(X) // batch)):
            W1, b1, W2, b2 = parameters
            Z1 = dense(X[rows], W1, b1)
            mask = (rng.random(Z1.shape) >= rate).astype(int)
            A = dropout(np.maximum(0, Z1), rate, mask)
            P = softmax(dense(A, W2, b2))
            losses.append(cross_entropy(P, labels[rows]))

            dA, dW2, db2 = dense_gradients(A, W2, output_gradient(P, labels[rows]))
            dZ1 = relu_backward(dropout(dA, rate, mask), Z1)
            _, dW1, db1 = dense_gradients(X[rows], W1, dZ1)

            t += 1
            for place, gradient in enumerate((dW1, db1, dW2, db2)):
                parameters[place], *moments[place] = adam_step(parameters[place], gradient, *moments[place], t)
        history.append((np.mean(losses), accuracy(predict(X_test, tuple(parameters)), test_labels)))
        print(f"epoch {epoch + 1}: loss {history[-1][0]:.4f}, accuracy {history[-1][1]:.2%}")
    return tuple(parameters), history


epochs = 5 if len(train_images) > 10_000 else 10
by_hand = []
if not GRADED:
    X_train, X_test = (flatten(scale_images(images)) for images in (train_images, test_images))
    parameters, by_hand = train(X_train, Y_train, X_test, Y_test, epochs)

# %% name="look_training"
if by_hand:
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 2.8), layout="constrained")
    left.plot(range(1, epochs + 1), [loss for loss, _ in by_hand], "o-", color="#1f4e9c")
    left.set(xlabel="epoch", ylabel="loss")
    right.plot(range(1, epochs + 1), [share for _, share in by_hand], "o-", color="#14662b")
    right.set(xlabel="epoch", ylabel="accuracy")
    for axes in (left, right):
        axes.grid(alpha=0.3)
    plt.show()

# %% [markdown] name="wrong_text"
# And these it gets wrong: its answer, and what was meant. Would you have known?
#
# <!-- ko -->
# 다음은 틀린 것들입니다. 신경망의 답과 원래 숫자를 함께 적었습니다. 여러분이라면 알아보았겠습니까?

# %% name="look_wrong"
if by_hand:
    answers = predict(X_test, parameters)
    wrong = np.flatnonzero(answers != Y_test)[:8]
    figure, places = plt.subplots(1, 8, figsize=(9, 1.6), layout="constrained")
    for place in places:
        place.axis("off")
    for place, index in zip(places, wrong):
        place.imshow(test_images[index], cmap="gray")
        place.set_title(f"{answers[index]} ({Y_test[index]})", color="#b3261e")
    plt.show()

# %% [markdown] name="why_dropout_text"
# ## In your own words
#
# In training, dropout switches a fifth of the hidden neurons off, and the others are divided by 0.8. In `predict` there
# is no dropout. Why is it used in training at all, why not in answering, and what would go wrong in answering if one had
# forgotten to divide?
#
# <!-- ko -->
# ## 자신의 말로 설명하기
#
# 학습할 때 드롭아웃은 은닉층 뉴런의 5분의 1을 끄고 나머지를 0.8로 나눕니다. `predict`에는 드롭아웃이 없습니다. 학습할 때는 왜 쓰고, 답할 때는
# 왜 쓰지 않습니까? 그리고 나누는 것을 잊었다면 답할 때 무엇이 잘못됩니까?

# %% [markdown] explain="why_dropout" points=2
# ### BEGIN SOLUTION
# Model answer. If any neuron may be missing, the others cannot rely on it; the knowledge is spread over many of them, and
# the network learns less by heart and does better on images that it has not seen. In answering we want all that it has
# learned, and the same answer to the same image every time; random gaps would only do harm. Without the division the
# second layer learns from activations that are on average 0.8 times what they are when nothing is dropped. In answering
# all neurons speak, its input is a quarter larger than anything it was trained for, and its outputs are off (too sure).
#
# * 1 point for training and answering: it keeps neurons from depending on each other, or works against learning by heart
#   (half a point); in answering all that was learned is to be used, or chance has no place there (half a point).
# * 1 point for the division: without it the sums in training and in answering differ (half a point), by the factor 0.8,
#   that is, they are larger in answering (half a point).
# ### END SOLUTION
#
# <!-- ko -->
# ### BEGIN SOLUTION
# 모범 답안. 어느 뉴런이든 빠질 수 있으면 다른 뉴런이 그것에만 기댈 수 없습니다. 배운 것이 여러 뉴런에 나뉘므로 덜 외우게 되고, 처음 보는 이미지에서 더
# 잘합니다. 답할 때는 배운 것을 모두 써야 하고 같은 이미지에는 언제나 같은 답을 내야 하므로, 무작위로 빠지는 뉴런은 해가 될 뿐입니다. 나누지 않으면
# 둘째 층은 아무것도 끄지 않았을 때의 평균 0.8배인 활성화 값으로 배웁니다. 답할 때는 모든 뉴런이 살아 있어 학습 때보다 입력이 4분의 1만큼 커지고,
# 출력이 어긋납니다(지나치게 확신합니다).
#
# * 1점: 학습과 답하기. 뉴런이 서로에게 기대지 못하게 한다, 또는 외우는 것을 막는다(0.5점). 답할 때는 배운 것을 모두 쓴다, 또는 우연이 끼어들면 안
#   된다(0.5점).
# * 1점: 나눗셈. 나누지 않으면 학습할 때와 답할 때의 합이 다르다(0.5점). 그 비율이 0.8이다, 곧 답할 때 더 크다(0.5점).
# ### END SOLUTION

# %% [markdown] name="keras_text"
# ## The same in Keras
#
# [Keras](https://keras.io) knows all of this: layers, losses, Adam, and the way back through any of them. You say what the model is;
# the rest is done. The slides write `tf.keras`. Here it is `keras` itself, which also computes with PyTorch or JAX.
#
# Write `build_model`: make the model of the table above for images of 28 × 28 that are scaled already, compile it with
# Adam, sparse categorical cross-entropy, and the accuracy as its metric, and return it. Nothing is trained in there.
#
# <!-- ko -->
# ## Keras로 똑같이
#
# [Keras](https://keras.io)는 이 모든 것을 알고 있습니다. 층, 손실, Adam, 그리고 그것들을 지나 뒤로 가는 길까지 압니다. 어떤 모델인지만 말하면 나머지는
# 알아서 합니다. 강의 자료에는 `tf.keras`로 되어 있지만 여기서는 PyTorch나 JAX로도 계산하는 `keras`를 씁니다.
#
# `build_model`을 작성하세요. 이미 스케일링한 28 × 28 이미지를 받는 위 표의 모델을 만들고, Adam, 희소 범주형 교차 엔트로피, 그리고 지표(metric)로
# 정확도를 써서 컴파일한 다음 반환합니다. 이 함수 안에서는 학습하지 않습니다.

# %% name="setup_keras" locked=true
choose_backend()
import keras

# %% answer="build_model"
def build_model():

# %% check="build_model"
model = call(build_model)
if not isinstance(model, keras.Model):
    fail(f"build_model returned {model!r}; a Keras model is expected.", f"build_model이 {model!r}을(를) 반환했습니다. Keras 모델이 필요합니다.")
if not model.compiled:
    fail("The model is not compiled yet.", "모델이 아직 컴파일되지 않았습니다.")
model_answers = keras.ops.convert_to_numpy(call(model, np.random.default_rng(0).random((3, 28, 28)), name="build_model()"))
check_close("build_model().count_params()", model.count_params(), 101_770)
check_close("model_answers.shape", model_answers.shape, [3, 10])
check_close("model_answers.sum(axis=1)", model_answers.sum(axis=1), [1, 1, 1])

# %% [markdown] name="fit_text"
# `fit` trains, `evaluate` tells loss and accuracy on images that the model has not seen, `predict` answers with ten
# probabilities, and `np.argmax` makes a digit of them, as on the slides.
#
# <!-- ko -->
# 강의 자료와 같이 `fit`은 학습하고, `evaluate`는 모델이 보지 못한 이미지에서 손실과 정확도를 알려 주고, `predict`는 확률 열 개로 답하며,
# `np.argmax`가 그것을 숫자로 바꿉니다.

# %% name="fit_keras"
fitted = None
if not GRADED:
    model = build_model()
    model.summary()
    fitted = model.fit(scale_images(train_images), Y_train, batch_size=64, epochs=epochs, verbose=2)
    loss, share = model.evaluate(scale_images(test_images), Y_test, verbose=0)
    print(f"\nevaluate: loss {loss:.4f}, accuracy {share:.2%}")
    pick = scale_images(test_images)[0].reshape(1, 28, 28)
    probabilities = model.predict(pick, verbose=0)
    print("predict:", np.round(probabilities, 3), "→", np.argmax(probabilities, axis=1), "label:", Y_test[0])

# %% name="look_both"
if by_hand and fitted:
    plt.figure(figsize=(6, 3))
    plt.plot(range(1, epochs + 1), [loss for loss, _ in by_hand], "o-", color="#1f4e9c", label="NumPy")
    plt.plot(range(1, epochs + 1), fitted.history["loss"], "s--", color="#d55e00", label="Keras")
    plt.xlabel("epoch")
    plt.ylabel("loss")
    plt.grid(alpha=0.3)
    plt.legend()
    plt.show()

# %% [markdown] name="end"
# ## Where this leads
#
# Two curves on top of each other: there is no magic in the library. What it does at every step you have derived, measured
# and written yourself. Larger networks have more layers and other ones, but the way back is always the chain rule.
#
# <!-- ko -->
# ## 다음 이야기
#
# 두 곡선이 겹칩니다. 라이브러리에 마법은 없습니다. 걸음마다 하는 일을 여러분이 직접 유도하고, 재고, 작성했습니다. 더 큰 신경망에는 층이 더 많고 종류도
# 다양하지만, 뒤로 가는 길은 언제나 연쇄 법칙입니다.

# %% [markdown] name="title"
# # 7 · A network: from one neuron to a digit classifier
#
# One neuron has learned. Now 138 of them, in two layers, learn to read handwritten digits. It is the model of the
# lecture, and you build it twice: first **by hand** in NumPy, so that no step stays hidden, then **in Keras**, in a few
# lines. Both train on the same images, and their curves look alike, because both compute the same thing.
#
# In each answer cell, replace the line `raise NotImplementedError()` by your own code and run the cell. Your functions
# may call the earlier ones of this notebook. Leave the arrays that you receive as they are: an answer that changes them
# loses points. This notebook takes about four and a half hours.
#
# This notebook needs three packages more than the others. In a terminal: `pip install keras jax scikit-learn`. If you
# have TensorFlow or PyTorch, Keras computes with that instead of JAX. One of the three is needed: without it Keras can
# describe a model, but not train it.
#
# <!-- ko -->
# # 7 · 신경망: 뉴런 하나에서 숫자 분류기까지
#
# 앞 노트북에서는 뉴런 하나를 학습시켰습니다. 이제 두 층에 놓인 뉴런 138개가 손글씨 숫자를 분류하도록 학습시킵니다.
# 강의에 나온 바로 그 모델을 두 번 만듭니다. 먼저 NumPy로 **직접** 만들어 모든 단계를 확인하고, 다음에는 **Keras로** 몇
# 줄 만에 만듭니다. 둘은 같은 이미지로 같은 계산을 하므로 손실의 그래프도 비슷합니다.
#
# 답을 쓰는 셀마다 `raise NotImplementedError()` 줄을 지우고 코드를 쓴 다음 셀을 실행하세요. 이 노트북에서 앞서 작성한
# 함수를 불러도 됩니다. 인수로 받은 배열은 바꾸지 말고 그대로 두세요. 바꾸면 감점됩니다. 이 노트북을 푸는 데는 네 시간
# 반쯤 걸립니다.
#
# 이 노트북에는 패키지 세 가지가 더 필요합니다. 터미널에서 `pip install keras jax scikit-learn`을 실행하세요.
# TensorFlow나 PyTorch가 설치되어 있으면 Keras는 JAX 대신 그 패키지로 계산합니다. 셋 가운데 하나는 있어야 합니다. 하나도
# 없으면 Keras로 모델을 만들 수는 있어도 학습시킬 수는 없습니다.

# %% name="setup" locked=true
import os
import socket
import threading
from importlib.util import find_spec
from pathlib import Path

import numpy as np

import pictures
from checks import (
    call,
    check_close,
    check_gradient,
    check_model,
    check_values,
    fail,
    measure_jacobian,
    say,
    shaped,
    show_gradient_check,
)

GRADED = "NBGRADER_EXECUTION" in os.environ  # then nobody waits for a training

# %% [markdown] name="data_text"
# ## The data
#
# MNIST: 70,000 handwritten digits, scanned, each 28 × 28 pixels from 0 (black) to 255 (white), 60,000 to train with and
# 10,000 to test. Keras downloads them. Where there is no network, the next cell takes the 1,797 digits that come with
# scikit-learn instead, which are 8 × 8 and are enlarged to 28 × 28. Everything below works with either.
#
# <!-- ko -->
# ## 데이터
#
# MNIST는 손으로 쓴 숫자 70,000개를 스캔한 데이터입니다. 이미지 하나는 28 × 28 픽셀이고, 픽셀의 값은 0(검은색)부터
# 255(흰색)까지입니다. 60,000장은 학습용, 10,000장은 평가용입니다. 데이터는 Keras가 내려받습니다. 네트워크가 없으면 다음 셀은
# scikit-learn에 들어 있는 8 × 8 크기의 숫자 1,797장을 28 × 28로 키워서 씁니다. 어느 데이터로든 아래의 셀을 모두 실행할 수
# 있습니다.

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
pictures.digits(train_images, Y_train)

# %% [markdown] name="scale_text"
# ### Scaling
# A network learns best from numbers around 1. Bring the pixels, bytes from 0 to 255, into the interval [0, 1]: black
# stays 0, white becomes 1, whatever else is in the image. Return floats of the same shape.
#
# <!-- ko -->
# ### 스케일링
# 신경망은 입력이 1 안팎의 수일 때 학습이 잘됩니다. 0부터 255까지인 픽셀의 값을 [0, 1] 구간으로 바꾸세요. 이미지에 어떤 값이
# 들어 있든 검은색은 0, 흰색은 1이 되어야 합니다. 모양이 같은 실수 배열을 반환하세요.

# %% answer="scale_images"
def scale_images(images):

# %% check="scale_images"
_bytes0 = np.array([[[0, 51], [204, 255]]], dtype=np.uint8)
check_close("scale_images(bytes0)", call(scale_images, _bytes0), [[[0, 0.2], [0.8, 1]]])
check_close("scale_images(bytes0[:, :1])", call(scale_images, _bytes0[:, :1]), [[[0, 0.2]]])

# %% [markdown] name="scaled_text"
# Before and after: the picture looks the same, the numbers do not. Below each picture are some pixels of its middle row.
#
# <!-- ko -->
# 스케일링하기 전과 한 뒤를 비교해 봅니다. 그림은 똑같아 보이지만 수는 다릅니다. 그림 아래에는 가운데 행의 픽셀 몇 개를 적었습니다.

# %% name="look_scaled"
if not GRADED:
    pictures.scaled(train_images[0], scale_images(train_images[:1])[0])

# %% [markdown] name="flatten_text"
# ### Flatten
# The layers that follow take rows, not pictures. Join the 28 rows of each image end to end: `(N, 28, 28)` becomes
# `(N, 784)`, one row for each image, its first row of pixels first.
#
# **A trap.** `reshape` fills the new shape with the numbers in the order in which they are stored. Any shape with the
# right number of entries is accepted, also one that mixes the images.
#
# <!-- ko -->
# ### 펼치기(Flatten)
# 뒤의 층들은 그림이 아니라 행을 입력으로 받습니다. 이미지마다 픽셀 28행을 차례로 이어 붙이세요. 모양 `(N, 28, 28)`이
# `(N, 784)`가 됩니다. 이미지 하나가 한 행이고, 그 이미지의 첫째 픽셀 행이 맨 앞에 옵니다.
#
# **함정.** `reshape`는 저장된 순서대로 수를 새 모양에 채웁니다. 원소의 수만 맞으면 오류가 나지 않으므로, 여러 이미지가 섞여도
# 알아차리기 어렵습니다.

# %% answer="flatten"
def flatten(images):

# %% check="flatten"
_numbered = np.arange(2 * 784).reshape(2, 28, 28)
_flat = shaped("flatten(numbered)", call(flatten, _numbered), (2, 784))
check_close("flatten(numbered)[1, [0, 1, 28, 783]]", _flat[1, [0, 1, 28, 783]], [784, 785, 812, 1567])

# %% [markdown] name="network_text"
# ## The forward pass
#
# This is the model of the lecture, with the shapes of what it computes when $N$ images come at once:
#
# | layer | what it does | result | parameters |
# |---|---|---|---|
# | Flatten | images become rows | `(N, 784)` | |
# | Dense 128, relu | $A = max(0, XW_1 + b_1)$ | `(N, 128)` | 784 · 128 + 128 |
# | Dropout 0.2 | some of $A$ become 0, in training only | `(N, 128)` | |
# | Dense 10, softmax | $P = softmax(AW_2 + b_2)$ | `(N, 10)` | 128 · 10 + 10 |
#
# Together these are 101,770 parameters to learn. One row of $P$ holds the probabilities that an image is a 0, a 1, …, a
# 9.
#
# <!-- ko -->
# ## 순전파(forward propagation)
#
# 강의에 나온 모델입니다. 이미지 $N$장을 한꺼번에 넣었을 때 층마다 결과의 모양이 어떻게 되는지 함께 적었습니다.
#
# | 층 | 하는 일 | 결과 | 파라미터 |
# |---|---|---|---|
# | Flatten | 이미지를 행으로 | `(N, 784)` | |
# | Dense 128, relu | $A = max(0, XW_1 + b_1)$ | `(N, 128)` | 784 · 128 + 128 |
# | Dropout 0.2 | $A$의 일부를 0으로, 학습할 때만 | `(N, 128)` | |
# | Dense 10, softmax | $P = softmax(AW_2 + b_2)$ | `(N, 10)` | 128 · 10 + 10 |
#
# 학습할 파라미터는 모두 101,770개입니다. $P$의 한 행에는 이미지가 0, 1, …, 9일 확률이 들어 있습니다.

# %% name="look_network"
pictures.layers()

# %% [markdown] name="example_text"
# We use a small example throughout: two samples with three inputs, and a layer of two neurons.
#
# <!-- ko -->
# 아래에서는 작은 예를 계속 씁니다. 입력이 세 개인 샘플 두 개와, 뉴런이 두 개인 층입니다.

# %% name="example" locked=true
X0 = np.array([[1.0, 2.0, 0.0], [-1.0, 0.5, 3.0]])
W0 = np.array([[1.0, -2.0], [0.5, 1.0], [-1.0, 0.25]])
b0 = np.array([0.5, -1.0])

# %% [markdown] name="dense_text"
# ### Dense
# A neuron takes the dot product of a sample with its weights and adds its bias. A layer does so for $k$ neurons and $N$
# samples in one product. Each column of `W` `(d, k)` holds the weights of one neuron; `b` `(k,)` has one entry for each
# neuron. Return `(N, k)`, without an activation.
#
# <!-- ko -->
# ### Dense
# 뉴런은 샘플과 가중치의 내적에 편향을 더합니다. 층에서는 뉴런 $k$개와 샘플 $N$개에 대한 계산이 행렬의 곱 한 번으로
# 끝납니다. `W` `(d, k)`의 한 열이 뉴런 하나의 가중치이고, `b` `(k,)`에는 뉴런마다 원소가 하나씩 있습니다. 활성화 함수를
# 적용하지 않은 `(N, k)`를 반환하세요.

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
# **A trap.** $e^{1000}$ is too large for a floating-point number. But adding the same constant to all entries of a row
# changes nothing, because it cancels. Which constant makes the largest exponent 0? It must be found for every row.
#
# <!-- ko -->
# ### Softmax
# 마지막 층의 출력 $Z$ `(N, k)`는 어떤 수든 될 수 있습니다. softmax는 이를 **행**마다 확률로 바꿉니다. 확률은 모두
# 양수이고 한 행의 합이 1입니다.
#
# $$P_{ij} = \frac{e^{Z_{ij}}}{\sum_{c} e^{Z_{ic}}}$$
#
# **함정.** $e^{1000}$은 너무 커서 컴퓨터의 실수로 나타낼 수 없습니다. 그러나 한 행의 모든 원소에 같은 상수를 더해도
# 약분되므로 결과는 그대로입니다. 가장 큰 지수가 0이 되게 하는 상수는 무엇입니까? 그 상수는 행마다 따로 구해야 합니다.

# %% answer="softmax"
def softmax(Z):

# %% check="softmax"
check_close("softmax([[0, 0], [0, ln 3]])", call(softmax, np.array([[0.0, 0.0], [0.0, np.log(3)]])), [[0.5, 0.5], [0.25, 0.75]])
check_close("softmax([[1000, 1000], [-1000, -1000]])", call(softmax, np.array([[1000.0, 1000.0], [-1000.0, -1000.0]])), [[0.5, 0.5], [0.5, 0.5]])
check_close("softmax([[0, 0, 0, 1000]])", call(softmax, np.array([[0.0, 0.0, 0.0, 1000.0]])), [[0, 0, 0, 1]])
check_close("softmax([[1000, 999]])", call(softmax, np.array([[1000.0, 999.0]])), [[0.731059, 0.268941]])

# %% [markdown] name="dropout_text"
# ### Dropout
# A network that can rely on single neurons tends to memorise its training images (**overfitting**). So in training each
# activation is set to 0 with probability `rate`, chosen anew in every step. The `mask`, of the shape of `A`, says
# which: 0 drops, 1 keeps. With fewer neurons the next layer would receive smaller sums than usual. That is why what is
# kept is divided by the fraction that is kept, $1 - rate$; then the average stays the same, and when the network
# predicts later, nothing needs to be done at all.
#
# The caller draws the mask and passes it in. Return `A` after the dropout.
#
# <!-- ko -->
# ### 드롭아웃(Dropout)
# 특정 뉴런에만 의존하는 신경망은 학습 데이터를 외우기 쉽습니다. 이것을 **과적합**(overfitting)이라고 합니다. 그래서 학습할
# 때는 각 활성화 값을 `rate`의 확률로 0으로 만들며, 어느 값을 0으로 만들지는 단계마다 새로 뽑습니다. 그 결과가 `A`와 모양이
# 같은 `mask`에 들어 있습니다. 0이면 끄고 1이면 남깁니다. 뉴런이 줄면 다음 층이 받는 합이 평소보다 작아지므로, 남은 값을 남는
# 비율 $1 - rate$로 나눕니다. 그러면 평균이 그대로 유지되고, 나중에 예측할 때는 아무것도 하지 않아도 됩니다.
#
# 마스크는 호출하는 쪽에서 만들어 넘겨줍니다. 드롭아웃을 적용한 `A`를 반환하세요.

# %% answer="dropout"
def dropout(A, rate, mask):

# %% check="dropout"
check_close("dropout([[2, 4, -6]], 0.2, [[1, 0, 1]])", call(dropout, np.array([[2.0, 4.0, -6.0]]), 0.2, np.array([[1, 0, 1]])), [[2.5, 0, -7.5]])
check_close("dropout([[2, 4]], 0.75, [[0, 1]])", call(dropout, np.array([[2.0, 4.0]]), 0.75, np.array([[0, 1]])), [[0, 16]])

# %% [markdown] name="loss_text"
# ## The loss
#
# How wrong are the predictions? The *loss* says it in one number; it is what the last notebook called the cost. The
# label $y_i$ of image $i$ is the digit itself, 0 to 9, so `P[i, labels[i]]` is the probability that the network gave to
# the right digit. **Sparse categorical cross-entropy** is the mean of its negative logarithms:
#
# $$L = -\frac{1}{N} \sum_{i=1}^{N} \ln P_{i,y_i}$$
#
# A prediction that is sure and right costs nothing; one that is sure and wrong costs very much. If the probability is
# 0, the logarithm is infinite, and a single image would spoil the mean. So replace a probability smaller than a tiny
# number, say $10^{-12}$, by that number before you take its logarithm.
#
# <!-- ko -->
# ## 손실
#
# 예측이 얼마나 틀렸는지를 수 하나로 나타낸 것이 *손실*(loss)입니다. 앞 노트북의 비용과 같은 뜻입니다. 이미지 $i$의
# 레이블 $y_i$는 0부터 9까지의 숫자이므로, `P[i, labels[i]]`는 신경망이 예측한 정답의 확률입니다. **희소 범주형 교차
# 엔트로피**(sparse categorical cross-entropy)는 그 로그에 음의 부호를 붙여 평균한 것입니다.
#
# $$L = -\frac{1}{N} \sum_{i=1}^{N} \ln P_{i,y_i}$$
#
# 확률을 높게 예측해서 맞으면 손실이 거의 없고, 높게 예측했는데 틀리면 손실이 매우 큽니다. 정답의 확률이 0이면 로그가
# 무한대가 되어 이미지 하나 때문에 평균 전체가 무한대가 됩니다. 그러므로 확률이 $10^{-12}$ 같은 아주 작은 수보다 작으면
# 그 수로 바꾼 다음 로그를 구하세요.

# %% answer="cross_entropy"
def cross_entropy(P, labels):

# %% check="cross_entropy"
_P0, _labels0 = np.array([[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]]), np.array([1, 2])
check_close("cross_entropy(P0, [1, 2])", call(cross_entropy, _P0, _labels0), -(np.log(0.25) + np.log(0.8)) / 2)
_right = call(cross_entropy, np.array([[0.0, 1.0, 0.0]]), np.array([1]))
_worst = shaped("cross_entropy([[0, 1, 0]], [0])", call(cross_entropy, np.array([[0.0, 1.0, 0.0]]), np.array([0])), ())
if not np.isfinite(_worst):
    fail(
        f"Where the right digit has probability 0, cross_entropy gives {_worst}. It should be large, but finite.",
        f"정답의 확률이 0이면 cross_entropy의 값이 {_worst}입니다. 아주 크지만 유한한 수가 되어야 합니다.",
    )
check_close("cross_entropy([[0, 1, 0]], [1])", _right, 0)

# %% [markdown] name="backward_text"
# ## The backward pass
#
# Now the chain rule goes through the network from its end to its beginning. Every step receives the gradient of the
# loss with respect to its output, and returns the gradient with respect to its input.
#
# **A change of layout.** Until now a gradient was a row, as the numerator layout has it. From here on each gradient has
# the shape of the array with respect to which it is taken: `dZ` that of `Z`, `dW` that of `W`, `db` that of `b`. Then
# `W - learning_rate * dW` works as it stands, which is why all libraries do it so; books call this the *shape
# convention*.
#
# ### Softmax and cross-entropy together
# Differentiated separately, both have complicated derivatives. Together they have a simple one. With
# $L_i = -\ln P_{i,y_i} = -Z_{i,y_i} + \ln \sum_c e^{Z_{ic}}$ the second term gives $P_{ij}$, and the first one gives
# $-1$, for the right digit only:
#
# $$\frac{\partial L_i}{\partial Z_{ij}} = P_{ij} - \begin{cases} 1 & j = y_i \\ 0 & \text{otherwise} \end{cases}$$
#
# This is the predicted probability minus the right one (1 for the right digit, 0 for the others). And since $L$ is the
# **mean** of the $L_i$, a factor appears (which one?). Put it in here, once; no later step needs to divide again.
#
# Return $\frac{\partial L}{\partial Z}$, of shape `(N, k)`. The check measures slopes on *your* `cross_entropy` and
# `softmax`.
#
# <!-- ko -->
# ## 역전파(backpropagation)
#
# 이제 연쇄 법칙을 써서 신경망의 끝에서 처음으로 거슬러 올라갑니다. 단계마다 출력에 대한 손실의 그레이디언트를 받아,
# 입력에 대한 그레이디언트를 구해 앞 단계로 넘깁니다.
#
# **표기법이 바뀝니다.** 지금까지는 분자 중심 표기법에 따라 그레이디언트를 행으로 썼습니다. 여기부터 그레이디언트의
# 모양은 미분하려는 배열의 모양과 같습니다. `dZ`는 `Z`와, `dW`는 `W`와, `db`는 `b`와 모양이 같습니다. 그래야
# `W - learning_rate * dW`를 그대로 계산할 수 있으므로 모든 라이브러리에서 이렇게 합니다. 책에서는 이것을 *shape
# convention*이라고 합니다.
#
# ### softmax와 교차 엔트로피를 함께
# 따로 미분하면 둘 다 복잡하지만 함께 미분하면 간단해집니다.
# $L_i = -\ln P_{i,y_i} = -Z_{i,y_i} + \ln \sum_c e^{Z_{ic}}$에서 둘째 항을 미분하면 $P_{ij}$가 되고, 첫째 항을 미분하면
# 정답에 해당하는 원소만 $-1$이 됩니다.
#
# $$\frac{\partial L_i}{\partial Z_{ij}} = P_{ij} - \begin{cases} 1 & j = y_i \\ 0 & \text{otherwise} \end{cases}$$
#
# 신경망의 예측 확률에서 정답(원-핫 벡터)을 뺀 값입니다. 그리고 $L$은 $L_i$의 **평균**이므로 상수가 하나 곱해집니다(어떤
# 상수입니까?). 그 상수는 여기서 한 번만 곱합니다. 뒤의 단계에서는 다시 나눌 필요가 없습니다.
#
# 모양이 `(N, k)`인 $\frac{\partial L}{\partial Z}$를 반환하세요. 확인 셀은 결과를 *여러분의* `cross_entropy`와
# `softmax`에서 측정한 기울기와 비교합니다.

# %% answer="output_gradient"
def output_gradient(P, labels):

# %% check="output_gradient"
check_close("output_gradient(P0, [1, 2])", call(output_gradient, _P0, _labels0), [[0.25, -0.375, 0.125], [0.05, 0.05, -0.1]])
check_gradient(
    lambda Z: output_gradient(softmax(Z.reshape(2, 3)), _labels0),
    lambda Z: cross_entropy(softmax(Z.reshape(2, 3)), _labels0),
    points=[[0.5, -1.0, 2.0, 0.0, 1.5, -0.5], [1.0, 1.0, 1.0, -2.0, 0.3, 0.7]],
    name="output_gradient",
)

# %% [markdown] name="unbroadcast_text"
# ### What was expanded is summed
# In `X @ W + b` the vector `b` `(k,)` is added to every row: NumPy expands (*broadcasts*) it to `(N, k)`. In the third notebook
# you saw both directions of this: a number is handed out to many places by a column of ones, and a row of ones collects
# them. Backwards it is the same. An entry that was used in many places changes the loss through each of them, and all these
# effects **add up**.
#
# NumPy expands in two ways: it puts axes in front, as for `b`, and it repeats along an axis of size 1. Take the column
# $c$ of shape `(2, 1)` in `c + Y` with `Y` of shape `(2, 3)`. Each entry of $c$ is used three times, along its row, so
#
# $$dZ = \begin{bmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{bmatrix} \quad\text{gives}\quad dc = \begin{bmatrix} 6 \\ 15 \end{bmatrix}$$
#
# Write `unbroadcast(gradient, shape)`: `gradient` belongs to a result for which an array of shape `shape` was expanded. Return the
# gradient for that array, of exactly this shape. Arrays may have any number of axes. A single number has none: its shape is `()`,
# it is used everywhere, and its gradient is a number again. Where nothing was expanded, nothing is summed. `sum` takes several
# axes at once as a tuple, and `keepdims=True` leaves a size of 1 where it has summed.
#
# <!-- ko -->
# ### 확장한 것은 다시 더합니다
# `X @ W + b`에서는 벡터 `b` `(k,)`를 모든 행에 더합니다. NumPy가 `(N, k)`로 확장(*broadcast*)하는 것입니다. 셋째 노트북에서 두
# 방향을 모두 보았습니다. 1로 채운 열은 수 하나를 여러 곳에 나누어 주고, 1로 채운 행은 여러 곳의 값을 하나로 모읍니다.
# 역전파에서도 마찬가지입니다. 여러 곳에 쓰인 원소는 그 모든 곳에서 손실에 영향을 주고, 그 영향이 모두 **더해집니다.**
#
# NumPy가 확장하는 방법은 두 가지입니다. `b`에서처럼 앞에 축을 붙이거나, 크기가 1인 축을 따라 되풀이합니다. `c + Y`에서 $c$의
# 모양이 `(2, 1)`이고 `Y`의 모양이 `(2, 3)`이라고 합시다. $c$의 원소는 저마다 자기 행에서 세 번 쓰이므로 다음과 같습니다.
#
# $$dZ = \begin{bmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{bmatrix} \quad\Rightarrow\quad dc = \begin{bmatrix} 6 \\ 15 \end{bmatrix}$$
#
# `unbroadcast(gradient, shape)`를 작성하세요. `gradient`는 모양이 `shape`인 배열을 확장해서 계산한 결과에 대한
# 그레이디언트입니다. 확장하기 전의 배열에 대한 그레이디언트를 정확히 `shape`의 모양으로 반환하세요. 축이 몇 개인지는 정해져
# 있지 않습니다. 수 하나에는 축이 없어서 모양이 `()`입니다. 이 수는 모든 자리에 쓰이고, 그 그레이디언트도 수 하나입니다.
# 확장하지 않았다면 더할 것도 없습니다. `sum`에는 여러 축을 튜플로 한꺼번에 줄 수 있고, `keepdims=True`를 쓰면 더한 축이 크기
# 1로 남습니다.

# %% answer="unbroadcast"
def unbroadcast(gradient, shape):

# %% check="unbroadcast"
_G0 = np.array([[1.0, -2.0], [0.5, 3.0], [2.0, -1.5]])
for _shape in ((2,), (1, 2), (3, 1), (3, 2), (1, 1), ()):
    _place = np.linspace(-1, 1, int(np.prod(_shape)))
    _measured = measure_jacobian(lambda entries: np.array([np.sum(_G0 * (_G0 + entries.reshape(_shape)))]), _place)
    _answer = shaped(f"unbroadcast(G0, {_shape})", call(unbroadcast, _G0, _shape), _shape)
    _held = check_close(f"unbroadcast(G0, {_shape})", _answer, _measured.reshape(_shape))
_held

# %% [markdown] name="dense_gradients_text"
# ### The gradients of a dense layer
# $Z = XW + b$. Given `dZ`, return three gradients, in this order:
#
# * `dX` `(N, d)`: when $X_{ij}$ changes, every neuron of sample $i$ changes, neuron $c$ by $W_{jc}$ times as much.
# * `dW` `(d, k)`: when $W_{jc}$ changes, neuron $c$ changes for every sample, for sample $i$ by $X_{ij}$ times as much.
# * `db` `(k,)`: `b` was expanded to all $N$ rows, so it follows from `unbroadcast`: when $b_c$ changes, neuron $c$ changes
#   by just as much **for every sample**, and all these effects add up.
#
# The shapes are a good guide: for `dX` and for `dW` there is just one product of a matrix and a transposed one that
# fits. Do not divide by $N$; `dZ` contains that factor already. The check compares each gradient with measured slopes.
#
# <!-- ko -->
# ### Dense 층의 그레이디언트
# $Z = XW + b$입니다. `dZ`를 받아 세 가지 그레이디언트를 다음 순서로 반환하세요.
#
# * `dX` `(N, d)`: $X_{ij}$가 변하면 샘플 $i$의 모든 뉴런이 변하고, 뉴런 $c$는 그 $W_{jc}$배만큼 변합니다.
# * `dW` `(d, k)`: $W_{jc}$가 변하면 모든 샘플에서 뉴런 $c$가 변하고, 샘플 $i$에서는 그 $X_{ij}$배만큼 변합니다.
# * `db` `(k,)`: `b`를 $N$개의 행으로 확장했으므로 `unbroadcast`에서 나옵니다. $b_c$가 변하면 **모든 샘플에서** 뉴런 $c$가
#   똑같은 만큼 변하고, 그 영향이 모두 더해집니다.
#
# 모양을 보면 답을 찾기 쉽습니다. `dX`와 `dW`에는 행렬과 전치 행렬의 곱 가운데 모양이 맞는 것이 하나씩밖에 없습니다.
# $N$으로 나누지 마세요. `dZ`에서 이미 나누었습니다. 확인 셀은 그레이디언트를 측정한 기울기와 비교합니다.

# %% name="look_backward"
N, d, k = 5, 3, 2
pictures.layer_shapes(N, d, k)

# %% answer="dense_gradients"
def dense_gradients(X, W, dZ):

# %% check="dense_gradients"
_dZ0 = np.array([[1.0, -1.0], [0.5, 2.0]])
check_values(dense_gradients, (X0, W0, _dZ0), [[3, -0.5, -1.25], [-3.5, 2.25, 0]], [[0.5, -3], [2.25, -1], [1.5, 6]], [1.5, 1])
check_close("dense(X0, W0, b0)", call(dense, X0, W0, b0), [[2.5, -1], [-3.25, 2.25]])
check_gradient(lambda X: dense_gradients(X.reshape(2, 3), W0, _dZ0)[0], lambda X: np.sum(_dZ0 * dense(X.reshape(2, 3), W0, b0)), X0.reshape(1, -1), "dense_gradients(…)[0]")
check_gradient(lambda W: dense_gradients(X0, W.reshape(3, 2), _dZ0)[1], lambda W: np.sum(_dZ0 * dense(X0, W.reshape(3, 2), b0)), W0.reshape(1, -1), "dense_gradients(…)[1]")
check_gradient(lambda b: dense_gradients(X0, W0, _dZ0)[2], lambda b: np.sum(_dZ0 * dense(X0, W0, b)), [b0], "dense_gradients(…)[2]")

# %% [markdown] name="gradient_check_text"
# ### Check your layer yourself
# The gradient check of the second notebook works for arrays of any shape. The cell takes a layer of random numbers, in the sizes
# that you choose, and compares your `dense_gradients` with slopes measured on your `dense`. Change `N`, `d`, `k`. Then use `dZ.mean(axis=0)` for `db` in your function for a moment: how large is the
# relative error for $N = 4$, and for which $N$ would this mistake never be found? Put it back.
#
# <!-- ko -->
# ### 층을 직접 검사하기
# 둘째 노트북의 그레이디언트 검사는 어떤 모양의 배열에도 쓸 수 있습니다. 다음 셀에서는 여러분이 정한 크기의 층을 난수로
# 만들고, 여러분의 `dense_gradients`를 여러분의 `dense`에서 측정한 기울기와 비교합니다. `N`, `d`, `k`를 바꾸어 보세요. 그런
# 다음 함수에서 `db`를 잠시 `dZ.mean(axis=0)`으로 바꾸어 보세요. $N = 4$이면 상대 오차는 얼마입니까? $N$이 얼마이면 이 실수가
# 드러나지 않습니까? 확인한 다음에는 함수를 원래대로 되돌려 놓으세요.

# %% name="look_gradient_check"
N, d, k = 4, 3, 2
rng_check = np.random.default_rng(0)
X_check, W_check, b_check, dZ_check = (rng_check.normal(size=shape) for shape in ((N, d), (d, k), (k,), (N, k)))


def relative_error(analytic, numeric):
    return np.max(np.abs(analytic - numeric) / np.maximum(np.abs(analytic) + np.abs(numeric), 1e-8))


show_gradient_check(
    "dX",
    lambda X: dense_gradients(X, W_check, dZ_check)[0],
    lambda X: np.sum(dZ_check * dense(X, W_check, b_check)),
    X_check,
    relative_error,
)
show_gradient_check(
    "dW",
    lambda W: dense_gradients(X_check, W, dZ_check)[1],
    lambda W: np.sum(dZ_check * dense(X_check, W, b_check)),
    W_check,
    relative_error,
)
show_gradient_check(
    "db",
    lambda b: dense_gradients(X_check, W_check, dZ_check)[2],
    lambda b: np.sum(dZ_check * dense(X_check, W_check, b)),
    b_check,
    relative_error,
)

# %% [markdown] name="relu_backward_text"
# ### The gradient of relu
# $A = max(0, Z)$, entry by entry. Where the gate was open in the forward pass, the gradient passes; where it was
# closed, it does not. At $Z = 0$ the gate counts as closed, as always in this course. Return `dZ`.
#
# Dropout needs no function of its own in the backward pass: it multiplies by the mask and divides by $1 - rate$, and so
# does its gradient.
#
# <!-- ko -->
# ### relu의 그레이디언트
# 원소별로 $A = max(0, Z)$입니다. 순전파에서 게이트가 열려 있던 원소의 그레이디언트는 그대로 지나가고, 닫혀 있던 원소의
# 그레이디언트는 0이 됩니다. $Z = 0$이면 이 과목에서 늘 그랬듯이 닫힌 것으로 봅니다. `dZ`를 반환하세요.
#
# 드롭아웃의 역전파에는 함수를 따로 만들지 않아도 됩니다. 순전파에서 마스크를 곱하고 $1 - rate$로 나누었으므로,
# 그레이디언트에도 똑같이 하면 됩니다.

# %% answer="relu_backward"
def relu_backward(dA, Z):

# %% check="relu_backward"
_dA0, _Z0 = np.array([[1.0, -2.0, 3.0]]), np.array([[0.5, 2.0, -1.0]])
check_close("relu_backward(dA0, Z0)", call(relu_backward, _dA0, _Z0), [[1, -2, 0]])
check_close("relu_backward([[3, -3]], [[0, 0]])", call(relu_backward, np.array([[3.0, -3.0]]), np.zeros((1, 2))), [[0, 0]])
check_gradient(lambda Z: relu_backward(_dA0, Z.reshape(1, 3)), lambda Z: np.sum(_dA0 * np.maximum(0, Z)), _Z0, "relu_backward")

# %% [markdown] name="adam_text"
# ## Adam
#
# Gradient descent has one learning rate for all 101,770 parameters, whether the slope is steep or flat. **Adam** keeps
# two numbers for every parameter: $m$, a running mean of its gradient $g$, and $v$, a running mean of its square.
#
# $$m \leftarrow 0.9\,m + 0.1\,g \qquad v \leftarrow 0.999\,v + 0.001\,g^2$$
#
# Both start at 0, so the first means are far too small. In step number $t$, the first being $t = 1$, this is corrected:
#
# $$\hat m = \frac{m}{1 - 0.9^t} \qquad \hat v = \frac{v}{1 - 0.999^t} \qquad \theta \leftarrow \theta - \eta\, \frac{\hat m}{\sqrt{\hat v} + 10^{-7}}$$
#
# In the first step $\hat m = g$ and $\hat v = g^2$: every parameter whose slope is not 0 changes by almost exactly
# $\eta$, however steep or flat it is there. Where the slope is 0, as for the weights of pixels that are always black,
# nothing changes. The picture below the check shows what that is good for: in a long, narrow valley, gradient descent
# with a small $\eta$ hardly moves along it, and with a larger one jumps from side to side.
#
# Return the new parameter, the new $m$ and the new $v$, in this order, as new arrays. The corrected $\hat m$ and
# $\hat v$ are used in this step only: the next step continues with $m$ and $v$. All arrays have the same shape, any
# shape.
#
# <!-- ko -->
# ## Adam
#
# 경사 하강법에서는 기울기가 가파르든 완만하든 파라미터 101,770개에 학습률 하나를 씁니다. **Adam**에서는 파라미터마다 두
# 값을 계속 구합니다. 그레이디언트 $g$의 이동 평균 $m$과, 그 제곱의 이동 평균 $v$입니다.
#
# $$m \leftarrow 0.9\,m + 0.1\,g \qquad v \leftarrow 0.999\,v + 0.001\,g^2$$
#
# 둘 다 0에서 시작하므로 처음에는 평균이 너무 작습니다. 그래서 $t$번째 단계(첫 단계는 $t = 1$)에서 다음과 같이
# 보정합니다.
#
# $$\hat m = \frac{m}{1 - 0.9^t} \qquad \hat v = \frac{v}{1 - 0.999^t} \qquad \theta \leftarrow \theta - \eta\, \frac{\hat m}{\sqrt{\hat v} + 10^{-7}}$$
#
# 첫 단계에서는 $\hat m = g$이고 $\hat v = g^2$입니다. 따라서 기울기가 0이 아닌 파라미터는 기울기의 크기와 관계없이 거의
# 정확히 $\eta$만큼 변합니다. 늘 검은 픽셀의 가중치처럼 기울기가 0인 파라미터는 변하지 않습니다. 이 방법의 장점은 확인
# 셀 아래의 그림에서 볼 수 있습니다. 길고 좁은 골짜기에서 경사 하강법은 $\eta$가 작으면 거의 나아가지 못하고, 크면 양쪽
# 비탈을 오갑니다.
#
# 새 파라미터, 새 $m$, 새 $v$를 이 순서대로, 새 배열로 반환하세요. 보정한 $\hat m$과 $\hat v$는 이번 단계에만 쓰고, 다음
# 단계에는 보정하지 않은 $m$과 $v$를 넘깁니다. 배열은 모두 모양이 같지만, 그 모양은 정해져 있지 않습니다.

# %% answer="adam_step"
def adam_step(parameter, gradient, m, v, t, learning_rate=1e-3):

# %% check="adam_step"
_before, _slopes = np.array([1.0, -2.0]), np.array([0.5, -1.5])
check_values(adam_step, (_before, _slopes, np.zeros(2), np.zeros(2), 1, 0.1), [0.9, -1.9], [0.05, -0.15], [0.00025, 0.00225])
check_values(adam_step, (_before, _slopes, np.array([0.5, 1.0]), np.array([1.0, 0.25]), 2, 0.1), [0.988230, -2.035157], [0.5, 0.75], [0.99925, 0.252])
check_close("adam_step(…) without a learning rate", call(lambda *given: adam_step(*given)[0], _before, _slopes, np.zeros(2), np.zeros(2), 1, name="adam_step"), [0.999, -1.999], tolerance=1e-6)

# %% name="look_valley"
def slopes_of_valley(place):
    """Return the slopes of a long, narrow valley: 25 times as steep across as along."""
    return np.array([0.04, 1.0]) * place


if not GRADED:
    begin, steps = np.array([-9.0, 1.5]), 30
    paths = {}
    for optimizer, eta in (("", 0.2), ("", 1.9), ("Adam: ", 0.5)):
        path, m, v = [begin], np.zeros(2), np.zeros(2)
        for t in range(1, steps + 1):
            g = slopes_of_valley(path[-1])
            if optimizer:
                place, m, v = call(adam_step, path[-1], g, m, v, t, eta)
            else:
                place = path[-1] - eta * g
            path.append(place)
        paths[f"{optimizer}$\\eta = {eta}$"] = path
    pictures.long_valley(paths)

# %% [markdown] name="predict_text"
# ## Prediction
#
# `parameters` is the tuple `(W1, b1, W2, b2)`, and `X` `(N, d)` holds images that are scaled and flattened. Pass them
# through both layers, with relu between them and without dropout, and return for each image the digit with the largest
# output: integers of shape `(N,)`. (The softmax does not change which output is the largest, so you may leave it out.)
# `np.argmax` finds the index of the largest entry; choose the axis along which it looks.
#
# <!-- ko -->
# ## 예측(prediction)
#
# `parameters`는 튜플 `(W1, b1, W2, b2)`이고, `X` `(N, d)`에는 스케일링하고 펼친 이미지가 들어 있습니다. 이미지를 두
# 층에 통과시키되 사이에 relu를 쓰고 드롭아웃은 쓰지 마세요. 이미지마다 출력이 가장 큰 숫자를 모양이 `(N,)`인 정수
# 배열로 반환하세요. (softmax를 해도 가장 큰 출력은 바뀌지 않으므로 생략해도 됩니다.) `np.argmax`는 가장 큰 원소의
# 위치를 구하는 함수입니다. 어느 축을 따라 찾을지 정하세요.

# %% answer="predict"
def predict(X, parameters):

# %% check="predict"
_W2 = np.array([[1.0, -1.0, 0.5], [-1.0, 2.0, 0.5]])
check_close("predict(X0, (W0, b0, W2, 0))", call(predict, X0, (W0, b0, _W2, np.zeros(3))), [0, 1])
check_close("predict(X0, (W0, b0, W2, [0, 0, 4]))", call(predict, X0, (W0, b0, _W2, np.array([0.0, 0.0, 4.0]))), [2, 2])
check_close("predict(X0, (W0, b0, -W2, [-9, -9, 0]))", call(predict, X0, (W0, b0, -_W2, np.array([-9.0, -9.0, 0.0]))), [2, 2])

# %% [markdown] name="accuracy_text"
# The **accuracy** is the fraction of right predictions, between 0 and 1.
#
# <!-- ko -->
# **정확도**(accuracy)는 맞은 예측의 비율입니다. 0과 1 사이의 수입니다.

# %% answer="accuracy"
def accuracy(predictions, labels):

# %% check="accuracy"
check_close("accuracy([7, 2, 1, 0], [7, 2, 8, 0])", call(accuracy, np.array([7, 2, 1, 0]), np.array([7, 2, 8, 0])), 0.75)
check_close("accuracy([3, 3], [1, 1])", call(accuracy, np.array([3, 3]), np.array([1, 1])), 0)
check_close("accuracy([4, 3, 3], [4, 1, 1])", call(accuracy, np.array([4, 3, 3]), np.array([4, 1, 1])), 1 / 3)

# %% [markdown] name="train_text"
# ## Training, by hand
#
# Everything is there. The loop below consists of your functions: one batch of images goes forward, then come the loss,
# the gradients backward, and one Adam step for each of the four parameters. (A *batch* is a small part of the training
# images, here 64: its gradient is nearly that of all, and costs far less.) Read the loop once from top to bottom. You
# wrote, or could have written, every line. The weights start at small random numbers: were they all 0, the neurons of a
# layer would all stay equal. One pass through all images is an *epoch*.
#
# It takes a few seconds with the small digits and less than a minute with MNIST. If accuracy stays near 10 %, the
# network is guessing and one of your gradients is wrong. At the end it should be over 90 %. (While your notebook is
# graded, nothing is trained.)
#
# <!-- ko -->
# ## 직접 학습시키기
#
# 이제 필요한 함수가 모두 있습니다. 아래의 반복문에서는 여러분이 작성한 함수를 차례로 호출합니다. 이미지 한 배치를 순전파하고,
# 손실을 구하고, 역전파한 다음, 파라미터 네 가지를 Adam으로 한 번씩 갱신합니다. (*배치*(batch)는 학습용 이미지의
# 일부이고, 여기서는 64장입니다. 배치의 그레이디언트는 전체의 그레이디언트와 비슷하면서 훨씬 빨리 구할 수 있습니다.)
# 처음부터 끝까지 한 번 읽어 보세요. 모두 여러분이 직접 썼거나 쓸 수 있는 코드입니다. 가중치는 작은 난수에서 시작합니다.
# 모두 0에서 시작하면 한 층의 뉴런이 계속 똑같은 값을 가지게 됩니다. 모든 이미지를 한 번씩 학습에 쓰는 것을
# *에포크*(epoch)라고 합니다.
#
# 작은 숫자 이미지로는 몇 초, MNIST로는 1분 안에 끝납니다. 정확도가 계속 10% 안팎이면 찍는 것과 다름없으므로 그레이디언트
# 가운데 틀린 것이 있습니다. 마지막에는 90%를 넘어야 합니다. (노트북을 채점할 때는 학습하지 않습니다.)

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
    pictures.training(by_hand)

# %% [markdown] name="wrong_text"
# And these images it gets wrong: its prediction, and the label in brackets. Would you have known?
#
# <!-- ko -->
# 다음은 예측이 틀린 이미지입니다. 예측한 숫자를 쓰고 괄호 안에 레이블을 적었습니다. 여러분이라면 알아보았겠습니까?

# %% name="look_wrong"
if by_hand:
    answers = predict(X_test, parameters)
    wrong = np.flatnonzero(answers != Y_test)
    pictures.mistaken(test_images[wrong], answers[wrong], Y_test[wrong])

# %% [markdown] name="why_dropout_text"
# ## In your own words
#
# In training, dropout switches a fifth of the hidden neurons off, and the others are divided by 0.8. In `predict` there
# is no dropout. Why is it used in training at all? Why is it not used in prediction? And what would go wrong in
# prediction if one had forgotten to divide: what would be larger or smaller than in training, and by what factor?
#
# <!-- ko -->
# ## 자신의 말로 설명하기
#
# 학습할 때는 드롭아웃으로 은닉층 뉴런의 5분의 1을 끄고 나머지를 0.8로 나눕니다. `predict`에는 드롭아웃이 없습니다.
# 드롭아웃을 학습할 때는 왜 쓰고, 예측할 때는 왜 쓰지 않습니까? 그리고 0.8로 나누는 것을 잊었다면 예측할 때 무엇이 잘못됩니까?
# 학습할 때와 비교해 무엇이 몇 배로 커지거나 작아지는지도 쓰세요.

# %% [markdown] explain="why_dropout" points=2
# ### BEGIN SOLUTION
# Model answer. If any neuron may be missing, the others cannot rely on it; the knowledge is spread over many of them, and
# the network memorises less and does better on images that it has not seen. In prediction we want all that it has
# learned, and the same prediction for the same image every time; random gaps would only do harm. Without the division
# the second layer learns from activations that are on average 0.8 times what they are when nothing is dropped. In
# prediction no neuron is off, its input is a quarter larger than what it was trained for, and its outputs are wrong
# (too sure).
#
# * 1 point for training and prediction: it keeps neurons from depending on each other, or works against overfitting
#   (half a point); in prediction all that was learned is to be used, or chance has no place there (half a point).
# * 1 point for the division: without it the sums in training and in prediction differ (half a point), by the factor
#   0.8, that is, they are larger in prediction (half a point).
# ### END SOLUTION
#
# <!-- ko -->
# ### BEGIN SOLUTION
# 모범 답안. 어느 뉴런이든 빠질 수 있으면 다른 뉴런이 그 뉴런에만 의존할 수 없습니다. 배운 것이 여러 뉴런에 나뉘므로
# 학습 데이터를 덜 외우게 되고, 처음 보는 이미지에서 더 잘 맞힙니다. 예측할 때는 배운 것을 모두 써야 하고 같은 이미지는
# 언제나 같은 결과가 나와야 하므로, 뉴런을 무작위로 끄면 해가 될 뿐입니다. 나누지 않으면 둘째 층은 아무것도 끄지 않았을
# 때의 평균 0.8배인 활성화 값으로 학습합니다. 예측할 때는 모든 뉴런이 켜져 있어 입력이 학습할 때보다 4분의 1만큼 커지고,
# 출력이 맞지 않게 됩니다(확률이 지나치게 높아집니다).
#
# * 1점: 학습과 예측. 뉴런이 서로 의존하지 않게 한다, 또는 과적합을 막는다(0.5점). 예측할 때는 배운 것을 모두 쓴다, 또는
#   결과가 우연에 따라 달라지면 안 된다(0.5점).
# * 1점: 나눗셈. 나누지 않으면 학습할 때와 예측할 때의 합이 다르다(0.5점). 그 비율이 0.8이다, 곧 예측할 때 더
#   크다(0.5점).
# ### END SOLUTION

# %% [markdown] name="keras_text"
# ## The same in Keras
#
# [Keras](https://keras.io) has all of this built in: layers, losses, Adam, and the backward pass through any of them.
# You describe the model; Keras computes the rest. The slides write `tf.keras`. Here it is `keras` itself, which also
# computes with PyTorch or JAX.
#
# A model that passes its input through one layer after another is a `keras.Sequential`. This one has two inputs, eight
# neurons and one output, and says whether a point of the plane is inside a circle:
#
# ```python
# small = keras.Sequential([
#     keras.layers.Input((2,)),                     # the shape of one sample, without N
#     keras.layers.Dense(8, activation="tanh"),     # the number of neurons, and the activation
#     keras.layers.Dense(1, activation="sigmoid"),
# ])
# small.compile(optimizer=keras.optimizers.SGD(0.5), loss="binary_crossentropy", metrics=["accuracy"])
# small.fit(points, inside, batch_size=32, epochs=100)
# ```
#
# * `Input` says which shape **one** sample has. `Flatten()` and `Dropout(rate)` are layers too, and stand in the list
#   as `Dense` does.
# * `compile` says how the model learns: which optimizer, which loss, and what is measured besides. Names in quotation
#   marks give the usual settings; the names are those of the words in lower case, as in `"adam"` or
#   `"sparse_categorical_crossentropy"`.
# * `fit` trains, here 100 epochs with batches of 32. Then `small.predict(points)` predicts, and `small.summary()`
#   prints the layers and their parameters.
#
# The next cells make and train this small model.
#
# <!-- ko -->
# ## Keras로 똑같이
#
# [Keras](https://keras.io)에는 층, 손실, Adam, 역전파가 모두 들어 있습니다. 어떤 모델인지만 쓰면 나머지 계산은 Keras가
# 합니다. 강의 자료에는 `tf.keras`로 되어 있지만, 여기서는 PyTorch나 JAX로도 계산할 수 있는 `keras`를 씁니다.
#
# 입력이 여러 층을 차례로 지나가는 모델은 `keras.Sequential`로 만듭니다. 다음은 입력이 두 개, 은닉층의 뉴런이 여덟 개,
# 출력이 하나인 모델로, 평면 위의 점이 원 안에 있는지 예측합니다.
#
# ```python
# small = keras.Sequential([
#     keras.layers.Input((2,)),                     # 샘플 하나의 모양 (N은 쓰지 않음)
#     keras.layers.Dense(8, activation="tanh"),     # 뉴런의 수와 활성화 함수
#     keras.layers.Dense(1, activation="sigmoid"),
# ])
# small.compile(optimizer=keras.optimizers.SGD(0.5), loss="binary_crossentropy", metrics=["accuracy"])
# small.fit(points, inside, batch_size=32, epochs=100)
# ```
#
# * `Input`에는 샘플 **하나**의 모양을 씁니다. `Flatten()`과 `Dropout(rate)`도 층이므로 `Dense`처럼 리스트에 넣습니다.
# * `compile`에서는 학습 방법을 정합니다. 어떤 옵티마이저와 손실을 쓰고 무엇을 더 측정할지 정합니다. 따옴표 안에 이름만
#   쓰면 기본 설정을 씁니다. 이름은 `"adam"`, `"sparse_categorical_crossentropy"`처럼 소문자로 씁니다.
# * `fit`은 학습입니다. 여기서는 32개씩 나누어 100 에포크 동안 학습합니다. 그다음에 `small.predict(points)`로
#   예측합니다. `small.summary()`는 층과 파라미터의 수를 보여 줍니다.
#
# 다음 셀에서 이 작은 모델을 만들어 학습시킵니다.

# %% name="setup_keras" locked=true
choose_backend()
if not find_spec("keras"):
    fail(
        "Keras is not installed. In a terminal: pip install keras jax. Then restart the kernel.",
        "Keras가 설치되어 있지 않습니다. 터미널에서 pip install keras jax를 실행한 다음 커널을 다시 시작하세요.",
    )
import keras

CAN_TRAIN = not GRADED and keras.backend.backend() != "numpy"
if not GRADED and not CAN_TRAIN:
    print(
        say(
            "Keras found neither JAX nor TensorFlow nor PyTorch, so nothing is trained below. You can answer the question all"
            " the same. To train: pip install jax, then restart the kernel.",
            "JAX, TensorFlow, PyTorch가 모두 없으므로 아래에서 학습은 하지 않습니다. 그래도 문제는 풀 수 있습니다. 학습하려면"
            " pip install jax를 실행한 다음 커널을 다시 시작하세요.",
        )
    )

# %% name="look_small"
if CAN_TRAIN:
    points = np.random.default_rng(1).uniform(-1, 1, (400, 2))
    inside = (np.sum(points**2, axis=1) < 0.5).astype(int)
    small = keras.Sequential([
        keras.layers.Input((2,)),
        keras.layers.Dense(8, activation="tanh"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    small.compile(optimizer=keras.optimizers.SGD(0.5), loss="binary_crossentropy", metrics=["accuracy"])
    small.fit(points, inside, batch_size=32, epochs=100, verbose=0)
    small.summary()
    pictures.disc(points, inside, small.predict(points, verbose=0)[:, 0])

# %% [markdown] name="build_text"
# ### The model of the lecture
# Write `build_model`: make the model of the table above for images of 28 × 28 that are scaled already, with Flatten as
# its first layer. Compile it with Adam **with its default settings**, sparse categorical cross-entropy as its loss, and
# the accuracy as its metric, and return it. Nothing is trained in this function. The check compares your model with
# every row of the table and names the first one that differs.
#
# <!-- ko -->
# ### 강의의 모델
# `build_model`을 작성하세요. 이미 스케일링한 28 × 28 이미지를 받는 위 표의 모델을 만듭니다. 첫 층은 Flatten입니다.
# **기본 설정 그대로의** Adam, 손실로 희소 범주형 교차 엔트로피, 지표(metric)로 정확도를 써서 컴파일한 다음 반환하세요.
# 이 함수 안에서는 학습하지 않습니다. 확인 셀은 모델을 표의 행마다 비교해 보고, 다른 행이 있으면 그 가운데 첫째 행을 알려
# 줍니다.

# %% answer="build_model"
def build_model():

# %% check="build_model"
_model = call(build_model)
check_model(_model)

# %% [markdown] name="fit_text"
# As on the slides: `fit` trains, `evaluate` computes loss and accuracy on images that the model has not seen, `predict`
# returns ten probabilities, and `np.argmax` makes a digit of them.
#
# <!-- ko -->
# 강의 자료에서처럼 `fit`으로 학습하고, `evaluate`로 학습에 쓰지 않은 이미지로 손실과 정확도를 구합니다. `predict`의 결과는
# 확률 열 개이고, `np.argmax`로 확률이 가장 큰 숫자를 찾습니다.

# %% name="fit_keras"
fitted = None
if CAN_TRAIN:
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
    pictures.both_losses([loss for loss, _ in by_hand], fitted.history["loss"])

# %% [markdown] name="end"
# ## Where this leads
#
# The two curves are close to each other; they differ a little, because weights, masks and batches are drawn at random.
# There is no magic in the library: you have derived, measured and written yourself what it does in every step. Larger
# networks have more layers and other kinds of layers, but their backward pass is always the chain rule.
#
# <!-- ko -->
# ## 다음 이야기
#
# 두 곡선은 서로 가깝습니다. 조금 다른 것은 처음의 가중치, 마스크, 배치가 무작위로 정해지기 때문입니다. 라이브러리라고 특별한
# 계산을 하는 것은 아닙니다. 단계마다 하는 계산은 모두 여러분이 직접 유도하고, 측정하고, 작성해 본 것입니다. 더 큰 신경망에는
# 층이 더 많고 종류도 다양하지만, 역전파는 언제나 연쇄 법칙입니다.

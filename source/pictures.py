"""The pictures of the notebooks. A cell names what can be changed; how it is drawn stands here.

Slopes in them are measured, not computed by a rule. This file travels beside the notebook, as checks.py does; whoever
likes to know how a picture is made may read on.
"""

import base64
import io
import os

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display

from checks import NotYet, call, graph_values, measure_jacobian, measured_gradients, say, show, slope

BLUE, ORANGE, DARK_ORANGE, GREEN, RED, GREY = "#1f4e9c", "#c75b12", "#a84300", "#14662b", "#b3261e", "#6b6b6b"


def shown(figure, en, ko):
    """Show a figure, and beside it, for those who cannot see it, what it shows."""
    stream, words = io.BytesIO(), say(en, ko)
    figure.savefig(stream, format="png", bbox_inches="tight", facecolor="white")
    plt.close(figure)
    picture = base64.b64encode(stream.getvalue()).decode()
    display({"image/png": picture, "text/plain": words}, metadata={"image/png": {"alt": words}}, raw=True)


# ── a1: derivatives ────────────────────────────────────────────────────────────────────────────────────────


def secants(f, x0, steps):
    """Draw a curve, the lines through its points at x0 - h and x0 + h for each step h, and the tangent at x0."""
    line = np.linspace(x0 - 1.6, x0 + 1.6, 161)
    figure, axes = plt.subplots(figsize=(5.4, 3.8), layout="constrained")
    axes.plot(line, f(line), color=BLUE, linewidth=2.5, label="$f(x)$")
    slopes = [(f(x0 + h) - f(x0 - h)) / (2 * h) for h in steps]
    for h, rate, shade in zip(steps, slopes, np.linspace(0.35, 1, len(steps))):
        ends = np.array([x0 - h, x0 + h])
        axes.plot(line, f(x0 - h) + rate * (line - ends[0]), color=ORANGE, alpha=shade, linewidth=1.2)
        axes.plot(ends, f(ends), "o", color=ORANGE, alpha=shade, label=f"$h = {h:g}$: {rate:.4g}")
    limit = slope(f, x0)
    axes.plot(line, f(x0) + limit * (line - x0), "--", color=GREEN, linewidth=2.5, label=f"$h \\to 0$: {limit:.4g}")
    axes.plot([x0], [f(x0)], "o", color="black")
    low, high = f(line).min(), f(line).max()
    axes.set(xlabel="$x$", ylim=(low - 0.1 * (high - low), high + 0.1 * (high - low)))
    axes.legend(fontsize=9)
    told = ", ".join(f"{rate:.4g}" for rate in slopes)
    shown(
        figure,
        f"A curve, and lines through two of its points on either side of x = {x0:g}. As the points move together the"
        f" lines have the slopes {told} and turn into the tangent, of slope {limit:.4g}.",
        f"곡선과, x = {x0:g}의 양쪽에 있는 두 점을 잇는 직선들. 두 점이 가까워질수록 직선(기울기 {told})이 기울기가 {limit:.4g}인"
        " 접선에 가까워진다.",
    )


def product(f, g, df, dg):
    """Draw a product as an area, and the strips that it gains when both factors grow."""
    figure, axes = plt.subplots(figsize=(4.5, 3))
    for left, below, wide, high, colour in (
        (0, 0, f, g, "#9fbce8"),
        (0, g, f, dg, "#f2b880"),
        (f, 0, df, g, "#8ccf9d"),
        (f, g, df, dg, "#d0d0d0"),
    ):
        axes.add_patch(plt.Rectangle((left, below), wide, high, facecolor=colour, edgecolor="white"))
    axes.text(f / 2, g / 2, "$f g$", ha="center", va="center")
    axes.text(f / 2, g + dg / 2, "$f\\,dg$", ha="center", va="center")
    axes.text(f + df / 2, g / 2, "$df\\,g$", ha="center", va="center", rotation=90)
    axes.autoscale_view()
    axes.set_aspect("equal")
    axes.axis("off")
    shown(
        figure,
        "A rectangle of area f·g. Its height grows by dg, its width by df: two strips are added, f·dg above and df·g"
        " beside it, and a small corner.",
        "넓이가 f·g인 직사각형. 높이가 dg만큼, 너비가 df만큼 늘어나 위에 f·dg, 옆에 df·g인 띠가 더해지고 작은 귀퉁이가 남는다.",
    )


def shrinking(f, x0):
    """Draw how far a curve is from its tangent at x0, after steps that are halved again and again."""
    steps = 0.5 ** np.arange(1, 12)
    error = np.abs(f(x0 + steps) - f(x0) - slope(f, x0) * steps)
    figure, axes = plt.subplots(figsize=(5, 3.2))
    axes.loglog(steps, error, "o-", color=BLUE)
    axes.set(xlabel="$dx$", ylabel=f"$|f({x0:g} + dx) - f({x0:g}) - f'({x0:g})\\,dx|$")
    axes.grid(visible=True, which="both", alpha=0.3)
    shown(
        figure,
        f"The distance between curve and tangent against the step, on logarithmic axes: from {error[0]:.2g} at dx = 0.5 to"
        f" {error[-1]:.2g} at the smallest step, along a straight line of slope 2.",
        f"두 축이 로그 눈금인 그림. 곡선과 접선의 차이가 dx = 0.5에서 {error[0]:.2g}, 가장 작은 간격에서 {error[-1]:.2g}이고 점들이"
        " 기울기가 2인 직선 위에 놓여 있다.",
    )


# ── a2: gradients ──────────────────────────────────────────────────────────────────────────────────────────


def height(x, y):
    """The lecture's function of two inputs."""
    return 3 * x**2 * y


def steepness(x, y):
    """Return both slopes of `height`, measured."""
    return np.array([slope(lambda moving: height(moving, y), x), slope(lambda moving: height(x, moving), y)])


def surface(x0, y0):
    """Draw the surface, and its cuts through a point along x (blue) and along y (orange), each with its tangent."""
    line = np.linspace(-2, 2, 61)
    x, y = np.meshgrid(line, line)
    z0, (slope_x, slope_y) = height(x0, y0), steepness(x0, y0)
    figure = plt.figure(figsize=(10.5, 3.4), layout="constrained")
    axes = figure.add_subplot(1, 3, 1, projection="3d", computed_zorder=False)
    axes.plot_surface(x, y, height(x, y), cmap="cividis", alpha=0.6, rstride=3, cstride=3)
    axes.plot(line, 0 * line + y0, height(line, y0), color=BLUE, linewidth=3)
    axes.plot(0 * line + x0, line, height(x0, line), color=ORANGE, linewidth=3)
    axes.plot([x0], [y0], [z0], "o", color="black")
    axes.set(xlabel="$x$", ylabel="$y$", xticks=[-2, 0, 2], yticks=[-2, 0, 2])
    cuts = (
        (2, "x", x0, height(line, y0), slope_x, BLUE, f"$f(x, {y0:g})$"),
        (3, "y", y0, height(x0, line), slope_y, ORANGE, f"$f({x0:g}, y)$"),
    )
    for place, letter, at, heights, rate, colour, label in cuts:
        axes = figure.add_subplot(1, 3, place)
        axes.plot(line, heights, color=colour, linewidth=3, alpha=0.7, label=label)
        tangent = f"$\\partial f / \\partial {letter} = {rate:.3g}$"
        axes.plot(line, z0 + rate * (line - at), "--", color="black", label=tangent)
        axes.plot([at], [z0], "o", color="black")
        axes.set(xlabel=f"${letter}$", ylim=(-26, 26))
        axes.legend()
    shown(
        figure,
        f"A surface over the plane, cut along x and along y through the point ({x0:g}, {y0:g}). The cut along x is a"
        f" parabola with slope {slope_x:.3g} there, the cut along y a straight line with slope {slope_y:.3g}.",
        f"평면 위의 곡면을 점 ({x0:g}, {y0:g})에서 x 방향과 y 방향으로 자른 그림. x 방향의 단면은 포물선이고 그 점에서 기울기가"
        f" {slope_x:.3g}, y 방향의 단면은 직선이고 기울기가 {slope_y:.3g}.",
    )


def field(x0, y0):
    """Draw lines of equal height, gradients as arrows, and at one point the steepest direction and the level one."""
    line, grid = np.linspace(-2, 2, 201), np.linspace(-1.8, 1.8, 10)
    x, y = np.meshgrid(line, line)
    at_x, at_y = np.meshgrid(grid, grid)
    uphill = steepness(x0, y0) / max(np.hypot(*steepness(x0, y0)), 1e-12)
    figure, axes = plt.subplots(figsize=(5.4, 5))
    contours = axes.contour(x, y, height(x, y), levels=[-16, -8, -4, -1, 1, 4, 8, 16], colors=GREY)
    axes.clabel(contours, fontsize=8)
    axes.quiver(at_x, at_y, *steepness(at_x, at_y), color=BLUE, alpha=0.6, scale=180, width=0.004)
    axes.plot(x0 + uphill[1] * line / 3, y0 - uphill[0] * line / 3, "--", color=ORANGE, linewidth=2)
    axes.quiver(x0, y0, *uphill, color="black", angles="xy", scale_units="xy", scale=1.4, width=0.012, zorder=3)
    axes.plot([x0], [y0], "o", color="black")
    axes.set(aspect="equal", xlim=(-2, 2), ylim=(-2, 2), xlabel="$x$", ylabel="$y$")
    shown(
        figure,
        f"Contour lines of f with small arrows, the gradients. At ({x0:g}, {y0:g}) a black arrow points up the steepest"
        " way and a dashed orange line lies along the contour line.",
        f"f의 등고선과 작은 화살표(그레이디언트). 점 ({x0:g}, {y0:g})에서 검은 화살표는 가장 가파르게 올라가는 방향을 가리키고"
        " 주황색 점선은 등고선을 따라 놓여 있다.",
    )


def turn(x0, y0, theta):
    """Draw a unit vector at an angle `theta` (degrees) beside the gradient, and the slope for every angle."""
    steep = steepness(x0, y0)
    size = max(np.hypot(*steep), 1e-12)
    angles = np.radians(np.linspace(0, 360, 361))
    slopes = steep @ np.stack([np.cos(angles), np.sin(angles)])
    u = np.array([np.cos(np.radians(theta)), np.sin(np.radians(theta))])
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), width_ratios=(2, 3), layout="constrained")
    left.plot(np.cos(angles), np.sin(angles), color="#9a9a9a", linewidth=1)
    for vector, colour in ((steep / size, "black"), (u, ORANGE)):
        left.quiver(0, 0, *vector, color=colour, angles="xy", scale_units="xy", scale=1, width=0.012)
    left.text(*(1.45 * steep / size), "$\\nabla f / \\|\\nabla f\\|$", ha="center", va="center")
    left.text(*(1.2 * u), "$u$", ha="center", va="center", color=ORANGE)
    left.set(xlim=(-1.8, 1.8), ylim=(-1.5, 1.5), aspect="equal", xlabel="$u_1$", ylabel="$u_2$")
    right.plot(np.degrees(angles), slopes, color=BLUE, label="$\\nabla f \\cdot u$")
    right.axhline(size, color="black", linestyle=":", label="$\\pm\\|\\nabla f\\|$")
    right.axhline(-size, color="black", linestyle=":")
    right.axhline(0, color="#9a9a9a", linewidth=1)
    right.plot([theta % 360], [steep @ u], "o", color=ORANGE, label=f"$\\theta = {theta:g}°,\\ {steep @ u:.3g}$")
    right.set(xlabel="$\\theta$", xticks=range(0, 361, 45), ylim=(-1.15 * size, 1.5 * size))
    right.legend(loc="upper center", ncols=3, fontsize=9)
    shown(
        figure,
        f"Left: the gradient's direction and a unit vector at {theta:g} degrees. Right: the slope for every angle, a wave"
        f" between {-size:.3g} and {size:.3g}; at {theta:g} degrees it is {steep @ u:.3g}.",
        f"왼쪽: 그레이디언트의 방향과 {theta:g}도 방향의 단위 벡터. 오른쪽: 모든 각에 대한 기울기. {-size:.3g}와 {size:.3g} 사이를"
        f" 오르내리는 곡선이고 {theta:g}도에서 {steep @ u:.3g}.",
    )


def step_errors(x0):
    """Draw how far measured slopes of sin x are from the true one, for steps from 0.1 down to 1e-14."""
    steps = np.logspace(-1, -14, 131)
    true = np.sin(x0 + 1e-30j).imag / 1e-30  # an imaginary step, which is never subtracted, is exact
    central = np.abs((np.sin(x0 + steps) - np.sin(x0 - steps)) / (2 * steps) - true)
    forward = np.abs((np.sin(x0 + steps) - np.sin(x0)) / steps - true)
    figure, axes = plt.subplots(figsize=(7, 3.8), layout="constrained")
    for errors, colour, label in (
        (central, BLUE, "$\\frac{f(x + h) - f(x - h)}{2h}$"),
        (forward, ORANGE, "$\\frac{f(x + h) - f(x)}{h}$"),
    ):
        axes.loglog(steps, np.maximum(errors, 1e-16), color=colour, label=label)
    axes.axvline(1e-5, color=GREY, linestyle=":", linewidth=1)
    axes.text(1.2e-5, 0.02, "$h = 10^{-5}$", color=GREY)
    axes.set(xlabel="$h$", ylabel="$|\\,\\cdot\\, - f'(x_0)|$", ylim=(1e-14, 1))
    axes.legend(loc="lower left", fontsize=12)
    best = [f"{steps[np.argmin(smooth(errors))]:.0e}" for errors in (central, forward)]
    shown(
        figure,
        f"Two curves shaped like a V over the step h, both axes in powers of ten: the error of the central difference is"
        f" smallest near h = {best[0]}, that of the forward difference near h = {best[1]}. To the left both rise and are rough.",
        f"간격 h에 대한 V자 모양의 곡선 둘. 두 축 모두 10의 거듭제곱이다. 중심 차분의 오차는 h = {best[0]} 근처에서, 앞쪽 차분의 오차는"
        f" h = {best[1]} 근처에서 가장 작다. 그보다 왼쪽에서는 둘 다 커지고 들쭉날쭉하다.",
    )


def smooth(errors):
    """Return the geometric means of errors over ten neighbours, which hide where one is small by chance."""
    return np.exp(np.convolve(np.log(np.maximum(errors, 1e-16)), np.ones(11) / 11, mode="same"))


# ── a3: Jacobians ──────────────────────────────────────────────────────────────────────────────────────────


def layout(m, n, row, column):
    """Draw a Jacobian of m outputs and n inputs, with one row and one column in colour."""
    figure, axes = plt.subplots(figsize=(1.1 * n, 0.8 * m))
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            both, one = (i == row) + (j == column) == 2, "#9fbce8" if i == row else "#f2b880"
            colour = "#d9b3e6" if both else one if i == row or j == column else "#f2f2f2"
            axes.add_patch(plt.Rectangle((j, -i), 1, 1, facecolor=colour, edgecolor="white", linewidth=2))
            entry = f"$\\frac{{\\partial f_{{{i}}}}}{{\\partial x_{{{j}}}}}$"
            axes.text(j + 0.5, -i + 0.5, entry, ha="center", va="center", fontsize=18)
    axes.set(xlim=(1, n + 1), ylim=(-m, 0))
    axes.axis("off")
    shown(
        figure,
        f"A table of {m} rows and {n} columns. Row {row} holds the slopes of f{row} with respect to all inputs, column"
        f" {column} the slopes of all outputs with respect to x{column}.",
        f"{m}행 {n}열의 표. {row}행에는 모든 입력에 대한 f{row}의 기울기가, {column}열에는 x{column}에 대한 모든 출력의 기울기가"
        " 있다.",
    )


def shapes(m, n):
    """Draw the four kinds of Jacobian: of one or m outputs, with one or n inputs."""
    figure, axes = plt.subplots(
        2, 2, figsize=(5.5, 4.5), width_ratios=(1, n), height_ratios=(1, m), layout="constrained"
    )
    for i, (rows, f_label) in enumerate(((1, "f"), (m, "\\mathbf{f}"))):
        for j, (columns, x_label) in enumerate(((1, "x"), (n, "\\mathbf{x}"))):
            table = np.zeros((rows, columns))
            axes[i, j].pcolor(table, cmap="Blues", vmin=-1, vmax=2, edgecolors="white", linewidth=2)
            axes[i, j].set_title(f"$\\partial {f_label} / \\partial {x_label}$")
            axes[i, j].set_aspect("equal")
            axes[i, j].axis("off")
    shown(
        figure,
        f"Four Jacobians: one number; a row of {n}; a column of {m}; a table of {m} rows and {n} columns.",
        f"야코비 행렬 네 가지: 수 하나, 원소가 {n}개인 행, 원소가 {m}개인 열, {m}행 {n}열의 표.",
    )


def diagonal(w, x):
    """Draw two measured Jacobians as colours: one of an elementwise function, one of a running sum."""
    tables = measure_jacobian(lambda moving: moving**2 * x, w), measure_jacobian(np.cumsum, x)
    titles = "$\\partial (w_i^2 x_i) / \\partial \\mathbf{w}$", "$\\partial (x_1 + \\dots + x_i) / \\partial \\mathbf{x}$"
    figure, axes = plt.subplots(1, 2, figsize=(7, 3))
    for axis, table, title in zip(axes, tables, titles, strict=True):
        colours = axis.matshow(table, cmap="PuOr", vmin=-3, vmax=3)
        axis.set_title(title)
        axis.set(xticks=[], yticks=[])
    figure.colorbar(colours, ax=list(axes))
    shown(
        figure,
        "Two Jacobians in colours. Left, elementwise: colours on the diagonal only. Right, running sum: the diagonal and"
        " everything below it.",
        "야코비 행렬 두 개를 색으로 나타낸 그림. 왼쪽(원소별)은 대각선에만 색이 있고, 오른쪽(누적합)은 대각선과 그 아래에 색이 있다.",
    )


def grid(f, center, radius):
    """Draw a small grid around a point, what a function makes of it (blue), and what its Jacobian makes of it."""
    center = np.asarray(center, dtype=float)
    table = measure_jacobian(f, center)
    figure, (left, right) = plt.subplots(1, 2, figsize=(8.5, 4), layout="constrained")
    along = np.linspace(-radius, radius, 41)
    for level in np.linspace(-radius, radius, 7):
        for step in (np.stack([along, np.full(41, level)]), np.stack([np.full(41, level), along])):
            left.plot(*(center[:, None] + step), color="#7a7a7a", linewidth=1)
            right.plot(*f(center[:, None] + step), color=BLUE, linewidth=1)
            right.plot(*(f(center)[:, None] + table @ step), color="#d55e00", linewidth=1, linestyle="--")
    for start, arrows, axes in ((center, np.eye(2), left), (f(center), table, right)):
        tails = np.stack([start, start], axis=1)
        axes.quiver(*tails, *(radius * arrows), angles="xy", scale_units="xy", scale=1, zorder=3)
        axes.set_aspect("equal", adjustable="datalim")
    left.set(xlabel="$x_1$", ylabel="$x_2$")
    right.set(xlabel="$f_1$", ylabel="$f_2$")
    right.plot([], [], color=BLUE, label="$\\mathbf{f}(\\mathbf{x}_0 + d\\mathbf{x})$")
    right.plot([], [], color="#d55e00", linestyle="--", label="$\\mathbf{f}(\\mathbf{x}_0) + J\\,d\\mathbf{x}$")
    figure.legend(loc="outside upper center", ncols=2)
    shown(
        figure,
        f"Left: a square grid of half width {radius:g}. Right: the bent grid of the function and the straight one of the"
        " linear approximation. The smaller the grid, the nearer the two.",
        f"왼쪽: 너비의 절반이 {radius:g}인 정사각형 격자. 오른쪽: 함수에 넣은 휘어진 격자와 선형 근사에 넣은 곧은 격자. 격자가 작을수록"
        " 둘이 가까워진다.",
    )


# ── a4: the chain rule ─────────────────────────────────────────────────────────────────────────────────────


def sweeps(x0):
    """Draw the chain of the lecture with its values and the rates of both passes, all measured."""
    links = (np.power, "(\\cdot)^3"), (np.sin, "\\sin"), (np.square, "(\\cdot)^2"), (np.log, "\\ln")
    functions = [lambda u: u**3, *(function for function, _ in links[1:])]
    names = ["x", "u_1", "u_2", "u_3", "u_4"]

    def follow(u, some):
        for function in some:
            u = function(u)
        return u

    values = [follow(x0, functions[:k]) for k in range(5)]
    from_x = [slope(lambda u, k=k: follow(u, functions[:k]), x0) for k in range(1, 5)]
    to_y = [slope(lambda u, k=k: follow(u, functions[k:]), values[k]) for k in range(4)]
    figure, axes = plt.subplots(figsize=(9.5, 4))
    for k, value in enumerate(values):
        axes.plot(k, 0, "o", markersize=46, color="white", markeredgecolor="black")
        axes.text(k, 0, f"${names[k]}$\n{value:.3g}", ha="center", va="center")
    for k, (_, operation) in enumerate(links):
        arrow(axes, (k + 0.23, 0), (k + 0.77, 0), "black", 1)
        axes.text(k + 0.5, 0.1, f"${operation}$", ha="center")
        axes.text(k + 0.5, -0.28, f"$\\frac{{d{names[k + 1]}}}{{d{names[k]}}}$", ha="center", fontsize=13)
        arrow(axes, (k + 0.05, 0.62), (k + 0.95, 0.62), BLUE, 2)
        rate = f"$\\frac{{d{names[k + 1]}}}{{dx}}$ = {from_x[k]:.3g}"
        axes.text(k + 1, 0.78, rate, ha="center", color=BLUE, fontsize=13)
        arrow(axes, (k + 0.95, -0.62), (k + 0.05, -0.62), DARK_ORANGE, 2)
        rate = f"$\\frac{{dy}}{{d{names[k]}}}$ = {to_y[k]:.3g}"
        axes.text(k, -0.98, rate, ha="center", color=DARK_ORANGE, fontsize=13)
    axes.text(4.33, 0, "$= y$", va="center")
    axes.set(xlim=(-0.6, 4.7), ylim=(-1.15, 1.1))
    axes.axis("off")
    forward, backward = ", ".join(f"{rate:.3g}" for rate in from_x), ", ".join(f"{rate:.3g}" for rate in to_y[::-1])
    shown(
        figure,
        f"The chain from x = {x0:g} to y, link by link. Rates of the forward pass: {forward}. Rates of the backward pass:"
        f" {backward}. Both end with the same number.",
        f"x = {x0:g}에서 y까지의 사슬. 순방향의 변화율: {forward}. 역방향의 변화율: {backward}. 마지막 수는 서로 같다.",
    )


def arrow(axes, start, end, colour, width, **options):
    """Draw an arrow."""
    axes.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": colour, "lw": width} | options)


def roads(x0):
    """Draw the two paths of y = x + x², and the curve with the slope of both and of one."""
    whole, inner = slope(lambda x: x + x**2, x0), slope(lambda x: x**2, x0)
    figure, (paths, curve) = plt.subplots(1, 2, figsize=(9.5, 3.4))
    for name, place in {"$x$": (0, 0), "$u_1$": (1, 1), "$u_2 = y$": (2, 0)}.items():
        paths.text(*place, name, ha="center", va="center", fontsize=13, bbox={"boxstyle": "round", "fc": "white"})
    arrow(paths, (0.12, 0), (1.7, 0), DARK_ORANGE, 2)
    arrow(paths, (0.1, 0.1), (0.88, 0.9), BLUE, 2)
    arrow(paths, (1.12, 0.9), (1.9, 0.12), BLUE, 2)
    labels = (
        (0.9, -0.25, "$\\frac{\\partial u_2}{\\partial x} = 1$", "center", DARK_ORANGE),
        (0.36, 0.6, f"$\\frac{{du_1}}{{dx}} = {inner:.3g}$", "right", BLUE),
        (1.64, 0.6, "$\\frac{\\partial u_2}{\\partial u_1} = 1$", "left", BLUE),
    )
    for x, y, label, side, colour in labels:
        paths.text(x, y, label, ha=side, fontsize=13, color=colour)
    paths.set(xlim=(-0.9, 2.6), ylim=(-0.5, 1.25))
    paths.axis("off")
    near, up = np.linspace(x0 - 1.2, x0 + 1.2, 100), x0 + x0**2
    curve.plot(near, near + near**2, color="black", label="$y = x + x^2$")
    curve.plot(near, up + whole * (near - x0), color=GREEN, label=f"${whole:.3g}$ ✔")
    curve.plot(near, up + inner * (near - x0), "--", color=RED, label=f"${inner:.3g}$ ✘")
    curve.plot([x0], [up], "o", color="black")
    curve.set_xlabel("$x$")
    curve.legend()
    shown(
        figure,
        f"Left: two paths from x to y, one direct, one through u1. Right: at x = {x0:g} the line of slope {whole:.3g}, of"
        f" both paths, touches the curve; that of slope {inner:.3g}, of one path, cuts it.",
        f"왼쪽: x에서 y로 직접 가는 경로와 u1을 거치는 경로. 오른쪽: x = {x0:g}에서 두 경로를 더한 기울기 {whole:.3g}인 직선은 곡선에"
        f" 접하고, 한 경로만의 기울기 {inner:.3g}인 직선은 곡선을 가로지른다.",
    )


def many_roads(m, k, n, i, j):
    """Draw all paths from n inputs over k values to m outputs, and those from x_j to f_i in blue, with their sum."""
    sizes, across = {"x": n, "g": k, "f": m}, {"x": 0, "g": 2, "f": 4}
    up = {(letter, a): (size + 1) / 2 - a for letter, size in sizes.items() for a in range(1, size + 1)}
    ways = [(("x", b), ("g", a), b == j) for a in range(1, k + 1) for b in range(1, n + 1)]
    ways += [(("g", a), ("f", b), b == i) for a in range(1, k + 1) for b in range(1, m + 1)]
    figure, axes = plt.subplots(figsize=(7, 0.6 * max(m, k, n) + 1.2))
    for start, end, chosen in ways:
        style = {"color": BLUE, "lw": 2.5, "zorder": 2} if chosen else {"color": "#c8c8c8", "lw": 1, "zorder": 1}
        axes.plot([across[start[0]], across[end[0]]], [up[start], up[end]], **style)
    for (letter, a), y in up.items():
        circle = {"boxstyle": "circle", "fc": "white"}
        axes.text(across[letter], y, f"${letter}_{{{a}}}$", ha="center", va="center", fontsize=13, bbox=circle)

    def rate(top, bottom):
        return f"\\frac{{\\partial {top}}}{{\\partial {bottom}}}"

    terms = " + ".join(rate(f"f_{i}", f"g_{a}") + rate(f"g_{a}", f"x_{j}") for a in range(1, k + 1))
    axes.set_title(f"${rate(f'f_{i}', f'x_{j}')} = {terms}$", fontsize=15)
    axes.set_xlim(-0.5, 4.5)
    axes.axis("off")
    shown(
        figure,
        f"{n} inputs, {k} values g and {m} outputs, all joined. From x{j} to f{i} there are {k} paths, one through each g;"
        " their products are added.",
        f"입력 {n}개, g의 원소 {k}개, 출력 {m}개가 모두 이어진 그림. x{j}에서 f{i}로 가는 경로는 g의 원소마다 하나씩 {k}개이고, 경로마다"
        " 곱한 값을 더한다.",
    )


def graph(nodes, inputs):
    """Draw a graph of named values from left to right, with each value and, below it, the measured slope of the last."""
    values, slopes = graph_values(nodes, inputs), measured_gradients(nodes, inputs)
    column = dict.fromkeys(inputs, 0)
    for name, _, names in nodes:
        column[name] = 1 + max(column[each] for each in names)
    columns = [[name for name in values if column[name] == number] for number in range(max(column.values()) + 1)]
    place = {
        name: (2.4 * number, (len(together) - 1) / 2 - row)
        for number, together in enumerate(columns)
        for row, name in enumerate(together)
    }
    tallest = max(map(len, columns))
    figure, axes = plt.subplots(figsize=(2.1 * len(columns), 1.2 * tallest + 1.4))
    for name, _, names in nodes:
        for turn, each in enumerate(names):
            far = column[name] - column[each] > 1  # passes below what lies between
            bend = 0.3 if far else 0.12 * (1 - 2 * turn) * (len(set(names)) < len(names))
            style = {"connectionstyle": f"arc3,rad={bend}", "shrinkA": 30, "shrinkB": 30}
            arrow(axes, place[each], place[name], GREY, 1.5, **style)
    operations = {name: operation for name, operation, _ in nodes}
    for name, (x, y) in place.items():
        box = {"boxstyle": "round", "fc": "white"}
        axes.text(x, y, f"{name} = {values[name]:.3g}\n", ha="center", va="center", color=BLUE, fontsize=12, bbox=box)
        axes.text(x, y - 0.22, f"{slopes[name]:.3g}", ha="center", color=DARK_ORANGE, fontsize=12, zorder=5)
        axes.text(x, y + 0.42, operations.get(name, ""), ha="center", fontsize=10, color=GREY)
    axes.set(xlim=(-1, 2.4 * len(columns) - 1.4), ylim=(-tallest / 2 - 0.9, tallest / 2 + 0.4))
    axes.axis("off")
    told = ", ".join(f"{name} = {values[name]:.3g} ({slopes[name]:.3g})" for name in values)
    shown(
        figure,
        f"A graph from the inputs on the left to {nodes[-1][0]} on the right. Each value, and in brackets the measured"
        f" slope of {nodes[-1][0]} with respect to it: {told}.",
        f"왼쪽의 입력에서 오른쪽의 {nodes[-1][0]}까지 이어지는 그래프. 이름마다 값과, 괄호 안에 그 이름에 대한 {nodes[-1][0]}의 측정한"
        f" 기울기: {told}.",
    )


# ── a5: a neuron ───────────────────────────────────────────────────────────────────────────────────────────


def neuron(w, x, b, backward=False):
    """Draw a neuron: inputs, weights on arrows, sum, bias, the bent line, output; with `backward` also the way back."""
    w, x = np.asarray(w, dtype=float), np.asarray(x, dtype=float)
    z = float(w @ x + b)
    heights = [(len(w) - 1) / 2 - i for i in range(len(w))]
    low, high = bias_height(heights) - 0.4, max(max(heights), 0.5) + 0.5
    size = (9, (1 + backward) * 0.8 * (high - low))
    figure, panels = plt.subplots(1 + backward, 1, figsize=size, squeeze=False, layout="constrained")
    for axes in panels[:, 0]:
        axes.set(xlim=(-0.7, 9.2), ylim=(low, high))
        axes.axis("off")
    draw_forward(panels[0, 0], heights, w, x, b, z)
    en = (
        f"A neuron. The inputs {show(x)} are multiplied by the weights {show(w)} and added up, the bias {b:g} is added:"
        f" z = {z:.3g}. Through the bent line max(0, z) comes {max(0.0, z):.3g}."
    )
    ko = (
        f"뉴런. 입력 {show(x)}에 가중치 {show(w)}를 곱해 더하고 편향 {b:g}를 더하면 z = {z:.3g}. 꺾인 직선 max(0, z)를 지나면"
        f" {max(0.0, z):.3g}."
    )
    if backward:
        gate = float(z > 0)
        draw_backward(panels[1, 0], heights, w, x, b, gate)
        en += f" On the way back the gate multiplies by {gate:g}; behind it every weight and the bias have their slopes."
        ko += f" 역방향에서는 게이트에서 {gate:g}을 곱하고, 그 뒤에 가중치와 편향의 기울기가 있다."
    shown(figure, en, ko)


SUM, GATE, OUTPUT = 4.0, 6.3, 8.5
"""Where the parts of a neuron are, from left to right; the inputs are at 0."""


def bias_height(heights):
    return min(min(heights), -0.5) - 0.9


def on_arrow(axes, start, end, text, colour):
    """Write on an arrow, at its middle."""
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    place = np.asarray(start) + 0.45 * (np.asarray(end) - start)
    axes.text(*place, text, ha="center", va="center", color=colour, fontsize=11, bbox=box)


def circle(axes, place, text, colour="black", size=40):
    axes.plot(*place, "o", markersize=size, color="white", markeredgecolor=colour, zorder=3)
    axes.text(*place, text, ha="center", va="center", color=colour, zorder=4)


def bent_line(axes, colour):
    """Draw the box of max(0, z), with its graph."""
    axes.add_patch(plt.Rectangle((GATE - 0.55, -0.45), 1.1, 0.9, facecolor="white", edgecolor="black", zorder=3))
    axes.plot([GATE - 0.4, GATE, GATE + 0.4], [-0.2, -0.2, 0.3], color=colour, linewidth=2.5, zorder=4)


def draw_forward(axes, heights, w, x, b, z):
    """Draw what goes forward: values in circles, weights on arrows."""
    for i, up in enumerate(heights):
        circle(axes, (0, up), f"$x_{{{i + 1}}}$\n{x[i]:.3g}")
        start, end = (0.33, up), (SUM - 0.42, 0.18 * up)
        arrow(axes, start, end, BLUE, 1.6)
        on_arrow(axes, start, end, f"$w_{{{i + 1}}}$ = {w[i]:.3g}", BLUE)
    bottom = bias_height(heights)
    axes.text(SUM, bottom, f"$b$ = {b:.3g}", ha="center", va="center", color=BLUE, fontsize=11)
    arrow(axes, (SUM, bottom + 0.18), (SUM, -0.42), BLUE, 1.6)
    circle(axes, (SUM, 0), "$\\Sigma$", size=44)
    arrow(axes, (SUM + 0.42, 0), (GATE - 0.57, 0), "black", 1.6)
    axes.text((SUM + GATE) / 2 - 0.1, 0.14, f"$z$ = {z:.3g}", ha="center", fontsize=11)
    bent_line(axes, BLUE)
    axes.text(GATE, 0.6, "$max(0, z)$", ha="center", fontsize=11)
    arrow(axes, (GATE + 0.57, 0), (OUTPUT - 0.4, 0), "black", 1.6)
    circle(axes, (OUTPUT, 0), f"{max(0.0, z):.3g}")
    axes.text(OUTPUT, -0.7, "$activation$", ha="center", fontsize=11)


def draw_backward(axes, heights, w, x, b, gate):
    """Draw what goes backward: the gate's rate, 0 or 1, then those of z, measured, and their products."""

    def opened(given):
        return np.atleast_1d(given[:-1] @ x + given[-1])

    rates = measure_jacobian(opened, np.append(w, b))[0]
    colour, line = (DARK_ORANGE, "-") if gate else (GREY, ":")
    names = [*(f"w_{{{i + 1}}}" for i in range(len(w))), "b"]
    starts = [*((SUM - 0.42, 0.18 * up) for up in heights), (SUM, -0.42)]
    ends = [*((1.45, up) for up in heights), (SUM, bias_height(heights) + 0.27)]
    texts = [*((0.35, up) for up in heights), (SUM, bias_height(heights))]
    for name, rate, start, end, place in zip(names, rates, starts, ends, texts, strict=True):
        arrow(axes, start, end, colour, 1.6, linestyle=line)
        on_arrow(axes, start, end, f"$\\times$ {rate:.3g}", colour)
        label = f"$\\frac{{\\partial\\,activation}}{{\\partial {name}}}$ = {gate * rate:.3g}"
        axes.text(*place, label, ha="center", va="center", color=colour, fontsize=13)
    circle(axes, (SUM, 0), "$\\Sigma$", size=44)
    arrow(axes, (GATE - 0.57, 0), (SUM + 0.42, 0), colour, 1.6, linestyle=line)
    bent_line(axes, colour)
    axes.text(GATE, 0.6, f"$\\times$ {gate:g}", ha="center", fontsize=14, color=colour)
    arrow(axes, (OUTPUT - 0.4, 0), (GATE + 0.57, 0), DARK_ORANGE, 1.6)
    circle(axes, (OUTPUT, 0), "1", colour=DARK_ORANGE)


def dot(u, v, du, dv):
    """Draw the dot product while both vectors change, and its tangent."""

    def moved(t):
        return (u + t * du) @ (v + t * dv)

    t = np.linspace(-5, 5, 101)
    rate = slope(moved, 0.0)
    label = "$(\\mathbf{u} + t\\,d\\mathbf{u})^T(\\mathbf{v} + t\\,d\\mathbf{v})$"
    figure, axes = plt.subplots(figsize=(5, 3.2))
    axes.plot(t, [moved(step) for step in t], color=BLUE, label=label)
    axes.plot(t, moved(0) + rate * t, color=GREEN, label=f"$\\mathbf{{u}}^T\\mathbf{{v}} + {rate:.3g}\\,t$")
    axes.plot([0], [moved(0)], "o", color="black")
    axes.set_xlabel("$t$")
    axes.legend()
    shown(
        figure,
        f"The dot product as a curve over t, and its tangent at t = 0 with slope {rate:.3g}.",
        f"t에 대한 내적의 곡선과 t = 0에서의 접선. 접선의 기울기는 {rate:.3g}.",
    )


def kink(z0):
    """Draw max(0, z) and its slope, with the measured slope at one place."""
    rate = slope(lambda z: max(0.0, z), z0)
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3), layout="constrained")
    left.plot([-2, 0, 2], [0, 0, 2], color=BLUE)
    left.plot([z0], [max(0, z0)], "x", color="black", markersize=9, markeredgewidth=2)
    left.set_title("$max(0, z)$")
    right.plot([-2, 0], [0, 0], color=BLUE)
    right.plot([0, 2], [1, 1], color=BLUE)
    right.plot([0], [0], "o", color=BLUE, markersize=8)
    right.plot([0], [1], "o", color=BLUE, markersize=8, markerfacecolor="white")
    right.plot([z0], [rate], "x", color="black", markersize=9, markeredgewidth=2)
    right.set_title("$\\frac{d}{dz}\\,max(0, z)$")
    for axes in (left, right):
        axes.set_xlabel("$z$")
        axes.grid(alpha=0.3)
    shown(
        figure,
        f"Left: max(0, z), flat up to 0, then rising. Right: its slope, 0 up to 0 (filled point), then 1. Measured at"
        f" z = {z0:g}: {rate:.3g}.",
        f"왼쪽: 0까지 평평하다가 올라가는 max(0, z). 오른쪽: 그 기울기. 0까지는 0(채운 점), 그다음은 1. z = {z0:g}에서 측정한 값은"
        f" {rate:.3g}.",
    )


def softplus(z0):
    """Draw ln(1 + e^z) over max(0, z), and its slopes, all of them measured, with one place marked."""

    def height(z):
        return np.log(1 + np.exp(z))

    z = np.linspace(-5, 5, 101)
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3), layout="constrained")
    for axes, bent, smooth in ((left, np.maximum(0, z), height), (right, z > 0, lambda z: slope(height, z))):
        axes.plot(z, bent, "--", color=GREY, label="$max(0, z)$")
        axes.plot(z, smooth(z), color=BLUE, label="$\\ln(1 + e^z)$")
        axes.plot([z0], [smooth(z0)], "x", color="black", markersize=9, markeredgewidth=2)
        axes.set_xlabel("$z$")
        axes.grid(alpha=0.3)
    left.legend()
    left.set_title("$\\ln(1 + e^z)$")
    right.set_title("$\\frac{d}{dz}\\,\\ln(1 + e^z)$")
    rate = slope(height, z0)
    shown(
        figure,
        f"Left: ln(1 + e^z), a smooth curve just above the bent line max(0, z). Right: its measured slope, which rises"
        f" smoothly from 0 to 1. At z = {z0:g} it is {rate:.3g}.",
        f"왼쪽: 꺾인 직선 max(0, z) 바로 위를 지나는 매끄러운 곡선 ln(1 + e^z). 오른쪽: 측정한 기울기. 0에서 1까지 매끄럽게"
        f" 올라간다. z = {z0:g}에서 {rate:.3g}.",
    )


def ramp(w, b):
    """Draw a neuron of two inputs as a surface, and from above."""
    x1, x2 = np.meshgrid(np.linspace(-3, 3, 61), np.linspace(-3, 3, 61))
    z = w[0] * x1 + w[1] * x2 + b
    figure = plt.figure(figsize=(9, 3.8), layout="constrained")
    solid, plane = figure.add_subplot(1, 2, 1, projection="3d"), figure.add_subplot(1, 2, 2)
    solid.plot_surface(x1, x2, np.clip(z, 0, None), cmap="cividis", vmin=0, vmax=4)
    solid.view_init(elev=25, azim=-110)
    solid.locator_params(nbins=4)
    levels = np.linspace(0, 4, 21)
    filled = plane.contourf(x1, x2, np.clip(z, 0, None), levels=levels, cmap="cividis", extend="max")
    if z.min() < 0 < z.max():
        fold = plane.contour(x1, x2, z, levels=[0], colors="white", linewidths=2.5)
        for line in fold.allsegs[0]:
            solid.plot(line[:, 0], line[:, 1], 0 * line[:, 0], color="black", linewidth=2.5, zorder=10)
        plane.clabel(fold, fmt={0: "$\\mathbf{w} \\cdot \\mathbf{x} + b = 0$"})
    plane.set_aspect("equal")
    figure.colorbar(filled, ax=plane, label="$max(0, \\mathbf{w} \\cdot \\mathbf{x} + b)$")
    for axes in (solid, plane):
        axes.set_xlabel("$x_1$")
        axes.set_ylabel("$x_2$")
    shown(
        figure,
        f"The activation over two inputs for w = {show(w)} and b = {b:g}: a floor at 0 and a ramp, folded along a"
        " straight line.",
        f"w = {show(w)}, b = {b:g}일 때 두 입력에 대한 활성화: 높이 0인 바닥과 경사면이 직선을 따라 접혀 있다.",
    )


def gradient_arrows(x, b):
    """Draw a neuron's activation over its two weights, with measured gradients as arrows."""

    def activation(w1, w2):
        return np.clip(w1 * x[0] + w2 * x[1] + b, 0, None)

    w1, w2 = np.meshgrid(np.linspace(-3, 3, 121), np.linspace(-3, 3, 121))
    at1, at2 = np.meshgrid(np.linspace(-2.5, 2.5, 8), np.linspace(-2.5, 2.5, 8))
    slope1, slope2 = slope(lambda w: activation(w, at2), at1), slope(lambda w: activation(at1, w), at2)
    figure, axes = plt.subplots(figsize=(5, 4), layout="constrained")
    levels = np.linspace(0, 4, 21)
    filled = axes.contourf(w1, w2, activation(w1, w2), levels=levels, cmap="Blues", vmax=7, extend="max")
    figure.colorbar(filled, label="$max(0, \\mathbf{w} \\cdot \\mathbf{x} + b)$")
    z = w1 * x[0] + w2 * x[1] + b
    if z.min() < 0 < z.max():
        axes.contour(w1, w2, z, levels=[0], colors=RED, linewidths=2.5)
    axes.quiver(at1, at2, slope1, slope2, color="black", scale=16, width=0.008)
    axes.set(aspect="equal", xlabel="$w_1$", ylabel="$w_2$")
    shown(
        figure,
        f"The activation over the two weights for x = {show(x)} and b = {b:g}. On the floor the gradients are dots, on the"
        " ramp equal arrows.",
        f"x = {show(x)}, b = {b:g}일 때 두 가중치에 대한 활성화. 바닥에서는 그레이디언트가 점이고 경사면에서는 모두 같은 화살표이다.",
    )


# ── a6: training ───────────────────────────────────────────────────────────────────────────────────────────

RATE_COLOURS = (BLUE, GREEN, "#d55e00")


def fitted(inputs, targets, w, b):
    """Draw points, a neuron of one input, and the distances whose squares the cost averages."""
    line = np.linspace(inputs.min() - 0.2, inputs.max() + 0.2, 200)
    figure, axes = plt.subplots(figsize=(5, 3.2))
    axes.plot(line, np.clip(w * line + b, 0, None), color=BLUE, label=f"$max(0, {w:g}x {b:+g})$")
    axes.vlines(inputs, targets, np.clip(w * inputs + b, 0, None), color="#d55e00")
    axes.plot(inputs, targets, "o", color="black", label="$y_i$")
    axes.set(xlabel="$x$")
    axes.legend()
    shown(
        figure,
        f"{len(inputs)} points, the bent line of a neuron with w = {w:g} and b = {b:g}, and from each point an orange line"
        " straight up or down to it.",
        f"점 {len(inputs)}개와 w = {w:g}, b = {b:g}인 뉴런의 꺾인 직선. 점마다 그 직선까지 위나 아래로 주황색 선이 그어져 있다.",
    )


def on_plane(cost):
    """Return a grid of w and b, and the cost of each of its points: three arrays of one shape."""
    w, b = np.meshgrid(np.linspace(-1, 3.5, 91), np.linspace(-3, 3.5, 91))
    return w, b, np.vectorize(cost)(w, b)


COST_LEVELS = np.geomspace(0.06, 40, 18)


def valley(cost, w, b):
    """Draw the cost over the plane of w and b, and mark one place."""
    figure, axes = plt.subplots(figsize=(5, 3.8), layout="constrained")
    plane = on_plane(cost)
    filled = axes.contourf(*plane, levels=COST_LEVELS, norm="log", cmap="cividis")
    figure.colorbar(filled, label="$C$", ticks=[0.1, 1, 10], format="%g")
    axes.contour(*plane, levels=COST_LEVELS, colors="white", linewidths=0.5)
    axes.plot([w], [b], "x", color="white", markersize=10, markeredgewidth=3)
    axes.set(title=f"$C({w:g}, {b:g}) = {cost(w, b):.3g}$", xlabel="$w$", ylabel="$b$")
    shown(
        figure,
        f"A map of the cost over w and b with lines of equal cost: a long valley. A white cross at ({w:g}, {b:g}), where the"
        f" cost is {cost(w, b):.3g}.",
        f"w와 b에 대한 비용의 지도와 등고선. 긴 골짜기 모양이다. 흰 십자가 비용이 {cost(w, b):.3g}인 점 ({w:g}, {b:g})에 있다.",
    )


def descents(cost, paths, rates):
    """Draw paths over the map of the cost, one for each learning rate, and below each how the cost changes."""
    plane = on_plane(cost)
    figure, (maps, histories) = plt.subplots(2, len(paths), figsize=(9, 5.6), sharey="row", layout="constrained")
    for path, rate, colour, axes, below in zip(paths, rates, RATE_COLOURS, maps, histories):
        axes.contour(*plane, levels=COST_LEVELS, colors="#a0a0a0", linewidths=0.8)
        axes.plot(path[:, 0], path[:, 1], "o-", color=colour, markersize=3)
        axes.plot(*path[0], "o", color="black")
        axes.set(title=f"$\\eta = {rate}$", xlabel="$w$", xlim=(-1, 3.5), ylim=(-3, 3.5))
        below.semilogy([cost(*place) for place in path], "o-", color=colour, markersize=3)
        below.set_xlabel("$t$")
        below.grid(alpha=0.3)
    maps[0].set_ylabel("$b$")
    histories[0].set_ylabel("$C$")
    ends = ", ".join(f"{rate}: {cost(*path[-1]):.3g}" for path, rate in zip(paths, rates))
    shown(
        figure,
        f"{len(paths)} paths from one place over the map of the cost, and below each the cost after every step. The cost"
        f" at the end, by learning rate: {ends}.",
        f"비용의 지도 위에서 같은 점을 출발한 경로 {len(paths)}개. 아래에는 갱신할 때마다의 비용을 나타냈다. 학습률별 마지막 비용은"
        f" 다음과 같다. {ends}.",
    )


def fits(inputs, targets, path, which):
    """Draw the neuron after each step of a path, the first one dashed and the last one thick."""
    line = np.linspace(inputs.min() - 0.2, inputs.max() + 0.2, 200)
    figure, axes = plt.subplots(figsize=(5, 3.2))
    for w, b in path:
        axes.plot(line, np.clip(w * line + b, 0, None), color=RATE_COLOURS[which], linewidth=0.5, alpha=0.6)
    (w0, b0), (w, b) = path[0], path[-1]
    axes.plot(line, np.clip(w0 * line + b0, 0, None), "--", color="black", label="$t = 0$")
    last = f"$t = {len(path) - 1}$"
    axes.plot(line, np.clip(w * line + b, 0, None), color=RATE_COLOURS[which], linewidth=3, label=last)
    axes.plot(inputs, targets, "o", color="black")
    axes.set(title=f"$max(0, {w:.3g}\\,x {b:+.3g})$", xlabel="$x$")
    axes.legend()
    shown(
        figure,
        f"The same points, and the neuron's bent line after each of {len(path) - 1} steps: from the dashed one at the"
        f" start to the thick one, w = {w:.3g} and b = {b:.3g}.",
        f"같은 점들과, {len(path) - 1}번 갱신하는 동안 뉴런의 꺾인 직선. 파선이 처음이고 굵은 선이 마지막이다(w = {w:.3g}, b = {b:.3g}).",
    )


def xor(train, starts, X, y):
    """Draw how one neuron and two learn four samples: their costs, and their outputs over the plane.

    `train` receives neurons, pairs (w, b), and returns them trained, with the history of the cost. Where it cannot, only
    the samples are drawn.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":  # nobody looks, and it would be drawn for each student
        return
    try:
        trained = [call(train, starts[:count], name="train_together") for count in (1, 2)]
    except NotYet as problem:
        print(problem)
        trained = []
    figure, (costs, *maps) = plt.subplots(1, 3, figsize=(10, 3.1), width_ratios=(1.3, 1, 1), layout="constrained")
    costs.set(xlabel="$t$", ylabel="$C$", ylim=(0, 0.6))
    costs.axhline(0.25, color=GREY, linestyle=":", linewidth=1)
    for axes, title in zip(maps, ("$a_1$", "$a_1 + a_2$")):
        axes.set(title=title, xlabel="$x_1$", ylabel="$x_2$", xlim=(-0.4, 1.4), ylim=(-0.4, 1.4), aspect="equal")
    line = np.linspace(-0.4, 1.4, 91)
    for axes, (neurons, history), colour, label in zip(maps, trained, (BLUE, DARK_ORANGE), ("$a_1$", "$a_1 + a_2$")):
        costs.plot(history, color=colour, linewidth=2, label=label)
        total = np.zeros((len(line), len(line)))
        for w, b in neurons:
            z = np.add.outer(w[1] * line, w[0] * line) + b
            total += np.maximum(0, z)
            axes.contour(line, line, z, levels=[0], colors="black", linestyles="--", linewidths=1)
        shades = np.clip(np.nan_to_num(total), 0, 1.2)
        axes.contourf(line, line, shades, levels=np.linspace(0, 1.2, 13), cmap="Oranges", alpha=0.8, zorder=0)
    for axes in maps:
        axes.scatter(*X.T, c=y, cmap="gray_r", edgecolors="black", s=70, vmin=0, vmax=1, zorder=3)
    if trained:
        costs.legend()
    last = ", ".join(f"{history[-1]:.3g}" for _, history in trained) or "?"
    shown(
        figure,
        f"Left: the cost over the steps for one neuron and for two; the last values are {last}, and the dotted line is 1/4."
        " Right: the four samples, black at (0, 1) and (1, 0), white at (0, 0) and (1, 1), and the output of one neuron and of"
        " two as shades, with the lines where gates open.",
        f"왼쪽: 뉴런이 하나일 때와 둘일 때 단계마다의 비용. 마지막 값은 {last}이고 점선은 1/4이다. 오른쪽: 샘플 네 개. (0, 1)과 (1, 0)은"
        " 검은 점, (0, 0)과 (1, 1)은 흰 점이다. 뉴런 하나의 출력과 두 뉴런의 출력을 색의 짙기로, 게이트가 열리는 곳을 선으로"
        " 나타냈다.",
    )


# ── a7: a network ──────────────────────────────────────────────────────────────────────────────────────────


def gallery(images, titles, columns, en, ko, colour="black"):
    """Show images in rows, each below its title; `en` and `ko` say what they are."""
    rows = max(1, -(-len(titles) // columns))
    figure, places = plt.subplots(rows, columns, figsize=(9, 1.2 * rows + 0.4), layout="constrained", squeeze=False)
    for place in places.flat:
        place.axis("off")
    for place, image, title in zip(places.flat, images, titles):
        place.imshow(image, cmap="gray")
        place.set_title(title, color=colour)
    shown(figure, f"{en}: {', '.join(titles)}.", f"{ko}: {', '.join(titles)}.")


def digits(images, labels):
    """Show handwritten digits with their labels."""
    gallery(images, [str(label) for label in labels[:16]], 8, "Handwritten digits", "손으로 쓴 숫자")


def mistaken(images, answers, labels):
    """Show digits that were taken for others: the answer, and the label in brackets."""
    titles = [f"{answer} ({label})" for answer, label in zip(answers[:8], labels[:8])]
    en, ko = "Digits taken for others, the right one in brackets", "잘못 읽은 숫자(괄호 안은 정답)"
    gallery(images, titles, 8, en, ko, colour=RED)


def scaled(before, after):
    """Show an image before and after scaling, with its smallest and largest pixel and some in between."""
    figure, places = plt.subplots(1, 2, figsize=(7, 3), layout="constrained")
    for place, image in zip(places, (before, after)):
        place.imshow(image, cmap="gray")
        place.set_title(f"{image.min():.3g} … {image.max():.3g}")
        place.set_xlabel(", ".join(f"{pixel:.3g}" for pixel in image[14, 10:18]))
        place.set(xticks=[], yticks=[])
    shown(
        figure,
        f"The same digit twice: with pixels from {before.min()} to {before.max()}, and with pixels from {after.min():.3g} to"
        f" {after.max():.3g}. It looks the same.",
        f"같은 숫자 그림 두 개. 픽셀 값이 하나는 {before.min()}에서 {before.max()}까지, 하나는 {after.min():.3g}에서 {after.max():.3g}까지이지만"
        " 같아 보인다.",
    )


def layers():
    """Draw the lecture's network as boxes, with how many numbers leave each layer and how many parameters it has."""
    boxes = (
        ("image", "28 × 28", 2.8),
        ("Flatten", "784", 3.4),
        ("Dense, relu", "128", 2.2),
        ("Dropout 0.2", "128", 2.2),
        ("Dense, softmax", "10", 1.0),
    )
    figure, axes = plt.subplots(figsize=(9, 2.6), layout="constrained")
    for place, (layer, size, high) in enumerate(boxes):
        shade = "#dbe7f5" if layer.startswith("Dense") else "#eeeeee"
        axes.add_patch(plt.Rectangle((2 * place, -high / 2), 0.9, high, facecolor=shade, edgecolor=BLUE))
        axes.text(2 * place + 0.45, 0, size, ha="center", va="center", rotation=90)
        axes.text(2 * place + 0.45, -2.1, layer, ha="center")
        if place:
            arrow(axes, (2 * place - 1.0, 0), (2 * place - 0.1, 0), "black", 1)
    for place, text in ((4, "$W_1, b_1$\n100,480"), (8, "$W_2, b_2$\n1,290")):
        axes.text(place - 0.55, 0.35, text, ha="center", fontsize=9)
    axes.set(xlim=(-0.6, 9.6), ylim=(-2.5, 2))
    axes.axis("off")
    shown(
        figure,
        "An image of 28 × 28, Flatten to 784 numbers, a Dense layer with relu to 128 (100,480 parameters), Dropout, a Dense"
        " layer with softmax to 10 (1,290 parameters).",
        "28 × 28 이미지, 784개의 수로 펼치는 Flatten, 128개로 가는 relu Dense 층(파라미터 100,480개), Dropout, 10개로 가는 softmax"
        " Dense 층(파라미터 1,290개).",
    )


def layer_shapes(N, d, k):
    """Draw the arrays of a layer in proportion to their shapes: forward above, the gradients below."""
    blue, orange = "#dbe7f5", "#f6d9c2"
    above = (("$X$", N, d, blue), "·", ("$W$", d, k, blue), "+", ("$b$", 1, k, blue), "=", ("$Z$", N, k, blue))
    below = (("$dX$", N, d, orange), ",", ("$dW$", d, k, orange), ",", ("$db$", 1, k, orange), "←", ("$dZ$", N, k, orange))
    width, height = sum((0.8 if isinstance(part, str) else part[2] / 2) for part in below), max(N, d, 1) / 2 + 1
    scale = 8 / max(width, 2 * height, 11.0)  # inches for one unit: no wider and no higher than 8
    figure, rows = plt.subplots(2, 1, figsize=(scale * width + 0.4, 2 * scale * height + 0.4), layout="constrained")
    for axes, row in zip(rows, (above, below)):
        draw_boxes(axes, row)
        axes.set(xlim=(-0.1, width + 0.1), ylim=(-height / 2 - 0.2, height / 2 - 0.2), aspect="equal")
    shown(
        figure,
        f"Above: X of shape ({N}, {d}) times W ({d}, {k}) plus b (1, {k}) gives Z ({N}, {k}). Below, from dZ: dX, dW and db,"
        " each of the shape of what it is the gradient of.",
        f"위: 모양이 ({N}, {d})인 X와 ({d}, {k})인 W를 곱하고 (1, {k})인 b를 더하면 ({N}, {k})인 Z. 아래: dZ에서 구한 dX, dW, db. 모양이 저마다"
        " X, W, b와 같다.",
    )


def draw_boxes(axes, row):
    """Draw matrices (name, rows, columns, colour) in proportion to their shapes, and signs between them."""
    x = 0.0
    for part in row:
        if isinstance(part, str):
            axes.text(x + 0.4, 0, part, ha="center", va="center", fontsize=13)
            x += 0.8
            continue
        name, rows, columns, colour = part
        axes.add_patch(plt.Rectangle((x, -rows / 4), columns / 2, rows / 2, facecolor=colour, edgecolor="#404040"))
        axes.text(x + columns / 4, 0, name, ha="center", va="center")
        axes.text(x + columns / 4, -rows / 4 - 0.35, f"({rows}, {columns})", ha="center", va="center", fontsize=8)
        x += columns / 2
    axes.axis("off")


def plain(formula):
    """Return a formula as text."""
    return formula.replace("$", "").replace("\\eta", "η")


def long_valley(paths):
    """Draw paths by their names over a valley that is 25 times as steep across as along."""
    along, across = np.meshgrid(np.linspace(-10, 2, 120), np.linspace(-2, 2, 80))
    heights = 0.02 * along**2 + 0.5 * across**2
    figure, places = plt.subplots(1, len(paths), figsize=(10, 2.6), sharey="row", layout="constrained")
    for axes, (name, path) in zip(places, paths.items()):
        axes.contour(along, across, heights, levels=np.linspace(0.05, 3, 9), colors="#a0a0a0", linewidths=0.8)
        axes.plot(*np.transpose(path), "o-", markersize=3, color=GREEN if "Adam" in name else "#d55e00")
        axes.plot(*path[0], "o", color="black")
        axes.set(title=name, xlabel="$\\theta_1$")
    places[0].set_ylabel("$\\theta_2$")
    ends = "; ".join(f"{plain(name)}: ({path[-1][0]:.2g}, {path[-1][1]:.2g})" for name, path in paths.items())
    shown(
        figure,
        f"Paths in a long, narrow valley, all from one place. The lowest point is (0, 0); they end at {ends}.",
        f"길고 좁은 골짜기에서 같은 점을 출발한 경로들. 가장 낮은 점은 (0, 0)이고, 경로가 끝난 점은 다음과 같다. {ends}.",
    )


def training(history):
    """Draw loss and accuracy (pairs) after each epoch."""
    losses, shares = zip(*history)
    epochs = range(1, len(history) + 1)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 2.8), layout="constrained")
    for axes, values, name, colour in ((left, losses, "loss", BLUE), (right, shares, "accuracy", GREEN)):
        axes.plot(epochs, values, "o-", color=colour)
        axes.set(xlabel="epoch", ylabel=name)
        axes.grid(alpha=0.3)
    shown(
        figure,
        f"The loss after each of {len(history)} epochs, from {losses[0]:.3g} to {losses[-1]:.3g}, and the accuracy on held-out"
        f" images, from {shares[0]:.3g} to {shares[-1]:.3g}.",
        f"에포크 {len(history)}번 동안의 손실({losses[0]:.3g}에서 {losses[-1]:.3g}까지)과 떼어 둔 이미지에 대한 정확도({shares[0]:.3g}에서"
        f" {shares[-1]:.3g}까지).",
    )


def disc(points, inside, probabilities):
    """Draw points by the probability that a model gives them; those inside have a black rim."""
    figure, axes = plt.subplots(figsize=(4.6, 3.6))
    rims = np.where(inside, "black", "#b0b0b0")
    figure.colorbar(axes.scatter(*points.T, c=probabilities, cmap="coolwarm", edgecolors=rims))
    axes.axis("equal")
    right = np.mean((probabilities > 0.5) == inside)
    shown(
        figure,
        f"Points in a square, those in a disc with a black rim. The model colours the disc red and what is around it blue;"
        f" {100 * right:.0f} % are on the right side.",
        f"정사각형 안의 점들. 원 안의 점은 테두리가 검다. 모델이 원 안은 빨간색, 바깥은 파란색으로 칠했고 {100 * right:.0f}%가 맞다.",
    )


def both_losses(by_hand, keras_losses):
    """Draw the losses of the two trainings over each other."""
    figure, axes = plt.subplots(figsize=(6, 3))
    axes.plot(range(1, len(by_hand) + 1), by_hand, "o-", color=BLUE, label="NumPy")
    axes.plot(range(1, len(keras_losses) + 1), keras_losses, "s--", color="#d55e00", label="Keras")
    axes.set(xlabel="epoch", ylabel="loss")
    axes.grid(alpha=0.3)
    axes.legend()
    shown(
        figure,
        f"The loss by epoch of both trainings: at the end {by_hand[-1]:.3g} with NumPy and {keras_losses[-1]:.3g} with Keras.",
        f"두 학습의 에포크별 손실. 마지막 값은 NumPy {by_hand[-1]:.3g}, Keras {keras_losses[-1]:.3g}.",
    )


# ── a8: a data app ─────────────────────────────────────────────────────────────────────────────────────────


def page():
    """Sketch the app that is asked for, with its parts numbered by step."""
    figure, axes = plt.subplots(figsize=(8.6, 4.4))
    axes.add_patch(plt.Rectangle((0, 0), 3, 6, facecolor="#f0f2f6", edgecolor=GREY))
    axes.add_patch(plt.Rectangle((3, 0), 7, 6, facecolor="white", edgecolor=GREY))
    for y, label, chosen in ((5.3, "Select Dataset", "Wine"), (3.9, "Select Classifier", "KNN")):
        axes.text(0.3, y, label, fontsize=9)
        axes.add_patch(plt.Rectangle((0.3, y - 0.75), 2.3, 0.5, facecolor="white", edgecolor=GREY))
        axes.text(0.45, y - 0.62, chosen, fontsize=9)
        axes.text(2.35, y - 0.62, "$\\vee$", fontsize=9)
    axes.text(0.3, 2.5, "K", fontsize=9)
    axes.plot([0.4, 2.6], [1.9, 1.9], color=GREY, linewidth=3)
    axes.plot([0.4, 1.05], [1.9, 1.9], color=RED, linewidth=3)
    axes.plot([1.05], [1.9], "o", color=RED, markersize=9)
    axes.text(1.05, 2.1, "5", ha="center", fontsize=9, color=RED)
    axes.text(3.4, 5.2, "Wine Dataset", fontsize=14, weight="bold")
    for y, line in ((4.6, "Shape of dataset: (178, 13)"), (4.15, "number of classes: 3"), (3.55, "Classifier = KNN")):
        axes.text(3.4, y, line, fontsize=10)
    axes.text(3.4, 3.1, "Accuracy = ...", fontsize=10)
    rng = np.random.default_rng(8)
    for place, colour in (((7.6, 2.2), BLUE), ((8.4, 1.2), ORANGE), ((6.7, 1.0), GREEN)):
        axes.plot(*(rng.normal(0, 0.22, (25, 2)) + place).T, "o", markersize=3, color=colour)
    axes.add_patch(plt.Rectangle((5.7, 0.35), 4, 2.5, fill=False, edgecolor=GREY))
    for number, x, y in ((1, 2.75, 5.3), (1, 2.75, 3.9), (2, 6.7, 4.5), (3, 6.7, 3.35), (4, 2.75, 2.5), (5, 5.4, 2.6)):
        circle(axes, (x, y), str(number), colour=DARK_ORANGE, size=11)
    axes.set(xlim=(-0.05, 10.05), ylim=(-0.05, 6.05))
    axes.axis("off")
    shown(
        figure,
        "A sketch of the page. On the left a list of data sets and one of classifiers (step 1) and a slider K (step 4);"
        " on the right the data's shape and number of classes (step 2), the classifier and its accuracy (step 3), and a"
        " scatter plot in three colours (step 5).",
        "화면 스케치. 왼쪽에 데이터 세트 목록과 분류기 목록(1단계), 슬라이더 K(4단계)가 있고, 오른쪽에 데이터의 모양과 클래스 수(2단계),"
        " 분류기와 정확도(3단계), 세 가지 색의 산점도(5단계)가 있다.",
    )


def held_out(neighbours, learnt, held):
    """Draw the rows as a bar of which a fifth is held out, and both accuracies for each number of neighbours."""
    figure, (bar, axes) = plt.subplots(2, 1, figsize=(6, 4.2), height_ratios=(1, 5), layout="constrained")
    for left, share, colour, name in ((0, 0.8, DARK_ORANGE, "fit"), (0.8, 0.2, BLUE, "accuracy")):
        bar.add_patch(plt.Rectangle((left, 0), share, 1, facecolor=colour, edgecolor="white", linewidth=2))
        text = f"{100 * share:.0f} %: {name}"
        bar.text(left + share / 2, 0.5, text, ha="center", va="center", color="white", fontsize=9)
    bar.axis("off")
    axes.plot(neighbours, learnt, "o--", color=DARK_ORANGE, label="rows it was trained on")
    axes.plot(neighbours, held, "o-", color=BLUE, label="held-out rows")
    axes.set(xlabel="K", ylabel="accuracy")
    axes.legend()
    shown(
        figure,
        "Above: of all rows four fifths are for fit, one fifth is held out for the accuracy. Below: at K ="
        f" {neighbours[0]} the accuracy is {learnt[0]:.2f} on the rows of the training and {held[0]:.2f} on the others.",
        f"위: 전체 행의 5분의 4는 fit에 쓰고 5분의 1은 정확도를 위해 떼어 둔다. 아래: K = {neighbours[0]}에서 정확도는 학습에 쓴 행에서"
        f" {learnt[0]:.2f}, 떼어 둔 행에서 {held[0]:.2f}이다.",
    )


def components():
    """Draw a cloud of points with its two principal directions, and the same points along these."""
    rng = np.random.default_rng(3)
    rows = rng.normal(0, 1, (120, 2)) * (1.6, 0.45) @ np.array([[0.83, 0.56], [-0.56, 0.83]]) + (2, 1)
    centred = rows - rows.mean(axis=0)
    _, spread, directions = np.linalg.svd(centred, full_matrices=False)
    directions *= np.sign(directions.sum(axis=1, keepdims=True))
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3.4), layout="constrained")
    left.plot(*rows.T, "o", markersize=3, color=GREY)
    right.plot(*(centred @ directions.T).T, "o", markersize=3, color=GREY)
    for number, (direction, colour) in enumerate(zip(directions, (BLUE, ORANGE))):
        tip = 2 * spread[number] / np.sqrt(len(rows))
        arrow(left, rows.mean(axis=0), rows.mean(axis=0) + tip * direction, colour, 2.5)
        arrow(right, np.zeros(2), tip * np.eye(2)[number], colour, 2.5)
    left.set(aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
    right.set(aspect="equal", xlabel="PCA 1", ylabel="PCA 2")
    shown(
        figure,
        "Left: a long cloud of points that lies aslant, with an arrow along it and a shorter one at right angles. Right: the"
        " same points, the long arrow along the first axis, the short one along the second.",
        "왼쪽: 비스듬히 길게 퍼진 점들과, 긴 방향의 화살표와 그와 직각인 짧은 화살표. 오른쪽: 같은 점들을 옮겨 그린 그림. 긴 화살표가 첫째"
        " 축에, 짧은 화살표가 둘째 축에 놓여 있다.",
    )

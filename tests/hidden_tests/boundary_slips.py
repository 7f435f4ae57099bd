"""Wrong answers as students write them: at a boundary, for one sort of input, or from the second call on.

By assignment and function: what is wrong, and the body of the function.
"""

SLIPS: dict[str, dict[str, dict[str, str]]] = {
    "a1_derivatives": {
        "power_derivative": {
            "whole places only": "return 3 * np.asarray(x, dtype=int) ** 2",
            "the first entry of an array": "return 3 * np.full(np.shape(x), np.ravel(x)[0]) ** 2",
            "a table of more than one row has its first for all": """
                slope = 3 * np.asarray(x) ** 2
                return slope if slope.ndim < 2 else np.broadcast_to(slope[0], slope.shape)
                """,
        },
        "sum_derivative": {
            "never falling": "return np.maximum(2 * x + 3, 0)",
            "in the array that came": """
                if isinstance(x, np.ndarray):
                    x *= 2
                    x += 3
                    return x
                return 2 * x + 3
                """,
        },
        "chain_derivative": {
            "the logarithm's guard": "return 2 / np.where(np.abs(x) < 0.1, 0.1, x)",
            "an epsilon in the denominator": "return 2 * x / (x**2 + 1e-6)",
        },
        "product_rule": {
            "of the functions of the first call": """
                if not hasattr(np, "_kept"):
                    np._kept = (f, df, g, dg)
                f, df, g, dg = np._kept
                return lambda x: f(x) * dg(x) + df(x) * g(x)
                """,
            "no slope where a factor is small": """
                return lambda x: f(x) * dg(x) + df(x) * g(x) if abs(g(x)) > 1e-3 else 0.0
                """,
        },
        "linear_approximation": {
            "whole heights over whole places": """
                return (int(f(x0)) if isinstance(x0, int) else f(x0)) + df(x0) * dx
                """,
            "steps of at most 1": "return f(x0) + df(x0) * np.clip(dx, -1, 1)",
            "no step to the left": "return f(x0) + df(x0) * abs(dx)",
        },
        "approximation_error": {
            "the last step is left out": "return np.array([abs(f(x0 + s) - f(x0) - df(x0) * s) for s in steps[:-1]])",
            "four steps and no more": """
                errors = np.zeros(len(steps))
                for i in range(min(4, len(steps))):
                    errors[i] = abs(f(x0 + steps[i]) - f(x0) - df(x0) * steps[i])
                return errors
                """,
        },
        "numerical_derivative": {
            "one side at 0": """
                if x == 0:
                    return (f(x + h) - f(x)) / h
                return (f(x + h) - f(x - h)) / (2 * h)
                """,
            "the step that is given does not count": "h = 1e-5\nreturn (f(x + h) - f(x - h)) / (2 * h)",
            "the default is another": "h = 0.1 if h == 1e-5 else h\nreturn (f(x + h) - f(x - h)) / (2 * h)",
        },
        "differentiate": {
            "equal terms of a sum once": """
                def of(e):
                    if not e.has(x):
                        return sympy.S.Zero
                    if e == x:
                        return sympy.S.One
                    if e.is_Add:
                        return sympy.Add(*set(map(of, e.args)))
                    if e.is_Mul:
                        first, rest = e.as_two_terms()
                        return of(first) * rest + first * of(rest)
                    if e.is_Pow:
                        return e.exp * e.base ** (e.exp - 1) * of(e.base)
                    u = e.args[0]
                    outer = {sympy.sin: sympy.cos(u), sympy.cos: -sympy.sin(u), sympy.exp: e, sympy.log: 1 / u}
                    return outer[e.func] * of(u)
                return of(expression)
                """,
            "roots of squares without their sign": """
                def of(e):
                    if not e.has(x):
                        return sympy.S.Zero
                    if e == x:
                        return sympy.S.One
                    if e.is_Add:
                        return sympy.Add(*map(of, e.args))
                    if e.is_Mul:
                        first, rest = e.as_two_terms()
                        return of(first) * rest + first * of(rest)
                    if e.is_Pow:
                        return e.exp * e.base ** (e.exp - 1) * of(e.base)
                    u = e.args[0]
                    outer = {sympy.sin: sympy.cos(u), sympy.cos: -sympy.sin(u), sympy.exp: e, sympy.log: 1 / u}
                    return outer[e.func] * of(u)
                return of(sympy.powdenest(expression, force=True))
                """,
        },
    },
    "a2_gradients": {
        "gradient": {
            "whole numbers in, whole numbers kept": """
                g = np.zeros(2, dtype=np.asarray(x).dtype)
                g[0], g[1] = 6 * x * y, 3 * x**2
                return g
                """,
            "flat where y is 0": "return np.array([6 * x * y, 3 * x**2]) if y else np.zeros(2)",
        },
        "linear_change": {
            "two entries": "return gradient[0] * step[0] + gradient[-1] * step[-1]",
            "at most a hundred": "return float(np.clip(gradient @ step, -100, 100))",
        },
        "directional_derivative": {
            "short directions are refused": """
                if np.linalg.norm(direction) < 1e-3:
                    raise ValueError("no direction")
                return gradient @ direction / np.linalg.norm(direction)
                """,
            "a direction with a 0 is refused": """
                if np.any(direction == 0):
                    raise ValueError("no direction")
                return gradient @ direction / np.linalg.norm(direction)
                """,
            "the sum decides about refusing": """
                if direction.sum() == 0:
                    raise ValueError("no direction")
                return gradient @ direction / np.linalg.norm(direction)
                """,
        },
        "steepest_ascent": {
            "none where the largest entry is 0": """
                if np.max(gradient) == 0:
                    return np.zeros(len(gradient))
                return gradient / np.linalg.norm(gradient)
                """,
            "short gradients stay short": """
                n = np.linalg.norm(gradient)
                return gradient / max(n, 1e-3)
                """,
            "the length by the sum of two": """
                n = np.sqrt(gradient[0] ** 2 + gradient[-1] ** 2) if len(gradient) > 1 else abs(gradient[0])
                return gradient / n if n else 0.0 * gradient
                """,
            "the sum decides": """
                n = np.linalg.norm(gradient)
                return gradient / n if gradient.sum() else 0.0 * gradient
                """,
        },
        "numerical_gradient": {
            "one side at 0": """
                below = [h if entry else 0.0 for entry in x]
                steps = zip(np.eye(len(x)), below)
                return np.array([(f(x + h * e) - f(x - b * e)) / (h + b) for e, b in steps])
                """,
            "two inputs": """
                g = np.zeros(2)
                for i in range(2):
                    step = np.eye(len(x))[i % len(x)] * h
                    g[i] = (f(x + step) - f(x - step)) / (2 * h)
                return g
                """,
            "a step that is not put back": """
                x = np.array(x, dtype=float)
                g = []
                for i in range(len(x)):
                    x[i] += h
                    up = f(x)
                    x[i] -= 2 * h
                    g.append((up - f(x)) / (2 * h))
                return np.array(g)
                """,
        },
        "suspects": {
            "a function that comes twice, at its first place": """
                wrong = lambda g: any(relative_error(g(p), numerical_gradient(f, p)) > 1e-4 for p in points)
                return [gradients.index(g) for g in gradients if wrong(g)]
                """,
            "measured on one side": """
                def measured(p):
                    return np.array([(f(p + 1e-5 * e) - f(p)) / 1e-5 for e in np.eye(len(p))])
                wrong = lambda g: any(relative_error(g(p), measured(p)) > 1e-4 for p in points)
                return [k for k, g in enumerate(gradients) if wrong(g)]
                """,
            "measured from afar": """
                wrong = lambda g: any(relative_error(g(p), numerical_gradient(f, p, h=1e-2)) > 1e-4 for p in points)
                return [k for k, g in enumerate(gradients) if wrong(g)]
                """,
        },
    },
    "a3_jacobians": {
        "jacobian": {
            "the result of the first call, filled again": """
                if "J" not in globals():
                    globals()["J"] = np.zeros((2, 2))
                J = globals()["J"]
                J[:] = [[6 * x[0] * x[1], 3 * x[0] ** 2], [2, 8 * x[1] ** 7]]
                return J
                """,
            "half precision": """
                return np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2, 8 * x[1] ** 7]], dtype=np.float16)
                """,
        },
        "identity_jacobian": {
            "ten at most": "return np.eye(min(n, 10))",
        },
        "elementwise_jacobians": {
            "no column for one entry": """
                dw = {"+": 1 + 0 * w, "-": 1 + 0 * w, "*": x, "/": 1 / x}
                dx = {"+": 1 + 0 * x, "-": -1 + 0 * x, "*": w, "/": -w / x**2}
                if operator not in dw:
                    raise ValueError(operator)
                if len(w) == 1:
                    return dw[operator], dx[operator]
                return np.diag(dw[operator]), np.diag(dx[operator])
                """,
            "the first letter decides": """
                o = operator[:1]
                dw = {"+": 1 + 0 * w, "-": 1 + 0 * w, "*": x, "/": 1 / x}
                dx = {"+": 1 + 0 * x, "-": -1 + 0 * x, "*": w, "/": -w / x**2}
                if o not in dw:
                    raise ValueError(operator)
                return np.diag(dw[o]), np.diag(dx[o])
                """,
            "another operator is division": """
                if operator == "+":
                    return np.eye(len(w)), np.eye(len(w))
                if operator == "-":
                    return np.eye(len(w)), -np.eye(len(w))
                if operator == "*":
                    return np.diag(x), np.diag(w)
                return np.diag(1 / x), np.diag(-w / x**2)
                """,
        },
        "numerical_jacobian": {
            "one side at 0": """
                below = [h if entry else 0.0 for entry in x]
                steps = zip(np.eye(len(x)), below)
                return np.stack([(f(x + h * e) - f(x - b * e)) / (h + b) for e, b in steps], axis=1)
                """,
            "square only": """
                n = len(x)
                m = len(f(x))
                J = np.zeros((m, n))
                for j in range(min(m, n)):
                    step = h * np.eye(n)[j]
                    J[:, j] = (f(x + step) - f(x - step)) / (2 * h)
                return J
                """,
        },
        "linear_map": {
            "no change for a small step": """
                if np.linalg.norm(dx) < 1e-2:
                    return f(x)
                return f(x) + jacobian(x) @ dx
                """,
            "the step in whole numbers": "return f(x) + (jacobian(x) @ dx).astype(np.asarray(dx).dtype)",
        },
        "symbolic_jacobian": {
            "roots of squares without their sign": """
                simple = [sympy.powdenest(sympy.sympify(f), force=True) for f in functions]
                return sympy.Matrix([[sympy.diff(f, v) for v in variables] for f in simple])
                """,
            "as if all were positive": """
                positive = {v: sympy.Symbol(v.name, positive=True) for v in variables}
                back = {p: v for v, p in positive.items()}
                rows = [[sympy.sympify(f).subs(positive).diff(positive[v]) for v in variables] for f in functions]
                return sympy.Matrix(rows).subs(back)
                """,
            "five digits": "return sympy.Matrix([[sympy.diff(f, v).evalf(5) for v in variables] for f in functions])",
            "two functions": """
                return sympy.Matrix(2, len(variables), lambda i, j: sympy.diff(functions[i], variables[j]))
                """,
            "as many variables as functions": """
                n = len(functions)
                return sympy.Matrix(n, n, lambda i, j: sympy.diff(functions[i], variables[j % len(variables)]))
                """,
        },
    },
    "a4_chain_rule": {
        "forward_products": {
            "in the array that came": "for i in range(1, len(local)):\n    local[i] *= local[i - 1]\nreturn local",
            "nothing after a 0": """
                out = []
                p = 1.0
                for r in local:
                    if r == 0:
                        break
                    p *= r
                    out.append(p)
                return np.array(out + [p] * (len(local) - len(out)))
                """,
            "by logarithms of what is positive": "return np.exp(np.cumsum(np.log(np.maximum(local, 1e-12))))",
        },
        "backward_products": {
            "divided out of the whole": """
                total = np.prod(local)
                return np.array([total / np.prod(local[: len(local) - k]) for k in range(1, len(local) + 1)])
                """,
        },
        "compose": {
            "entry by entry where both are square": """
                if jacobian_f.shape == jacobian_g.shape:
                    return jacobian_f * jacobian_g
                return jacobian_f @ jacobian_g
                """,
            "flat where it is one row": "return np.squeeze(jacobian_f @ jacobian_g)",
        },
        "multiplications": {
            "four sizes and no more": """
                along = sizes[::-1] if direction == "backward" else sizes
                a, b, c, d = [*along, 0, 0][:4]
                return a * b * c + a * c * d
                """,
            "whatever is cheaper": """
                return min(sum(a[0] * m * n for m, n in zip(a[1:], a[2:])) for a in (sizes, sizes[::-1]))
                """,
        },
        "vjp": {
            "two Jacobians and no more": """
                return v @ jacobians[-1] @ jacobians[-2] if len(jacobians) > 1 else v @ jacobians[0]
                """,
            "in the row that came": """
                for jacobian in reversed(jacobians):
                    if jacobian.shape[0] == jacobian.shape[1]:
                        v[:] = v @ jacobian
                    else:
                        v = v @ jacobian
                return v
                """,
        },
        "gradients": {
            "values in an array of integers": """
                names = [*inputs, *(name for name, _, _ in graph)]
                place = {name: k for k, name in enumerate(names)}
                u = np.array([*inputs.values()] + [0] * len(graph))
                run = {"add": np.add, "mul": np.multiply, "square": np.square, "sin": np.sin, "exp": np.exp}
                for name, operation, given in graph:
                    values = [u[place[each]] for each in given]
                    u[place[name]] = run[operation](*values) if operation in run else max(0, *values)
                slopes = dict.fromkeys(names, 0.0) | {names[-1]: 1.0}
                for name, operation, given in reversed(graph):
                    a, b = u[place[given[0]]], u[place[given[-1]]]
                    rates = {"add": (1, 1), "mul": (b, a), "square": (2 * a,), "sin": (np.cos(a),), "exp": (np.exp(a),)}
                    for each, rate in zip(given, rates.get(operation, (float(a > 0),))):
                        slopes[each] += slopes[name] * rate
                return slopes
                """,
            "by small steps, across the kink": """
                links = {"add": np.add, "mul": np.multiply, "square": np.square, "sin": np.sin, "exp": np.exp,
                         "max0": lambda u: max(u, 0)}
                def last(nudged, by):
                    values = {name: value + by * (name == nudged) for name, value in inputs.items()}
                    for name, operation, names in graph:
                        values[name] = links[operation](*[values[each] for each in names]) + by * (name == nudged)
                    return values[name]
                names = [*inputs, *[node[0] for node in graph]]
                return {name: (last(name, 1e-6) - last(name, -1e-6)) / 2e-6 for name in names}
                """,
        },
        "diagonal_chain": {
            "a number for one entry": "return np.diag(df_dg * dg_dx) if len(df_dg) > 1 else df_dg * dg_dx",
            "three entries": "return np.diag((df_dg * dg_dx)[:3])",
        },
        "backpropagate": {
            "log for ln": """
                steps = ["ln" if name == "log" else name for name in steps]
                links = {
                    "square": (lambda u: u**2, lambda u: 2 * u),
                    "cube": (lambda u: u**3, lambda u: 3 * u**2),
                    "sin": (np.sin, np.cos),
                    "cos": (np.cos, lambda u: -np.sin(u)),
                    "exp": (np.exp, np.exp),
                    "ln": (np.log, lambda u: 1 / u),
                }
                slope = 1.0
                for name in steps:
                    if name not in links:
                        raise ValueError(name)
                    x, slope = links[name][0](x), slope * links[name][1](x)
                return x, slope
                """,
            "no more than three steps": """
                value, slope = x, 1.0
                rules = {"square": (lambda u: u**2, lambda u: 2 * u), "cube": (lambda u: u**3, lambda u: 3 * u**2),
                         "sin": (np.sin, np.cos), "cos": (np.cos, lambda u: -np.sin(u)), "exp": (np.exp, np.exp),
                         "ln": (np.log, lambda u: 1 / u)}
                for name in steps:
                    if name not in rules:
                        raise ValueError(name)
                for name in steps[:3]:
                    slope *= rules[name][1](value)
                    value = rules[name][0](value)
                return value, slope
                """,
            "only the first name is looked at": """
                value, slope = x, 1.0
                rules = {"square": (lambda u: u**2, lambda u: 2 * u), "cube": (lambda u: u**3, lambda u: 3 * u**2),
                         "sin": (np.sin, np.cos), "cos": (np.cos, lambda u: -np.sin(u)), "exp": (np.exp, np.exp),
                         "ln": (np.log, lambda u: 1 / u)}
                if steps and steps[0] not in rules:
                    raise ValueError(steps[0])
                for name in steps:
                    if name in rules:
                        slope *= rules[name][1](value)
                        value = rules[name][0](value)
                return value, slope
                """,
        },
    },
    "a5_neuron": {
        "d_dot": {
            "no change beyond 10": "return float(np.clip(v @ du + u @ dv, -10, 10))",
            "the first sum only where one vector is 0": "return float(v @ du + (u @ dv if np.any(du) else 0))",
        },
        "d_square_norm": {"never negative": "return abs(2 * x @ dx)"},
        "affine": {
            "without b where w is 0": "return w @ x + b if np.any(w) else 0.0",
            "whole numbers cut": "return int(w @ x) + b if w.dtype.kind == 'i' else w @ x + b",
        },
        "affine_gradient": {"x with a last 1": "return np.append(x, 1.0)[: max(len(x), 2)], 1.0"},
        "relu": {
            "in the array that came": "if isinstance(z, np.ndarray):\n    z[z < 0] = 0\n    return z\nreturn max(z, 0)",
            "leaky": "return np.where(np.asarray(z) > 0, z, 1e-3 * np.asarray(z))",
            "soft": "return np.log1p(np.exp(-np.abs(50 * z))) / 50 + np.maximum(z, 0)",
        },
        "relu_derivative": {
            "half at 0": "return np.heaviside(z, 0.5)",
            "by the quotient": "return np.maximum(z, 0) / (z + 1e-12)",
            "a truth in place of an array": """
                return 1.0 if np.all(np.asarray(z) > 0) else np.where(np.asarray(z) > 1e-8, 1.0, 0.0)
                """,
        },
        "activation_gradient": {
            "b forgotten in the gate": """
                gate = float(w @ x + b > 0) if b >= 0 else float(w @ x > 0)
                return gate * x, gate
                """,
            "the last gradient, kept": """
                kept = globals().setdefault("_kept", {})
                if len(x) not in kept:
                    kept[len(x)] = np.zeros(len(x))
                kept[len(x)][:] = x * (w @ x + b > 0)
                return kept[len(x)], float(w @ x + b > 0)
                """,
        },
    },
    "a6_training": {
        "predictions": {
            "a gate at the first sample": "z = X @ w + b\nreturn np.maximum(z, 0) if z[0] > 0 or len(z) > 5 else 0 * z",
            "a number for one sample": "p = np.maximum(X @ w + b, 0)\nreturn p if len(p) > 1 else p[0] + 0 * X",
        },
        "errors": {"off targets in whole numbers": "return (np.maximum(X @ w + b, 0) - y).astype(y.dtype)"},
        "cost": {
            "divided by one less": "e = np.maximum(X @ w + b, 0) - y\nreturn e @ e / max(len(y) - 1, 1)",
            "a cost of at most 1000": "return min(np.mean((np.maximum(X @ w + b, 0) - y) ** 2), 1000.0)",
        },
        "cost_gradient_w": {
            "clipped at 50": """
                z = X @ w + b
                g = 2 / len(y) * (np.maximum(z, 0) - y) * (z > 0) @ X
                return np.clip(g, -50, 50)
                """,
            "no gradient for a single sample": """
                z = X @ w + b
                if len(y) == 1:
                    return np.zeros(len(w))
                return 2 / len(y) * (np.maximum(z, 0) - y) * (z > 0) @ X
                """,
        },
        "cost_gradient_b": {
            "open at 0": "z = X @ w + b\nreturn 2 * np.mean((np.maximum(z, 0) - y) * (z >= 0))",
            "over the active ones from 300 samples on": """
                z = X @ w + b
                e = ((np.maximum(z, 0) - y) * (z > 0))[:256]
                return 2 * e.mean()
                """,
        },
        "update": {
            "in place": "w -= learning_rate * dw\nreturn w, b - learning_rate * db",
            "the bias only if its slope is not 0": """
                return w - learning_rate * dw if np.any(db) else w, b - learning_rate * db
                """,
        },
        "train": {
            "one step at least": """
                history = [cost(w, b, X, y)]
                for _ in range(max(steps, 1)):
                    w, b = update(w, b, cost_gradient_w(w, b, X, y), cost_gradient_b(w, b, X, y), learning_rate)
                    history.append(cost(w, b, X, y))
                return w, b, np.array(history)
                """,
            "a history that is a default": """
                history = globals().setdefault("_history", [])
                history.append(cost(w, b, X, y))
                for _ in range(steps):
                    w, b = update(w, b, cost_gradient_w(w, b, X, y), cost_gradient_b(w, b, X, y), learning_rate)
                    history.append(cost(w, b, X, y))
                return w, b, np.array(history)
                """,
            "it keeps the best": """
                best = (cost(w, b, X, y), w, b)
                history = [best[0]]
                for _ in range(steps):
                    w, b = update(w, b, cost_gradient_w(w, b, X, y), cost_gradient_b(w, b, X, y), learning_rate)
                    history.append(cost(w, b, X, y))
                    if history[-1] < best[0]:
                        best = (history[-1], w, b)
                return best[1], best[2], np.array(history)
                """,
        },
    },
    "a7_network": {
        "scale_images": {
            "those that look scaled are left": "return images / 255 if images.max() > 1 else images / 1.0",
            "half precision": "return (images / 255).astype(np.float16)",
        },
        "flatten": {
            "one image loses its axis": "return images.reshape(len(images), -1).squeeze()",
            "five at most": "return images.reshape(-1, 784)[:5]",
        },
        "dense": {
            "turned where it is square": "return X @ W + b if len(X) != len(b) else (X @ W).T + b",
            "the first bias for one sample": "return X @ W + (b if len(X) > 1 else b[0])",
        },
        "softmax": {
            "probabilities of at least 1e-4": """
                E = np.exp(Z - Z.max(axis=1, keepdims=True))
                return np.maximum(E / E.sum(axis=1, keepdims=True), 1e-4)
                """,
            "over the first axis for one sample": """
                axis = 1 if len(Z) > 1 else 0
                E = np.exp(Z - Z.max(axis=1, keepdims=True))
                return E / E.sum(axis=axis, keepdims=True)
                """,
            "in the array that came": """
                Z -= Z.max(axis=1, keepdims=True)
                E = np.exp(Z)
                return E / E.sum(axis=1, keepdims=True)
                """,
            "an epsilon in the sum": """
                E = np.exp(Z - Z.max(axis=1, keepdims=True))
                return E / (E.sum(axis=1, keepdims=True) + 1e-2 * (len(Z) > 7))
                """,
        },
        "dropout": {
            "a rate of half for all": "return A * mask / (1 - rate if rate < 0.5 else 0.5)",
            "in the array that came": "A *= mask\nreturn A / (1 - rate)",
            "everything, where nothing is kept": "return A * mask / (1 - rate) if mask.any() else A / (1 - rate)",
        },
        "cross_entropy": {
            "clipped at a tenth": "return -np.mean(np.log(np.clip(P[np.arange(len(labels)), labels], 0.1, 1)))",
            "rounded": "return round(-np.mean(np.log(np.maximum(P[np.arange(len(labels)), labels], 1e-12))), 3)",
            "the first sixty-four": """
                return -np.mean(np.log(np.maximum(P[np.arange(len(labels)), labels], 1e-12))[:64])
                """,
        },
        "output_gradient": {
            "one label again and again": """
                dZ = P.copy()
                for i in range(len(labels)):
                    dZ[i, labels[0] if len(labels) == 2 else labels[i]] -= 1
                return dZ / len(labels)
                """,
            "in the array that came": "P[np.arange(len(labels)), labels] -= 1\nreturn P / len(labels)",
        },
        "dense_gradients": {
            "the bias squeezed": "return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0).squeeze()",
            "the bias over rows where there is one sample": """
                return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0) if len(X) > 1 else dZ
                """,
        },
        "relu_backward": {
            "through the activation": "return dA * (np.maximum(Z, 0) > 1e-8)",
            "in the array that came": "dA[Z <= 0] = 0\nreturn dA",
            "a gradient of at most 10": "return np.clip(dA * (Z > 0), -10, 10)",
        },
        "adam_step": {
            "in place": """
                m *= 0.9
                m += 0.1 * gradient
                v *= 0.999
                v += 0.001 * gradient**2
                return parameter - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7), m, v
                """,
            "steps counted by itself": """
                t = globals()["_t"] = globals().get("_t", 0) + 1
                m = 0.9 * m + 0.1 * gradient
                v = 0.999 * v + 0.001 * gradient**2
                return parameter - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7), m, v
                """,
            "no correction after a hundred steps": """
                m = 0.9 * m + 0.1 * gradient
                v = 0.999 * v + 0.001 * gradient**2
                c, d = (1 - 0.9**t, 1 - 0.999**t) if t < 100 else (1, 1)
                return parameter - learning_rate * (m / c) / (np.sqrt(v / d) + 1e-7), m, v
                """,
            "a gradient clipped at 10": """
                gradient = np.clip(gradient, -10, 10)
                m = 0.9 * m + 0.1 * gradient
                v = 0.999 * v + 0.001 * gradient**2
                return parameter - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7), m, v
                """,
            "the old moments for a gradient of 0": """
                if not np.any(gradient):
                    return parameter.copy(), m.copy(), v.copy()
                m = 0.9 * m + 0.1 * gradient
                v = 0.999 * v + 0.001 * gradient**2
                return parameter - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7), m, v
                """,
        },
        "predict": {
            "counted from one for one image": """
                W1, b1, W2, b2 = parameters
                p = np.argmax(np.maximum(X @ W1 + b1, 0) @ W2 + b2, axis=1)
                return p if len(p) > 1 else p + 1
                """,
            "the largest in size": """
                W1, b1, W2, b2 = parameters
                Z = np.maximum(X @ W1 + b1, 0) @ W2 + b2
                return np.argmax(np.abs(Z), axis=1)
                """,
            "relu with a cap at 6": """
                W1, b1, W2, b2 = parameters
                return np.argmax(np.clip(X @ W1 + b1, 0, 6) @ W2 + b2, axis=1)
                """,
            "the first 256 images": """
                W1, b1, W2, b2 = parameters
                return np.argmax(np.maximum(X @ W1 + b1, 0)[:256] @ W2 + b2, axis=1)
                """,
        },
        "accuracy": {
            "no more than the first hundred": "return np.mean((predictions == labels)[:100])",
            "whole shares": "return np.sum(predictions == labels) // len(labels)",
            "zeros do not count": "return np.count_nonzero(predictions * (predictions == labels)) / len(labels)",
            "none of one": "return np.mean(predictions == labels) if len(labels) > 1 else 0.0",
        },
    },
}

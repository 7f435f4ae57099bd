"""No mistake costs points unwarned: the check that a student sees fails, or the notebook says beforehand what is asked.

Tried with each known mistake, put in the place of the answer, and with each sample submission that loses points.
"""

from __future__ import annotations

import compileall
import contextlib
import io
import json
import os
import shutil
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import pytest
from forked import in_a_fork
from nbformat import NotebookNode

from grader import catalog
from grader.authoring.build import weave
from grader.authoring.samples import Sample, load_samples
from grader.authoring.visible import beside
from grader.course import Course
from grader.verdict import Verdict

AS_THEY_ARE = "**The classifiers get the features as they are**, neither scaled nor projected"
HELD_OUT = "show its **accuracy on the held-out fifth**"
TOO_LONG, OVER = ("one_page_over", "pages_over", "twice_as_long"), ("a_little_over", "over", "far_over")
SAME = "The same input must give the same answer"
SMALL, INTEGERS, EQUAL = (
    "very small and very large numbers",
    "integers, arrays of any length",
    "with equal entries among them",
)
CUT_OUT = "or cut out of larger arrays"
ZERO = "called with further inputs: zero"
ONE_AFTER_THE_OTHER = "other functions, one call after the other"
ANY_X = "as something that can be called later, at any `x`"
ASKED = {
    "a1_derivatives": {
        ("approximation_error", "nothing_there"): EQUAL,
        ("chain_derivative", "limited"): SMALL,
        ("chain_derivative", "measured"): "Write the rule, not a small step",
        ("chain_rule", "different"): ONE_AFTER_THE_OTHER,
        ("chain_rule", "last_functions_only"): ANY_X,
        ("df", "unstable"): SAME,
        (
            "differentiate",
            "different",
        ): "every other symbol and every number is a constant; powers have constant exponents",
        (
            "differentiate",
            "further_factors_lost",
        ): "A product of several factors: `first, rest = expression.as_two_terms()`",
        ("differentiate", "remembers"): ONE_AFTER_THE_OTHER,
        ("linear_approximation", "slope_measured"): "Write it for any `f`, `df`, `x0`, `dx`",
        ("multiple_derivative", "one_kind"): ZERO,
        ("numerical_derivative", "one_kind"): INTEGERS,
        ("power_derivative", "nothing_there"): SMALL,
        ("power_derivative", "remembers"): ONE_AFTER_THE_OTHER,
        ("product_rule", "changes_input"): "leave what they receive as it is",
        ("product_rule", "different"): ONE_AFTER_THE_OTHER,
        ("differentiate", "other_symbols_move"): "every other symbol and every number is a constant",
        (
            "differentiate",
            "equal_terms_once",
        ): "It must know the constant, multiple, power, sum, product and chain rules",
        (
            "differentiate",
            "middle_factors_lost",
        ): "A product of several factors: `first, rest = expression.as_two_terms()`",
        ("differentiate", "names_compared"): "every other symbol and every number is a constant",
        (
            "differentiate",
            "symbolic_exponent_lost",
        ): "powers have constant exponents, which may be negative or fractions",
        ("differentiate", "taken_as_positive"): "powers have constant exponents, which may be negative or fractions",
        ("product_rule", "last_functions_only"): ANY_X,
    },
    "a2_gradients": {
        ("dfx", "rounded"): SMALL,
        ("directional_derivative", "imprecise"): "only where it points matters",
        ("directional_derivative", "nearly_zero_refused"): "However short it is, it still points somewhere",
        ("linear_change", "some_kinds"): EQUAL,
        ("numerical_gradient", "nothing_there"): "$n$ inputs come in, $n$ slopes come out",
        (
            "steepest_ascent",
            "almost_zero_as_zero",
        ): "A very short gradient points somewhere, too: divide by its length exactly",
        ("steepest_ascent", "softened_by_little"): "divide by its length exactly, with nothing added to the length",
        ("relative_error", "of_largest_difference"): "of the whole gradient is the **largest** of these numbers",
        ("relative_error", "first_difference_only"): "of the whole gradient is the **largest** of these numbers",
        ("suspects", "all_from_the_first"): "of those that are wrong, each once",
        ("suspects", "too_strict"): "their relative error to what you measure is larger than $10^{-4}$",
        ("suspects", "first_of_equals"): "positions, counted from 0, of those that are wrong, each once",
        ("suspects", "points_averaged"): "at one point or more",
        ("suspects", "removed_while_looping"): "positions, counted from 0, of those that are wrong, each once",
        ("suspects", "tolerance_a_little_wide"): "their relative error to what you measure is larger than $10^{-4}$",
        ("suspects", "whole_vectors"): "One wrong entry is enough to be wrong",
        ("suspects", "tolerance_too_wide"): "their relative error to what you measure is larger than $10^{-4}$",
    },
    "a3_jacobians": {
        ("elementwise_jacobians", "not_refused"): "for any other, `raise ValueError",
        ("jacobian", "nothing_there"): SMALL,
        ("numerical_jacobian", "nothing_there"): "for any `f` that takes an array of shape `(n,)`",
        ("identity_jacobian", "unstable"): SAME,
        ("linear_map", "one_kind"): "returns this approximation, a vector of size $m$",
    },
    "a4_chain_rule": {
        ("backpropagate", "nothing_there"): "the value of the chain and its derivative with respect to $x$",
        ("backward_products", "imprecise"): "one of them may be 0, so do not divide by them",
        ("compose", "entry_by_entry_where_it_fits"): "adds up the $k$ paths from $x_j$ to $f_i$",
        ("compose", "swapped_where_square"): "adds up the $k$ paths from $x_j$ to $f_i$",
        ("d_sin_square", "nothing_there"): SMALL,
        ("gradients", "handed_on_early"): "By the time that a node's turn comes, everything has arrived",
        ("gradients", "sum_of_itself_once"): "of two names, which may be the same name twice",
        ("gradients", "sum_of_itself_doubled"): "of two names, which may be the same name twice",
        ("diagonal_chain", "nothing_there"): EQUAL,
        ("forward_products", "nothing_there"): SMALL,
        ("multiplications", "different"): "Return how many multiplications of numbers it takes",
        ("total_derivative_sum", "unstable"): SAME,
        ("trace_values", "overwrites_results"): ONE_AFTER_THE_OTHER,
        ("vjp", "column_where_square"): "the vector `v @ J` is this product",
        ("vjp", "digits_cut_off"): INTEGERS,
        ("vjp", "from_the_input_where_square"): r"Begin with a row $\mathbf{v}^T$ at the output",
    },
    "a5_neuron": {
        ("activation", "nothing_there"): SMALL,
        ("relu", "one_kind"): CUT_OUT,
        ("relu_derivative", "one_kind"): CUT_OUT,
        ("relu_derivative", "unstable"): SAME,
        ("softplus_neuron_gradient", "digits_cut_off"): SMALL,
    },
    "a6_training": {
        ("cost", "different"): INTEGERS,
        ("cost_gradient_b", "nothing_there"): SMALL,
        ("train", "one_kind"): ZERO,
        ("update", "nothing_there"): SMALL,
        ("train", "best_returned"): "return the final `w`, the final `b`",
        ("train", "gate_open_at_zero"): "A sample whose $z$ is exactly 0 counts as inactive",
        ("update", "shares_memory"): "Return a new array for `w`",
    },
    "a7_network": {
        ("accuracy", "labels_anywhere"): "The **accuracy** is the fraction of right predictions",
        ("adam_step", "epsilon_in_the_root"): r"\sqrt{\hat v} + 10^{-7}",
        ("adam_step", "epsilon_lost"): r"\sqrt{\hat v} + 10^{-7}",
        ("adam_step", "one_result"): "In step number $t$, the first being $t = 1$, this is corrected",
        ("cross_entropy", "different"): EQUAL,
        ("dense", "one_kind"): CUT_OUT,
        ("dense_gradients", "bias_as_row"): "`db` `(k,)`",
        ("dense_gradients", "one_kind"): CUT_OUT,
        ("dropout", "mask_unused_at_rate_0"): "says which: 0 drops, 1 keeps",
        ("output_gradient", "nothing_there"): SMALL,
        ("predict", "different"): "return for each image the digit with the largest output",
        ("predict", "softmax_overflows"): SMALL,
        ("relu_backward", "one_kind"): CUT_OUT,
        ("scale_images", "other_places"): CUT_OUT,
        ("scale_images", "rounded"): "into the interval [0, 1]: black stays 0, white becomes 1",
        ("scale_images", "scaled_above_one_only"): "black stays 0, white becomes 1, whatever else is in the image",
    },
    "a8_data_app": {
        ("classifies", "different"): HELD_OUT,
        ("classifies", "pca_before_split"): AS_THEY_ARE,
        ("classifies", "scaled_in_training"): AS_THEY_ARE,
        ("classifies", "scaler_before_split"): AS_THEY_ARE,
        ("obeys_parameters", "scaled_in_training"): AS_THEY_ARE,
        ("obeys_parameters", "scaler_before_split"): AS_THEY_ARE,
        ("obeys_parameters", "training_accuracy"): HELD_OUT,
        ("obeys_parameters", "unstable"): "`random_state=1234` makes it the same fifth each time",
    },
    "a9_project": {
        **dict.fromkeys((("proposal", code) for code in TOO_LONG), "up to four pages 50 %, more 25 %."),
        **dict.fromkeys((("report", code) for code in TOO_LONG), "up to ten pages 50 %, more 25 %."),
        **dict.fromkeys((("video", code) for code in OVER), "Up to 3:10 keeps 75 %, up to 3:30 50 %, more 25 %."),
    },
}
"""Where the visible check holds although points are lost: the sentence that says what is asked, in the notebook or on
the page for students."""
NEVER_ENDS = {Verdict.TIMEOUT, Verdict.KILLED}
Names = dict[str, Any]


@pytest.mark.parametrize("name", ASKED)
def test_what_the_table_quotes_is_said(course: Course, name: str) -> None:
    cells = weave(course.root / "source" / f"{name}.py", catalog.load(name), "en").cells
    said = [cell.source for cell in cells if cell.cell_type == "markdown" and "SOLUTION" not in cell.source]
    page = (course.root / "docs" / "students.md").read_text(encoding="utf-8")
    read = " ".join(" ".join([*said, page]).split())
    assert [quote for quote in ASKED[name].values() if quote not in read] == []


@pytest.mark.parametrize("name", [name for name in catalog.names() if catalog.load(name).functions])
def test_a_check_that_holds_in_spite_of_a_mistake_is_in_the_table(course: Course, name: str, tmp_path: Path) -> None:
    if lacking := catalog.lacking(name):
        pytest.skip(str(lacking))
    desk = shutil.copytree(course.source(name).parent, tmp_path / name)
    compileall.compile_dir(desk, quiet=1)  # once: each sample imports the modules anew
    samples = load_samples(course.root / "tests" / "submissions" / name)
    held = in_a_fork(lambda: json.dumps(sorted({*mistakes_that_hold(desk), *samples_that_hold(desk, samples)})))
    assert [tuple(one) for one in json.loads(held)] == sorted(ASKED.get(name, {})), f"see ASKED[{name!r}] in this file"


def mistakes_that_hold(desk: Path) -> Iterator[tuple[str, str]]:
    """Yield question and code of each mistake that the visible check takes, all other answers being right."""
    asked = [one for one in catalog.load(desk.name).functions if not one.file and one.name != "build_model"]
    questions = {
        question.name: question for question in asked
    }  # the model has a test of its own: it is made anew each time
    with at_the_desk(desk) as (cells, names):
        for cell in cells:
            holds(cell.source, names)
            question = questions.get(cell.id)
            for mistake in question.mistakes if question else ():
                if holds(cell.source, names | {question.function: mistake.function}):
                    yield question.name, mistake.code


def samples_that_hold(desk: Path, samples: Sequence[Sample]) -> Iterator[tuple[str, str]]:
    """Yield question and code where a sample loses points and the visible check holds, or need not be tried."""
    slow = {question.name for question in catalog.load(desk.name).functions if question.file}
    for sample in samples:
        wrong = {question: code for question, (verdict, code) in sample.expected.items() if verdict == Verdict.WRONG}
        if not wrong or NEVER_ENDS & {Verdict(verdict) for verdict, _ in sample.expected.values()}:
            continue
        answers = {f"{block.target}_answer": block.text for block in sample.blocks if block.action == "answer"}
        with at_the_desk(desk, sample) as (cells, names):
            for cell in cells:
                told = cell.id in slow and (cell.id, wrong.get(cell.id, "")) in ASKED[desk.name]
                runs = cell.id in wrong or cell.id not in slow
                if told or (runs and holds(answers.get(cell.id, cell.source), names) and cell.id in wrong):
                    yield cell.id, wrong[cell.id]


@contextlib.contextmanager
def at_the_desk(desk: Path, sample: Sample | None = None) -> Iterator[tuple[list[NotebookNode], Names]]:
    """Give the code cells of the solved notebook that are not to play with, and the names that they will share.

    They run in a copy of `desk`, which is called as the assignment is and holds its notebook and what lies beside it.
    """
    notebook = nbformat.read(desk / f"{desk.name}.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and "nbgrader" in cell.metadata]
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shutil.copytree(desk, folder, dirs_exist_ok=True)
        for block in sample.blocks if sample else ():
            if block.action == "beside":
                (Path(folder) / block.target).write_text(block.text, encoding="utf-8")
        with beside(Path(folder)):
            os.environ["NBGRADER_EXECUTION"] = "validate"  # some checks rest in a grading run
            yield code, {"__name__": "__main__"}


def holds(source: str, names: Names) -> bool:
    """Does a cell end without an exception?"""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(compile(source, "<cell>", "exec"), names)
        except Exception:
            return False
        finally:
            plt.close("all")
    return True


def test_each_limit_that_costs_points_is_in_the_table() -> None:
    findings = [(one.name, finding) for one in catalog.load("a9_project").inspections for finding in one.findings]
    assert {(name, finding.code) for name, finding in findings if 0 < finding.credit < 1} == set(ASKED["a9_project"])

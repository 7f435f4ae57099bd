"""The autograded notebook: what its cells showed, and the verdicts, as the text of a file."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from nbformat import NotebookNode

from grader.answers.answer import CellRun
from grader.feedback.sanitise import clean_cells, clean_outputs
from grader.feedback.verdict_box import verdict_output
from grader.marking import messages
from grader.results.result import QuestionResult
from grader.text import Language


def autograded_notebook(
    notebook: NotebookNode,
    runs: Mapping[int, CellRun],
    results: Sequence[QuestionResult],
    language: Language,
    given: Collection[str],
) -> str:
    """Return a notebook with the outputs of its cells and, first in each test cell, the verdict.

    Parameters
    ----------
    notebook
        The restored notebook; its outputs are changed.
    runs
        What running gave, by the index of the cell.
    given
        The texts of the release's cells, which need no cleaning.

    """
    verdicts = {result.grade_id: verdict_output(result, language) for result in results}
    shown = clean_outputs({index: run.outputs for index, run in runs.items()}, language)
    clean_cells(notebook, language, given)
    count = 0
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        outputs = shown.get(index, [])
        if index in runs:
            count += 1
            cell.execution_count = count
            outputs.extend(_left_out(runs[index].dropped, language))
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in verdicts:
            outputs.insert(0, verdicts[grade_id])
        cell.outputs = [
            output | ({"execution_count": count} if "execution_count" in output else {}) for output in outputs
        ]
    return _text(notebook)


def _text(notebook: NotebookNode) -> str:
    """Return a notebook's file, a cell a line: Python indents JSON ten times slower than it writes it."""
    one = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
    cells = ",\n".join(map(one, notebook.cells))
    rest = one({key: value for key, value in notebook.items() if key != "cells"})
    return f'{{"cells": [\n{cells}\n],\n{rest[1:]}\n'


def _left_out(dropped: int, language: Language) -> list[dict[str, Any]]:
    """Return the line that stands for output beyond the limit, if there was any."""
    if not dropped:
        return []
    return [
        {"output_type": "stream", "name": "stderr", "text": messages.LEFT_OUT.fill(count=dropped).say(language) + "\n"}
    ]

#!/usr/bin/env bash
# canvasapi 3.6.0 with requests 2.34.2: a grade of None, and an empty list, are not sent at all.
#
# Submission.edit(submission={"posted_grade": None}) was to take a grade back. The request that arrives has an empty
# body: canvasapi hands the pair on with None and requests leaves out pairs without a value, so there is nothing that the
# server could refuse or clear. An empty list (assignee_ids=[]) is gone before, in canvasapi. The empty text does
# arrive, as `submission[posted_grade]=`, and 0 arrives as 0.
#
# Measured with a server on 127.0.0.1 that keeps what it gets.
# A careful expert expects None to arrive as null or as nothing after the "=", or an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check canvasapi==3.6.0 requests==2.34.2
env -u http_proxy -u HTTP_PROXY venv/bin/python -W ignore - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from urllib.parse import parse_qsl

from canvasapi.requester import Requester
from canvasapi.submission import Submission

bodies = []


class Keeps(BaseHTTPRequestHandler):
    def do_PUT(self):
        bodies.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *arguments):
        pass


server = HTTPServer(("127.0.0.1", 0), Keeps)
threading.Thread(target=server.serve_forever, daemon=True).start()
requester = Requester(f"http://127.0.0.1:{server.server_port}", "key")
submission = Submission(requester, {"id": 1, "course_id": 1, "assignment_id": 1, "user_id": 1})


def sent(**arguments):
    submission.edit(**arguments)
    return parse_qsl(bodies[-1], keep_blank_values=True)


grade = "submission[posted_grade]"
assert sent(submission={"posted_grade": None}) == [], bodies
assert sent(assignee_ids=[]) == [], bodies
assert sent(submission={"posted_grade": ""}) == [(grade, "")], bodies
assert sent(submission={"posted_grade": 0}) == [(grade, "0")], bodies
server.shutdown()
print(f"canvasapi {version('canvasapi')}: posted_grade=None sends an empty request, '' sends an empty grade.")
PY

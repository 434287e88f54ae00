"""What a Python robot needs to speak with Rota (docs/robots.md). Copy this one file beside your robot.

Started by hand, without Rota, everything still works: values come from INPUT_<NAME>, outputs go to the screen.
Needs Python 3.8 or later and nothing else.
"""
import json
import os
import re
import sys
import unicodedata

if hasattr(sys.stdout, "reconfigure"):
    # Python writes to a pipe in the system's code page and in large pieces; the log needs UTF-8, line by line.
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
    sys.stderr.reconfigure(encoding="utf-8", line_buffering=True)

_outputs = {}


def _variable(name):
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.category(c).startswith("M"))
    return "INPUT_" + re.sub("[^A-Z0-9]", "_", plain.replace("ı", "i").upper())


def _one_line(text):
    return str(text).replace("%", "%25").replace("\r\n", "\n").replace("\n", "%0A")


def read_input():
    """All values of the run except secrets, as JSON has them."""
    file = os.environ.get("ROTA_INPUT")
    if not file:
        return {}
    with open(file, encoding="utf-8") as stream:
        return json.load(stream)


def input_value(name, otherwise=None):
    """One value; a secret comes from the environment and is always text."""
    values = read_input()
    return values[name] if name in values else os.environ.get(_variable(name), otherwise)


def set_output(name, value):
    """Sets one output; it is shown while the run goes on."""
    _outputs[name] = value
    file = os.environ.get("ROTA_OUTPUT")
    if not file:
        print(f"{name} = {json.dumps(value, ensure_ascii=False)}")
        return
    # Written to another file and renamed, so that nobody reads half of it.
    with open(file + ".new", "w", encoding="utf-8") as stream:
        json.dump(_outputs, stream, ensure_ascii=False)
    os.replace(file + ".new", file)


def progress(percent, text=""):
    """Reports progress: the percentage and, in words, the present step."""
    print(f"::progress value={percent}::{_one_line(text)}")


def mask(secret):
    """Masks this text from now on: it is *** in the log, in outputs and in reasons."""
    print(f"::add-mask::{_one_line(secret)}")


def notice(text):
    print(f"::notice::{_one_line(text)}")


def warning(text):
    print(f"::warning::{_one_line(text)}")


def error(text):
    """Logs an error; Rota shows the last one as the reason if the run fails."""
    print(f"::error::{_one_line(text)}")


def artifacts_folder():
    """The folder whose files are listed on the run."""
    folder = os.path.join(os.environ.get("ROTA_RUN_DIR", "."), "artifacts")
    os.makedirs(folder, exist_ok=True)
    return folder


def is_cancelled():
    """Whether this run was asked to stop: clean up and end within the grace time. Works the same on Windows."""
    file = os.environ.get("ROTA_CANCEL_FILE")
    return bool(file) and os.path.exists(file)

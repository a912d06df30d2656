"""One picture is drawn at a time."""

import threading

DRAWING = threading.Lock()
"""A face of FreeType may not be used by two threads at once."""

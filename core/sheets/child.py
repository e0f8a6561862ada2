"""The child process in which foreign files are parsed: little memory, little time, nothing of ours within reach.

`python -m core.sheets.child read|mark`: a line of JSON and the file's bytes on standard input; the answer on standard output.
"""

import json
import resource
import sys

MEGABYTE = 1024 * 1024
# megabytes of address space, seconds of CPU, megabytes of a file: marking writes its sheets into memory-backed ones first
LIMITS = {"read": (900, 60, 0), "mark": (1800, 240, 512)}


def main(work):
    """Does one piece of work under its limits; 3 when the file is not to be read."""
    memory, seconds, files = LIMITS[work]
    resource.setrlimit(resource.RLIMIT_AS, (memory * MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (files * MEGABYTE,) * 2)
    asked = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    try:
        sys.stdout.buffer.write(_done(work, asked, content))
    except (MemoryError, RecursionError):
        return 4
    except Exception:
        return 3
    return 0


def _done(work, asked, content):
    if work == "mark":
        from core.sheets.painting import painted

        return painted(content, **asked)
    from core.sheets.heads import found_table

    return json.dumps(found_table(content, **asked), ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

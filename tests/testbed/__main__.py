"""Run a testbed: python -m tests.testbed --moonraker 2 --octoprint 1 [--json FILE]."""

import argparse
import json
import os
from pathlib import Path
import signal

from .testbed import Testbed


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moonraker", type=int, default=1)
    parser.add_argument("--octoprint", type=int, default=1)
    parser.add_argument("--prusalink", type=int, default=0)
    parser.add_argument("--auth", choices=("trusted", "key"), default="trusted")
    parser.add_argument("--folder", help="kept afterwards")
    parser.add_argument("--base-port", type=int)
    parser.add_argument("--no-klippy", action="store_true")
    parser.add_argument("--json", type=Path, help="write what is printed here too")
    return parser.parse_args()


def main() -> None:
    """Start, say what there is, and run until a signal comes."""
    args = read_arguments()
    signals = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
    with Testbed(
        args.moonraker,
        args.octoprint,
        args.auth,
        args.folder,
        args.base_port,
        klippy=not args.no_klippy,
        prusalink=args.prusalink,
    ) as bed:
        signal.pthread_sigmask(signal.SIG_BLOCK, signals)
        state = {"pid": os.getpid(), "took": bed.took, "printers": bed.printers}
        text = json.dumps(state, indent=1)
        if args.json:
            args.json.write_text(text)
        print(text, flush=True)
        signal.sigwait(signals)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signals - {signal.SIGHUP})


if __name__ == "__main__":
    main()

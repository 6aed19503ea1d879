import os
import sys

from wit_world import exports


class Run(exports.Run):
    def run(self) -> None:
        name = sys.argv[1]
        text = sys.stdin.read()
        print(f"{os.environ.get('GREETING', 'Hello')}, {name}: {text.strip()}")
        print(f"{len(text.encode())} bytes", file=sys.stderr)
        if name == "nobody":
            sys.exit(1)

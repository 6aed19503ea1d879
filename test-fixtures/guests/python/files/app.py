import os
from pathlib import Path

from wit_world import exports

NOTES = Path("/notes")


class Run(exports.Run):
    def run(self) -> None:
        NOTES.mkdir()
        (NOTES / "a.txt").write_text("one\n")
        with open(NOTES / "a.txt", "a") as file:
            file.write("two\n")
        (NOTES / "b.txt").write_text("wörld", encoding="utf-8")
        print((NOTES / "a.txt").read_text(), end="")
        show()
        os.rename(NOTES / "b.txt", NOTES / "c.txt")
        os.remove("/gone.txt")
        show()
        for name, path in [
            ("missing", "/notes/none.txt"),
            ("outside", "/../outside.txt"),
            ("given", "/given.txt"),
        ]:
            try:
                open(path).close()
                print(f"{name}: there")
            except OSError:
                print(f"{name}: not there")


def show() -> None:
    for path in sorted(NOTES.iterdir()):
        print(path.name, path.stat().st_size)

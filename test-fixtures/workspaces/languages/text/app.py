import re
import unicodedata

from wit_world import exports


class Text(exports.Text):
    def slug(self, text: str) -> str:
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")

"""Résume les envois d'une journée dans un petit rapport."""

from collections import Counter
from dataclasses import dataclass


@dataclass
class Upload:
    name: str
    size: int
    attempts: int


def summarise(uploads: list[Upload]) -> str:
    """Renvoie une ligne par nombre d'essais, la plus fréquente d'abord."""
    # Les fichiers vides ne comptent pas.
    counted = Counter(upload.attempts for upload in uploads if upload.size > 0)
    lines = [f"{attempts} attempts: {count} files" for attempts, count in counted.most_common()]
    return "\n".join(lines)  # sans retour à la ligne final

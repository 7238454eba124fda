"""What the login page of a demonstration names: the invented staff of its township."""

from importlib.resources import files

import yaml

PASSWORD = "qinghe-demo"


def accounts() -> tuple[tuple[str, str], ...]:
    """Login and posts of those of the cast who have a post; read as text, since settings come before models."""
    cast = yaml.safe_load(files("yifa.people").joinpath("cast.yaml").read_text(encoding="utf-8"))
    return tuple(
        (person["login"], f"{person['name']}，{'、'.join(person['posts'])}")
        for person in cast["people"]
        if person["posts"]
    )

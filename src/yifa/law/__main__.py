"""Prints the article index: python -m yifa.law > src/yifa/law/data/articles.yaml, after a fact row changed."""

import sys

from yifa.law.facts import places, written

if __name__ == "__main__":
    sys.stdout.write(written(places()))

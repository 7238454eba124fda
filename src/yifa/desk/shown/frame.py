"""The frame round every staff page: whose desk, which year, where one can go."""

from __future__ import annotations

from dataclasses import dataclass

from yifa.desk.shown.parts import Job, Note


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place. ``count`` says how much needs action, never a total; ``hot`` means overdue."""

    label: str
    url: str
    icon: str = "doc"
    count: int = 0
    hot: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Places under one heading."""

    label: str
    items: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year one can look at."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Bar, navigation and foot. ``year_url`` receives ``?year=`` and leads back to the same page."""

    office: str
    """Full name beside the seal, such as 云溪县青禾镇人民政府."""
    short: str
    """Short name in the window title and the foot, such as 青禾镇."""
    officer: str
    posts: str
    home_url: str
    search_url: str
    logout_url: str
    account_url: str = ""
    year_url: str = ""
    years: tuple[Year, ...] = ()
    query: str = ""
    inbox_url: str = ""
    unread: int = 0
    nav: tuple[NavGroup, ...] = ()
    version: str = ""
    help_url: str = ""
    demo: bool = False
    notes: tuple[Note, ...] = ()
    """Standing banners above the page, such as 期限按1月14日23:50计算."""
    jobs: tuple[Job, ...] = ()

"""Says in plain words what is wrong with a new password."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """Django's own rule; its sentence is not in every Chinese catalogue."""

    def get_error_message(self) -> str:
        """What the page says."""
        return f"密码太短，不少于{self.min_length}个字符。"

    def get_help_text(self) -> str:
        """What the hint says."""
        return f"不少于{self.min_length}个字符。"

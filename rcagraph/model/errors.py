"""What stops a command: a wrong word on the command line, or surroundings that do not answer."""


class RcaGraphError(Exception):
    """A sentence that says what is wrong, and a tip that says what to try. Never a secret."""

    def __init__(self, message: str, tip: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.tip = tip

    def __str__(self) -> str:
        return f"{self.message}. {self.tip}".strip() if self.tip else self.message

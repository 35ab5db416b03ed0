"""What goes wrong on purpose: faults for the next calls of a method or to a chat."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.preview.faults import Fault
from bot.preview.floods import FloodLimits


@dataclass(frozen=True, slots=True)
class _Planned:
    fault: Fault
    method: str
    chat: int | None
    times: int


@dataclass(slots=True)
class Script:
    """The faults to come.

    ``latency`` seconds pass before every call but ``getUpdates``. With ``floods``, a bot that
    sends faster than Telegram lets it is answered 429.
    """

    latency: float = 0.0
    floods: FloodLimits | None = None
    _planned: list[_Planned] = field(default_factory=list)

    def add(
        self, fault: Fault, *, method: str = "", chat: int | None = None, times: int = 1
    ) -> None:
        """Let the next ``times`` calls meet ``fault``: of any method or one, to any chat or one.

        ``getUpdates`` meets a fault only if it is named.
        """
        self._planned.append(_Planned(fault, method.lower(), chat, times))

    def take(self, method: str, chat: str) -> Fault:
        """Return the fault of a call, and count it; an empty fault if it meets none."""
        for index, planned in enumerate(self._planned):
            named = planned.method == method or (not planned.method and method != "getupdates")
            if not named or (planned.chat is not None and str(planned.chat) != chat):
                continue
            if planned.times > 1:
                self._planned[index] = replace(planned, times=planned.times - 1)
            else:
                del self._planned[index]
            return planned.fault
        return Fault()

    def clear(self) -> None:
        """Plan nothing more."""
        self._planned.clear()

    def __len__(self) -> int:
        """Count the faults that no call has met yet."""
        return sum(planned.times for planned in self._planned)

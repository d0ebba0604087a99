"""`override` for those who check types; `typing_extensions` itself takes two milliseconds before the first frame."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import override as override
else:

    def override(method: Any) -> Any:
        """Mark a method that takes the place of another."""
        return method

"""Who acts: a plain value that every verb takes, and the little that a page's header shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Actor:
    """A person in a role inside an organisation, or the program itself.

    `kind` is the organisation's kind (platform, federation, union, operator, ...); `grants` are the
    permissions that the table of kinds and roles gives this person.
    """

    user_id: int = 0
    organisation_id: int = 0
    kind: str = ""
    roles: frozenset[str] = frozenset()
    grants: frozenset[str] = frozenset()
    name: str = ""

    def may(self, permission: str) -> bool:
        return permission in self.grants

    @property
    def is_system(self) -> bool:
        return self.kind == "system"


SYSTEM = Actor(kind="system", name="")


@dataclass(frozen=True)
class Viewer:
    """The signed-in person as the header shows them."""

    actor: Actor
    name: str
    organisation: str
    kind: str
    home: str
    unread: int = 0
    session_id: int = 0
    size: str = "standard"
    extras: dict[str, str] = field(default_factory=dict)

"""Who acts: a plain value that every verb takes, and the little that a page's header shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Actor:
    """A person in a role inside an organisation, or the program itself.

    `kind` is the organisation's kind (platform, federation, union, operator, ...); `grants` are the
    permissions that the table of kinds and roles gives this person. Whoever acts for another (代办) is an
    actor of that organisation; `agency` names the one they belong to.
    """

    user_id: int = 0
    organisation_id: int = 0
    kind: str = ""
    roles: frozenset[str] = frozenset()
    grants: frozenset[str] = frozenset()
    name: str = ""
    agency: str = ""
    agency_id: int = 0

    def may(self, permission: str) -> bool:
        return permission in self.grants

    @property
    def is_system(self) -> bool:
        return self.kind == "system"

    @property
    def signature(self) -> str:
        """Under what is written: the name, and whose people they are where they act for another."""
        return f"{self.name}（{self.agency}代办）"[:60] if self.agency else self.name

    @property
    def is_agent(self) -> bool:
        return self.agency_id != 0


SYSTEM = Actor(kind="system", name="")


@dataclass(frozen=True)
class Viewer:
    """The signed-in person as the header shows them. `acting_for` names whose desk it is, if not the own one."""

    actor: Actor
    name: str
    organisation: str
    kind: str
    home: str
    unread: int = 0
    session_id: int = 0
    size: str = "standard"
    acting_for: str = ""
    extras: dict[str, str] = field(default_factory=dict)

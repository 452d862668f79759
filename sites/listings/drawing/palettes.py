"""The four lights in which a place is drawn, and their grey shadow for places that do not fit."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from types import MappingProxyType


@dataclass(frozen=True)
class Palette:
    """Colours as #RRGGBB, from the sky down to the door."""

    sky: str
    horizon: str
    sun: str
    halo: str
    far: str
    middle: str
    near: str
    ground: str
    crop: str
    water: str
    pool: str
    reed: str
    mist: str
    wall: str
    shade: str
    roof: str
    tree: str
    accent: str
    window: str


def mix(first: str, second: str, share: float) -> str:
    """The first colour with a share (0 to 1) of the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def muted(palette: Palette) -> Palette:
    """The same light seen through grey paper: forms stay, colours go."""
    greyed = {field.name: _grey(getattr(palette, field.name)) for field in fields(palette)}
    return Palette(**greyed)


def palette_for(seed: str) -> str:
    """The name of the palette that belongs to a seed, always the same one."""
    names = tuple(PALETTES)
    return names[sha256(f"palette {seed}".encode()).digest()[0] % len(names)]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _grey(colour: str) -> str:
    red, green, blue = _channels(colour)
    level = round((red * 30 + green * 59 + blue * 11) / 100)
    plain = f"#{level:02X}{level:02X}{level:02X}"
    return mix(mix(colour, plain, 0.88), "#F4F2EC", 0.2)


PALETTES: Mapping[str, Palette] = MappingProxyType(
    {
        "spring": Palette(
            sky="#D3E6E3",
            horizon="#FDF5E3",
            sun="#F3CB86",
            halo="#F3CB86",
            far="#9BBDB8",
            middle="#6A9D8F",
            near="#3F7866",
            ground="#A3BE82",
            crop="#6FA24B",
            water="#C6DED9",
            pool="#8BC9C3",
            reed="#6F7340",
            mist="#F9F6EA",
            wall="#FEFCF6",
            shade="#D9DFD5",
            roof="#29363A",
            tree="#2C6250",
            accent="#E2AE35",
            window="#56666B",
        ),
        "mist": Palette(
            sky="#D3DBDE",
            horizon="#F6F3EB",
            sun="#FFFFFF",
            halo="#FFFFFF",
            far="#B0BEC3",
            middle="#85989E",
            near="#607478",
            ground="#A5B1A8",
            crop="#7C9A80",
            water="#D5DEDE",
            pool="#9CCBC9",
            reed="#7A7050",
            mist="#F6F5F0",
            wall="#FCFBF7",
            shade="#D2D8D8",
            roof="#283135",
            tree="#3B5450",
            accent="#B3261E",
            window="#59676B",
        ),
        "dusk": Palette(
            sky="#CFC4D0",
            horizon="#FCE2C0",
            sun="#E2744C",
            halo="#EE9A6B",
            far="#B7A0AB",
            middle="#877E95",
            near="#4F5B6E",
            ground="#918F7E",
            crop="#8B8E62",
            water="#EACDB6",
            pool="#9FC0B2",
            reed="#6E6248",
            mist="#FBEBD6",
            wall="#FFF8EC",
            shade="#DFCBBF",
            roof="#2A2F39",
            tree="#3A494C",
            accent="#E59A3C",
            window="#F2A63E",
        ),
        "summer": Palette(
            sky="#B5D8E6",
            horizon="#F4F7E9",
            sun="#FFF1C8",
            halo="#FFF8E0",
            far="#81B1BC",
            middle="#48898A",
            near="#236658",
            ground="#7FB06E",
            crop="#4F9A48",
            water="#B2D6DE",
            pool="#7CC4C6",
            reed="#68703A",
            mist="#F2F7F1",
            wall="#FDFDF9",
            shade="#CEDBD8",
            roof="#243338",
            tree="#195242",
            accent="#D9573F",
            window="#4E6368",
        ),
    }
)

"""What a careful eye would find on an open page: words beyond their box, over others, cut off, or too small to read."""

from typing import cast

from playwright.async_api import Page

FAULTS = """() => {
  const large = document.documentElement.dataset.size === "large";
  const found = [];
  const named = (one) => `${one.closest("[class]")?.getAttribute("class") ?? ""} ${one.tagName.toLowerCase()}`.trim();
  const told = (kind, node, rest = "") => found.push(`${kind}: «${node.data.trim().slice(0, 30)}» in ${named(node.parentElement)}${rest}`);
  const skipped = "script, style, title, option, noscript, textarea, .sr";
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, holder = node.parentElement;
    if (!node.data.trim() || holder.closest(skipped) || !shown(holder)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const size = sizeOf(holder);
    if (size < least(holder) - 0.05) told(`${size.toFixed(1)} px`, node);
    if (stacked(range, size) && !clipped(holder)) told("a letter a line", node);
    const within = bounds(holder, box, node);
    if (within) for (const line of range.getClientRects()) texts.push({node, holder, line: crossed(line, within)});
  }
  overlaps();
  document.querySelectorAll("select:not([multiple])").forEach(fits);
  return found;

  function shown(holder) {
    if (!holder.checkVisibility({visibilityProperty: true})) return false;
    for (let one = holder; one instanceof SVGElement; one = one.parentElement) if (getComputedStyle(one).display === "none") return false;
    return true;
  }
  // Horizontal words in a box so narrow that each letter has a line of its own.
  function stacked(range, size) {
    const lines = [...range.getClientRects()].filter((line) => line.width > 1);
    return lines.length > 3 && lines.every((line) => line.width < 1.6 * size && line.height > line.width / 2);
  }
  // Said to readers of the screen alone.
  function clipped(holder) {
    for (let one = holder; one; one = one.parentElement) if (getComputedStyle(one).clipPath !== "none") return true;
    return false;
  }
  function sizeOf(holder) {
    const size = parseFloat(getComputedStyle(holder).fontSize);
    const matrix = holder instanceof SVGElement && holder.getScreenCTM();
    return matrix ? size * Math.hypot(matrix.a, matrix.b) : size;
  }
  function least(holder) {
    if (!(holder instanceof SVGElement)) return large && !holder.closest("foreignObject") ? 18 : 12;
    return large && !holder.closest(".map-pin") ? 14 : 12;
  }
  // The part of the page in which these words can be seen; null where they scroll or float above others.
  function bounds(holder, box, node) {
    let seen = {left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity};
    for (let one = holder; one && one !== document.body; one = one.parentElement) {
      const style = getComputedStyle(one), frame = one.getBoundingClientRect();
      if (style.position === "fixed" || style.position === "sticky" || style.clipPath !== "none") return null;
      if (one instanceof SVGElement && one.tagName !== "svg" || ["inline", "contents"].includes(style.display)) continue;
      if (["auto", "scroll"].includes(style.overflowX)) return null;
      const out = box.right > frame.right + 1.5 || box.left < frame.left - 1.5;
      const drawn = style.overflowX !== "visible" || style.boxShadow !== "none" || parseFloat(style.borderRightWidth) > 0;
      const cut = style.textOverflow === "ellipsis" && style.overflowX !== "visible";
      if (cut && out && !one.closest("a, [title]")?.querySelector("title")) told("cut", node);
      else if (out && drawn && !cut && seen.right > frame.right) told(`${Math.round(Math.max(box.right - frame.right, frame.left - box.left))} px beyond ${named(one)}`, node);
      if (style.overflowX !== "visible") seen = crossed(frame, seen);
    }
    return seen;
  }
  function crossed(one, other) {
    const left = Math.max(one.left, other.left), right = Math.min(one.right, other.right);
    const top = Math.max(one.top, other.top), bottom = Math.min(one.bottom, other.bottom);
    return {left, right, top, bottom};
  }
  function overlaps() {
    texts.sort((one, other) => one.line.top - other.line.top);
    texts.forEach((one, place) => {
      for (const other of texts.slice(place + 1)) {
        if (other.line.top >= one.line.bottom) break;
        const both = crossed(one.line, other.line);
        const low = Math.min(one.line.bottom - one.line.top, other.line.bottom - other.line.top);
        if (one.holder !== other.holder && both.right - both.left > 3 && both.bottom - both.top > 0.35 * low)
          told("over others", one.node, ` / «${other.node.data.trim().slice(0, 30)}»`);
      }
    });
  }
  function fits(select) {
    if (!select.checkVisibility() || select.closest(".sr")) return;
    const style = getComputedStyle(select), pen = document.createElement("canvas").getContext("2d");
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const words = select.selectedOptions[0]?.label || "";
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (pen.measureText(words).width > room + 1) found.push(`cut: «${words}» in select ${select.name}`);
  }
}"""


async def faults(page: Page) -> list[str]:
    return cast("list[str]", await page.evaluate(FAULTS))

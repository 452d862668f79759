// Selecting nights in the room calendar, by mouse or with Shift and arrows; one key then acts on all of them.
// Without this the form beneath the grid does the same.

const grid = document.querySelector(".night-grid");
const bar = document.querySelector(".night-bar");
const form = document.getElementById("edit-form");
const days = [...grid.querySelectorAll("thead th[data-day]")].map((head) => head.dataset.day);
const rows = [...grid.querySelectorAll("tr[data-type]")];
const cells = rows.map((row) => [...row.querySelectorAll("td")]);
const places = new Map();
let from = null; // where the selection began
let to = null; // the cell that has the focus
let pressing = false;

prepare();
grid.addEventListener("pointerdown", begin);
grid.addEventListener("pointerover", extend);
document.addEventListener("pointerup", () => (pressing = false));
grid.addEventListener("focusin", enter);
grid.addEventListener("keydown", press);
bar.addEventListener("click", choose);

function prepare() {
  grid.classList.add("picks");
  grid.setAttribute("role", "grid");
  grid.setAttribute("aria-multiselectable", "true");
  cells.forEach((row, y) =>
    row.forEach((cell, x) => {
      places.set(cell, { x, y });
      cell.setAttribute("role", "gridcell");
      cell.tabIndex = -1;
    }),
  );
  grid.querySelectorAll("td:not([role])").forEach((cell) => cell.setAttribute("role", "gridcell"));
  if (cells.length) cells[0][0].tabIndex = 0;
}

function begin(event) {
  const place = places.get(event.target.closest("td"));
  if (!place || event.button || event.pointerType === "touch") return;
  event.preventDefault();
  pressing = true;
  move(place, event.shiftKey);
}

function extend(event) {
  const place = places.get(event.target.closest("td"));
  if (pressing && place) move(place, true);
}

function enter(event) {
  const place = places.get(event.target);
  if (place && !to) to = from = place;
}

function press(event) {
  const place = places.get(event.target);
  if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const step = steps[event.key];
  if (step) {
    event.preventDefault();
    const x = Math.min(Math.max(place.x + step[0], 0), days.length - 1);
    const y = Math.min(Math.max(place.y + step[1], 0), rows.length - 1);
    move({ x, y }, event.shiftKey);
  } else if (event.key === "Escape") {
    clear();
  } else {
    byLetter(event);
  }
}

function byLetter(event) {
  if (event.repeat) return;
  if (bar.hidden) show();
  const key = event.key === "-" ? "+" : event.key.toUpperCase();
  const button = bar.querySelector(`[data-letter="${CSS.escape(key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

function move(place, keeps) {
  cells[to?.y ?? 0][to?.x ?? 0].tabIndex = -1;
  if (!keeps || !from) from = place;
  to = place;
  const cell = cells[place.y][place.x];
  cell.tabIndex = 0;
  cell.focus({ preventScroll: pressing });
  show();
}

function show() {
  const chosen = picked();
  cells.flat().forEach((cell) => {
    const is = chosen.cells.includes(cell);
    cell.classList.toggle("picked", is);
    cell.setAttribute("aria-selected", String(is));
  });
  const booked = chosen.cells.filter((cell) => "booked" in cell.dataset).length;
  const values = { types: chosen.types.length, days: chosen.to - chosen.from + 1, cells: chosen.cells.length, booked };
  const say = (words) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  bar.querySelector("[data-selected]").textContent = say(bar.dataset.words);
  // One cell alone says its numbers, and why it is closed.
  const only = chosen.cells.length === 1 && chosen.cells[0].querySelector("[title]").title;
  bar.querySelector("[data-effect]").textContent = only || say(booked ? bar.dataset.booked : bar.dataset.cells);
  bar.hidden = false;
}

function picked() {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return {
    from: left,
    to: right,
    types: rows.slice(top, bottom + 1).map((row) => row.dataset.type),
    cells: cells.slice(top, bottom + 1).flatMap((row) => row.slice(left, right + 1)),
  };
}

function clear() {
  from = to;
  bar.hidden = true;
  cells.flat().forEach((cell) => {
    cell.classList.remove("picked");
    cell.removeAttribute("aria-selected");
  });
}

function choose(event) {
  const button = event.target.closest("button");
  if (!button) return;
  if ("clear" in button.dataset) clear();
  else if (button.dataset.act) fillForm(button.dataset.act);
  else fillBar();
}

function fillBar() {
  // Sent at once: the bar has said what it changes, and it can be undone.
  bar.querySelectorAll("[data-picked]").forEach((input) => input.remove());
  const chosen = picked();
  const values = [["from", days[chosen.from]], ["to", days[chosen.to]], ...chosen.types.map((type) => ["type", type])];
  for (const [name, value] of values) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    input.dataset.picked = "";
    bar.append(input);
  }
}

function fillForm(act) {
  const chosen = picked();
  form.elements.from.value = days[chosen.from];
  form.elements.to.value = days[chosen.to];
  form.elements.act.value = act;
  form.querySelectorAll("[name=type]").forEach((box) => (box.checked = chosen.types.includes(box.value)));
  form.querySelectorAll("[name=weekday]").forEach((box) => (box.checked = false));
  if (act === "price") return form.requestSubmit(); // its own page asks for the number
  const field = form.elements[act === "note" ? "note" : "value"];
  field.focus();
  field.scrollIntoView({ block: "center" });
}

// The rooming list by mouse and by arrow keys. Without this the same is done by links and buttons.

const board = document.querySelector("[data-rooming]");
if (board) {
  board.addEventListener("dragstart", pickUp);
  board.addEventListener("dragover", hover);
  board.addEventListener("dragend", clear);
  board.addEventListener("drop", putDown);
  if (board.dataset.picked) walkWithArrows();
}

let held = "";

function pickUp(event) {
  const guest = event.target.closest("[data-guest]");
  if (!guest) return;
  held = guest.dataset.guest;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held);
}

function target(event) {
  // Another person: change beds. Anywhere else in a room: a free bed there.
  const guest = event.target.closest("[data-guest]");
  const room = event.target.closest("[data-room]");
  if (!held || !room || guest?.dataset.guest === held) return null;
  if (room.querySelector(`[data-guest="${held}"]`)) return null;
  const to = guest ? "swap:" + guest.dataset.guest : room.dataset.room ? "room:" + room.dataset.room : "out:";
  return { room, to };
}

function hover(event) {
  const found = target(event);
  clear();
  if (!found) return;
  event.preventDefault();
  found.room.classList.add("room-over");
}

function clear() {
  board.querySelectorAll(".room-over").forEach((room) => room.classList.remove("room-over"));
}

function putDown(event) {
  const found = target(event);
  if (!found) return;
  event.preventDefault();
  board.elements.traveller.value = held;
  const to = document.createElement("input");
  to.type = "hidden";
  to.name = "to";
  to.value = found.to;
  board.append(to);
  board.submit();
}

function walkWithArrows() {
  // Whoever was picked up by Enter goes on with the arrows: through every place that takes them.
  const places = [...board.querySelectorAll("button[name=to]")];
  places[0]?.focus();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector("[data-put-back]")?.click();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || !places.includes(document.activeElement)) return;
    event.preventDefault();
    places[(places.indexOf(document.activeElement) + step + places.length) % places.length].focus();
  });
}

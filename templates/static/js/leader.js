// The roll-call of a leader: ticks stay in this browser, by ids alone, until the leader begins anew. Nothing is sent.

const roll = document.querySelector("[data-roll]");
const key = "roll:" + roll.dataset.roll;
const boxes = [...roll.querySelectorAll("[data-roll-person]")];
const here = roll.querySelector("[data-roll-here]");

const kept = () => new Set(JSON.parse(localStorage.getItem(key) || "[]"));

boxes.forEach((box) => {
  box.checked = kept().has(box.value);
  box.addEventListener("change", keep);
});
roll.querySelector("[data-roll-anew]").hidden = false;
roll.querySelector("[data-roll-anew]").addEventListener("click", () => {
  boxes.forEach((box) => (box.checked = false));
  keep();
});
count();

function keep() {
  const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
  if (ticked.length) localStorage.setItem(key, JSON.stringify(ticked));
  else localStorage.removeItem(key);
  count();
}

function count() {
  here.textContent = boxes.filter((box) => box.checked).length;
}

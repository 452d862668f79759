// The tick list at the door. Ticks are kept in this browser until they were sent once, then wiped: ids, codes and times, no names.

const door = document.querySelector("[data-door]");
const words = door.querySelector("[data-door-words]").dataset;
const key = "ticks:" + door.dataset.door;
const rows = [...door.querySelectorAll("[data-person]")];
const csrf = door.querySelector("[name=csrf]").value;
let sending = false;

const kept = () => JSON.parse(localStorage.getItem(key) || "[]");
const keep = (ticks) => (ticks.length ? localStorage.setItem(key, JSON.stringify(ticks)) : localStorage.removeItem(key));

door.querySelector("[data-door-list]").addEventListener("submit", (event) => {
  event.preventDefault();
  tick(event.submitter.closest("[data-person]"), "list");
});
door.querySelector("[data-door-form]").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = event.target.elements.who;
  byCode(field.value, "code");
  field.value = "";
  field.focus();
});
door.querySelector("[data-door-find]").addEventListener("input", (event) => {
  const wanted = event.target.value.trim();
  rows.forEach((row) => (row.hidden = Boolean(wanted) && !(row.dataset.name.includes(wanted[0]) || row.dataset.room.startsWith(wanted))));
});
window.addEventListener("online", send);
setInterval(send, 15000);
kept().forEach((one) => mark(rows.find((row) => row.dataset.person === one.who), one.at));
say();
send();
if ("BarcodeDetector" in window && navigator.mediaDevices) offerScan();

function byCode(typed, way) {
  const letters = { 0: "O", 1: "I", 8: "B", 9: "G" };
  const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, "").replace(/[0189]/g, (one) => letters[one]);
  const row = rows.find((one) => one.dataset.code === plain);
  if (row) tick(row, way);
  else show("unknown", words.nothing);
}

function tick(row, way) {
  if (row.dataset.here) return show("already", row.dataset.name, row.dataset.here);
  const at = new Date().toISOString();
  const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  keep([...kept(), { id, who: row.dataset.person, act: "came", way, at }]);
  mark(row, at);
  show("came", row.dataset.name, row.dataset.room);
  say();
  return send();
}

function mark(row, at) {
  if (!row || row.dataset.here) return;
  const time = new Date(at).toTimeString().slice(0, 5);
  row.dataset.here = time;
  row.querySelector("[data-door-state]").textContent = time;
  const here = door.querySelector("[data-door-here]");
  const left = door.querySelector("[data-door-left]");
  here.textContent = Number(here.textContent) + 1;
  left.textContent = words.left.replace("{n}", Number(left.dataset.all) - Number(here.textContent));
}

function show(result, ...lines) {
  // The page's own panel, built here because the network may be away.
  const panel = document.createElement("div");
  panel.className = "door-result door-" + result;
  const head = document.createElement("h2");
  head.textContent = words[result];
  panel.append(head);
  for (const text of lines.filter(Boolean)) {
    const line = document.createElement("p");
    line.textContent = text;
    panel.append(line);
  }
  door.querySelector("[data-door-result]").replaceChildren(panel);
}

function say(problem) {
  const line = door.querySelector("[data-door-line]");
  const waiting = kept().length;
  line.hidden = !waiting && line.hidden;
  line.textContent = waiting ? (problem || words.waiting).replace("{n}", waiting) : words.sent;
}

async function send() {
  const ticks = kept();
  if (sending || !ticks.length) return;
  sending = true;
  try {
    const body = new URLSearchParams({ csrf, ticks: JSON.stringify(ticks) });
    const answer = await fetch(door.dataset.sync, { method: "POST", body, redirect: "manual" });
    if (!answer.ok) return say(words.refused);
    const done = new Set((await answer.json()).answers.map((one) => one.id));
    keep(kept().filter((one) => !done.has(one.id)));
    say();
  } catch {
    say();
  } finally {
    sending = false;
  }
}

function offerScan() {
  const button = door.querySelector("[data-door-scan]");
  const video = door.querySelector("[data-door-video]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.hidden = false;
    await video.play();
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    let last = "";
    setInterval(async () => {
      const [found] = await detector.detect(video);
      if (found && found.rawValue !== last) byCode((last = found.rawValue), "qr");
    }, 400);
  });
}

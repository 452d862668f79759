// Small helps over pages that work without them: clock, copy, asking once more, filters, errors.

const all = (selector, act) => document.querySelectorAll(selector).forEach(act);

all("[data-focus]", (summary) => summary.focus());
all("[data-print]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
all("[data-copy]", offerCopy);
all("[data-clock]", startClock);
all("form[data-auto]", sendOnChange);
all(".stepper-row", stepInPlace);
all("details[data-keep]", keepOpen);
all("details[data-menu]", closeOutside);
all("[data-hides-in]", (part) => setTimeout(() => { part.hidden = true; }, 1000 * part.dataset.hidesIn));
all("[data-reload]", (part) => setTimeout(() => location.reload(), 1000 * part.dataset.reload));
all("table[data-folds]", foldRows);
document.addEventListener("submit", askOnceMore);

function offerCopy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
    const said = button.parentElement.querySelector("[data-copied]");
    said.textContent = said.dataset.copied;
  });
}

function stepInPlace(row) {
  // Without this the buttons send the form, which comes back one more or one less.
  const input = row.querySelector("input");
  row.querySelectorAll("button[name=step]").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      if (button.value.endsWith("+")) input.stepUp();
      else input.stepDown();
    });
  });
}

function foldRows(table) {
  // Without this every row stands open. What was folded stays so in this window.
  const rows = [...table.querySelectorAll("tr[data-depth]")];
  const depth = (row) => Number(row.dataset.depth);
  const folded = new Set((sessionStorage.getItem("folded") || "").split(" ").filter(Boolean));
  const draw = () => {
    let under = Infinity;
    for (const row of rows) {
      if (depth(row) <= under) under = Infinity;
      row.hidden = depth(row) > under;
      const button = row.querySelector("[data-fold]");
      if (button) button.setAttribute("aria-expanded", String(!folded.has(row.id)));
      if (!row.hidden && folded.has(row.id)) under = depth(row);
    }
  };
  table.querySelectorAll("[data-fold]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const id = button.closest("tr").id;
      if (!folded.delete(id)) folded.add(id);
      sessionStorage.setItem("folded", [...folded].join(" "));
      draw();
    });
  });
  draw();
}

function startClock(clock) {
  // The server's clock rules: the reader's own may be wrong, so only its pace is used.
  const skew = Date.now() - Date.parse(clock.dataset.now);
  const says = clock.querySelector("[data-clock-says]");
  let warned = false;
  const tick = () => {
    const left = Math.round((Date.parse(clock.dataset.clock) - Date.now() + skew) / 1000);
    if (left <= 0) return endClock(clock, says);
    showLeft(clock, left);
    if (left <= 300 && !warned) {
      warned = true;
      says.textContent = clock.dataset.five;
    }
    return setTimeout(tick, 1000);
  };
  tick();
}

function showLeft(clock, left) {
  const { days, hours, minutes } = clock.dataset;
  const long = left >= 172800;
  const words = long ? days : left >= 3600 ? hours : minutes;
  const values = {
    "{d}": Math.floor(left / 86400),
    "{h}": Math.floor((long ? left % 86400 : left) / 3600),
    "{m}": Math.floor((left % 3600) / 60),
  };
  const shown = words.replace(/\{[dhm]\}/g, (name) => values[name]);
  const place = clock.querySelector("[data-clock-left] b");
  if (place && place.textContent !== shown) place.textContent = shown;
  const bar = clock.querySelector("progress");
  if (bar) bar.value = left;
}

function endClock(clock, says) {
  clock.classList.add("clock-over");
  all("[data-clock] .clock-time, [data-clock] progress, [data-clock] form", (part) => part.remove());
  const note = clock.querySelector(".clock-note");
  note.textContent = clock.dataset.over;
  says.textContent = clock.dataset.over;
}

function sendOnChange(form) {
  form.addEventListener("change", (event) => {
    if (!event.target.matches("select, [type=checkbox], [type=radio]")) return;
    sessionStorage.setItem("filter", event.target.id || event.target.name + "=" + event.target.value);
    sessionStorage.setItem("filter-at", String(window.scrollY));
    form.requestSubmit();
  });
  const last = sessionStorage.getItem("filter");
  if (!last) return;
  const control = [...form.elements].find((one) => one.id === last || one.name + "=" + one.value === last);
  if (control) control.focus({ preventScroll: true });
  window.scrollTo(0, Number(sessionStorage.getItem("filter-at")));
  sessionStorage.removeItem("filter");
}

function keepOpen(details) {
  // Filters (fold) are always open beside a list and start closed above it.
  const fold = details.classList.contains("fold");
  if (fold && !window.matchMedia("(max-width: 70em)").matches) return;
  if (fold) details.open = false;
  const key = "open:" + details.dataset.keep;
  const kept = sessionStorage.getItem(key);
  if (kept !== null) details.open = kept === "1";
  details.addEventListener("toggle", () => sessionStorage.setItem(key, details.open ? "1" : "0"));
}

function closeOutside(details) {
  document.addEventListener("click", (event) => {
    if (!details.contains(event.target)) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
}

function askOnceMore(event) {
  const button = event.submitter;
  const question = button?.dataset.confirm;
  if (!question || button.dataset.sure) return;
  event.preventDefault();
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const words = document.createElement("p");
  words.id = "dialog-words";
  words.textContent = question;
  dialog.setAttribute("aria-labelledby", words.id);
  const back = choice(button.dataset.back, "button button-plain", () => dialog.close());
  const sure = choice(button.textContent, button.className, () => {
    button.dataset.sure = "1";
    dialog.close();
    event.target.requestSubmit(button);
  });
  dialog.append(words, back, sure);
  dialog.addEventListener("close", () => {
    dialog.remove();
    button.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function choice(words, look, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = look;
  button.textContent = words.trim();
  button.addEventListener("click", act);
  return button;
}

// The page of one document: viewer, keys, and what they ask of the server. Every answer is the page's next state.
import { csrf, say as speak } from "./desk.js";

const $ = (what, where = document) => where.querySelector(what);
const $$ = (what, where = document) => [...where.querySelectorAll(what)];
let one = $("#case");
let at = { page: 0, zoom: 0, received: false, why: false };
let words = null;
let field = null;   // the field that a click on a word fills
let warned = "";
let line = Promise.resolve();  // one request after the other: each needs the version that the last one made
const images = new Map();      // pictures of pages by address, kept while the desk is open

const id = () => one.dataset.id;
const open = () => one.dataset.state === "review" || one.dataset.list === "same_fax";
const list = (name) => JSON.parse(one.dataset[name]);
const mine = () => $$(".thumb[data-mine]", one).map((thumb) => Number(thumb.dataset.page));
const thumb = (page) => $(`.thumb[data-page="${page}"]`, one);

function say(text, bad = false) { const p = $("#says"); p.textContent = text; p.classList.toggle("bad", bad); if (bad) speak(text); }

function ask(path, body) {
  const run = async () => {
    const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": csrf }, body: JSON.stringify({ version: Number(one.dataset.version), ...body }) });
    if (answer.status === 401) { location.assign("/sign-in"); return null; }
    const said = await answer.json().catch(() => ({ says: "The desk does not answer. Nothing was changed." }));
    if (!answer.ok) { refused(said, answer.status); return null; }
    return said;
  };
  line = line.then(run, run).catch(() => { say("The desk does not answer. Nothing was changed.", true); return null; });
  return line;
}

function refused(said, status) {
  say(said.says, true);
  if (status === 409) { const again = document.createElement("button"); again.textContent = "Load it again"; again.onclick = () => location.reload(); $("#says").append(" ", again); }
}

// --- from one state of the page to the next

function become(answer, focus) {
  if (!answer) return false;
  if (!answer.html) { location.assign(answer.url); return true; }
  const other = new DOMParser().parseFromString(answer.html, "text/html").querySelector("#case");
  const same = other.dataset.id === id();
  const details = $$("details[open]", one).map((d) => d.className);
  const scrolled = $(".panel", one).scrollTop;
  const viewer = $(".viewer", one);
  one.replaceWith(other); one = other;
  if (same) {
    $(".viewer", one).replaceWith(viewer);
    for (const name of details) { const d = $(`details.${name}`, one); if (d && name !== "more") d.open = true; }
    $(".panel", one).scrollTop = scrolled;
  } else { history.pushState({}, "", answer.url); at = { page: 0, zoom: 0, received: false, why: false }; warned = ""; }
  start(same);
  if (focus) focus(); else if (!same) first();
  return true;
}

function start(same) {
  const pages = mine();
  if (!same || !pages.includes(at.page)) show(pages[0]).then(() => { if (!same) early(); }); else { mark(); const t = thumb(at.page); if (t && src(at.page) !== at.src) show(at.page); }
  ahead();
}

// --- the viewer

const src = (page) => `/documents/${id()}/pages/${page}${at.received ? "?received=true" : `?turn=${thumb(page)?.dataset.turn ?? 0}`}`;
function picture(address) {
  if (!images.has(address)) { const image = new Image(); image.src = address; images.set(address, image); if (images.size > 40) images.delete(images.keys().next().value); }
  return images.get(address);
}
async function early() {  // what comes next is here before it is asked for
  const answer = open() ? await fetch(`/documents/${id()}/ahead`).catch(() => null) : null;
  for (const address of answer?.ok ? await answer.json() : []) {
    if (images.has(address)) continue;
    const image = new Image(); image.src = `${address}&early=true`; image.decode().catch(() => images.delete(address)); images.set(address, image);
  }
}
function ahead() { const pages = mine(); const next = pages[pages.indexOf(at.page) + 1]; if (next) picture(src(next)); }

async function show(page, box = null) {
  if (!page) return;
  at.page = page; words = null;
  const address = src(page); at.src = address;
  const image = picture(address);
  image.id = "page"; image.alt = `Page ${page}`;
  try { await image.decode(); } catch { say("This page cannot be shown.", true); return; }
  if (at.src !== address) return;
  $("#page").replaceWith(image);
  size(); mark(); light(box);
  $("#where").textContent = `page ${mine().indexOf(page) + 1 || "–"} of ${mine().length}`;
  const shown = id();
  requestAnimationFrame(() => setTimeout(() => { if (shown === id()) looked(page); }, 250));
  fetch(`/documents/${shown}/words/${page}`).then((a) => a.ok ? a.json() : null).then((found) => { if (at.src === address) { words = found; text(); } });
  ahead();
}

function looked(page) {
  const t = thumb(page);
  if (at.page !== page || !t || !("unseen" in t.dataset)) return;
  delete t.dataset.unseen; $("i", t)?.remove(); t.setAttribute("aria-label", `Page ${page}`);
  const shown = id();
  line = line.then(() => fetch(`/documents/${shown}/seen`, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf }, body: JSON.stringify({ page }) })).catch(() => { t.dataset.unseen = ""; });
}

function size() {
  const image = $("#page"), canvas = $(".canvas");
  const fit = Math.max(0.1, (canvas.clientWidth - 24) / image.naturalWidth);
  at.scale = at.zoom || Math.min(fit, 1);
  image.style.width = `${image.naturalWidth * at.scale}px`;
  for (const lit of $$(".lit")) place(lit);
}
function place(lit) {
  const [l, t, r, b] = lit.dataset.box.split(",").map(Number), s = at.scale, pad = 4;
  Object.assign(lit.style, { left: `${l * s - pad}px`, top: `${t * s - pad}px`, width: `${(r - l) * s + 2 * pad}px`, height: `${(b - t) * s + 2 * pad}px` });
}
function light(box, weak = false) {
  for (const lit of $$(".lit")) lit.remove();
  const add = (value, kind) => { const lit = document.createElement("div"); lit.className = `lit ${kind}`; lit.dataset.box = value; place(lit); $(".sheet").append(lit); return lit; };
  if (at.why) for (const e of list("evidence")) if (e.page === at.page) add(e.box, "why");
  if (box && !at.received) {
    const [, t, , b] = box.split(",").map(Number), canvas = $(".canvas");
    const wanted = Math.min(2, Math.max(at.scale, 22 / Math.max(b - t, 1)));
    if (wanted > at.scale * 1.15) { at.zoom = wanted; size(); }
    const lit = add(box, weak ? "weak" : "");
    canvas.scrollTo({ left: lit.offsetLeft - canvas.clientWidth / 2 + lit.offsetWidth / 2, top: lit.offsetTop - canvas.clientHeight / 3 });
  }
}
function mark() { for (const t of $$(".thumb", one)) if (Number(t.dataset.page) === at.page) { t.setAttribute("aria-current", "page"); t.scrollIntoView({ block: "nearest" }); } else t.removeAttribute("aria-current"); }
function text() {
  const box = $(".page-text"); if (box.hidden || !words) return;
  let last = 0; box.textContent = words.words.map(([word, , top]) => { const gap = Math.abs(top - last) > 12 ? "\n" : " "; last = top; return gap + word; }).join("").trim() || "Nothing could be read on this page.";
}
function zoom(by) { at.zoom = Math.min(3, Math.max(0.1, (at.zoom || at.scale) * by)); size(); }
function step(by) { const pages = mine(), next = pages[pages.indexOf(at.page) + by]; if (next) show(next); return Boolean(next); }

// --- fields

const weak = () => [...$$("[data-typed]", one), ...$$("[data-weak]:not([data-typed])", one)];  // what must be typed comes first
function first() {
  const about = $(".reason", one)?.dataset.about;
  if (about === "patient" && !$('.chart[aria-pressed="true"]', one)) { ($(".chart", one) ?? $('[data-do="search"]', one))?.focus(); return; }
  const next = weak()[0]; if (next) next.focus(); else if (!$('.chart[aria-pressed="true"]', one) && $(".chart", one)) $(".chart", one).focus(); else $('[data-do="file"]', one)?.focus();
}
function after(name) { const all = $$("[data-field]", one), i = all.findIndex((f) => f.dataset.field === name); const next = all.slice(i + 1).find((f) => "weak" in f.dataset) || weak()[0]; if (next && next.dataset.field !== name) next.focus(); else if ($(".chart", one) && !$('.chart[aria-pressed="true"]', one)) $(".chart", one).focus(); else $('[data-do="file"]', one)?.focus(); }

async function settle(input, forward) {
  const name = input.dataset.field, value = input.value;
  const typed = "typed" in input.dataset;
  if (typed && !value) { say("Type it as it stands on the page.", true); return; }
  const answer = await ask(`/documents/${id()}/say`, value === input.dataset.was && !typed ? { what: "accept", field: name } : { what: "correct", field: name, value, typed });
  if (answer) become(answer, () => forward ? after(name) : null); else input.focus();
}

async function told(body, focus) { become(await ask(`/documents/${id()}/say`, body), focus); }
async function pages(what, more = {}) { become(await ask(`/documents/${id()}/pages`, { what, page: at.page, ...more })); }
async function decide(what, more = {}) { become(await ask(`/documents/${id()}/decide`, { what, ...more })); }

async function file() {
  const unseen = $(".thumb[data-unseen]", one);
  if (unseen) { show(Number(unseen.dataset.page)); say("Shown now. Again to go on.", false); return; }
  const input = document.activeElement;
  if (input?.dataset?.field && (input.value !== input.dataset.was)) await settle(input, false);
  if (one.dataset.cover === "true") return decide("keep");
  const open = weak().find((f) => "typed" in f.dataset);
  if (open) { open.focus(); say("Type this one from the page first.", true); return; }
  const codes = list("warnings").join();
  const body = { what: "file", acknowledged: codes && warned === codes ? list("warnings") : [] };
  warned = codes;
  return decide("file", body);
}

function dialog(name, done) {
  const box = $(`#${name}`); box.returnValue = "no"; box.showModal();
  box.onclose = () => { if (box.returnValue === "yes") done(Object.fromEntries(new FormData($("form", box)))); };
}
let waiting = 0;
$("#search-text").addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => { const a = await fetch(`/documents/${id()}/patients?q=${encodeURIComponent(event.target.value)}`); if (a.ok) $("#search-found").innerHTML = await a.text(); }, 120);
});
$("#search").addEventListener("keydown", (event) => {
  const found = $$("#search-found button"), i = found.indexOf(document.activeElement);
  if (event.key === "ArrowDown") { event.preventDefault(); found[Math.min(i + 1, found.length - 1)]?.focus(); }
  if (event.key === "ArrowUp") { event.preventDefault(); (i > 0 ? found[i - 1] : $("#search-text")).focus(); }
  if (event.key === "Enter" && document.activeElement.id === "search-text") { event.preventDefault(); if (found.length) found[0].click(); }
});

function other(then) { const others = list("others"); if (!others.length) { say("No other document of this fax is on the desk.", true); return; } const near = others.find((o) => o.id > id()) || others[others.length - 1]; then(near.id); }

const deeds = {
  previous: () => step(-1), next: () => step(1), in: () => zoom(1.25), out: () => zoom(0.8), fit: () => { at.zoom = 0; size(); },
  received: () => { at.received = !at.received; $('[data-do="received"]').setAttribute("aria-pressed", at.received); show(at.page); },
  evidence: () => { at.why = !at.why; $('[data-do="evidence"]').setAttribute("aria-pressed", at.why); light(null); },
  text: () => { const box = $(".page-text"); box.hidden = !box.hidden; $(".canvas").hidden = !box.hidden; $('[data-do="text"]').setAttribute("aria-pressed", !box.hidden); text(); },
  rotate: () => told({ what: "rotate", field: "", value: String(at.page) }), split: () => pages("split"),
  merge: () => other((o) => pages("merge", { other: o })), move: () => other((o) => pages("move", { other: o })), cover: () => pages("cover"), blank: () => pages("blank"),
  aside: () => decide("aside"), new_chart: () => decide("new_chart"), checked: () => decide("checked"), file,
  send: () => dialog("send", (v) => decide("send", v)), reject: () => dialog("reject", (v) => decide("reject", v)),
  "take-back": () => dialog("take-back", async (v) => { const a = await ask(`/documents/${id()}/take-back`, { reason: v.reason }); if (a) location.assign(a.url); }),
  undo: async () => { become(await ask("/undo", {})); }, help: () => dialog("help", () => {}),
  search: () => { dialog("search", () => {}); const box = $("#search-text"); box.value = ""; $("#search-found").textContent = ""; box.focus(); },
};
const keys = { n: "next", p: "previous", "+": "in", "-": "out", 0: "fit", o: "received", s: "split", m: "merge", v: "move", r: "rotate", k: "cover", l: "blank", d: "aside", w: "new_chart", t: "send", x: "reject", u: "undo", "?": "help", "/": "search" };
const passive = new Set(["next", "previous", "in", "out", "fit", "received", "help", "undo"]);

document.addEventListener("keydown", (event) => {
  const target = event.target, inside = target.closest("dialog");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !inside) { event.preventDefault(); if (open()) deeds[one.dataset.state === "filed" && one.dataset.list === "same_fax" ? "checked" : "file"](); return; }
  if (inside || event.ctrlKey || event.metaKey) return;
  if (event.key === "Enter" && target.dataset.field) { event.preventDefault(); settle(target, true); return; }
  const typing = target.matches("input, textarea, select");
  if (event.key === "Escape" && typing) { if (target.dataset.field) target.value = target.dataset.was; $(".canvas").focus(); return; }
  if (event.key === "PageDown" && !typing) { event.preventDefault(); step(1); return; }
  if (event.key === "PageUp" && !typing) { event.preventDefault(); step(-1); return; }
  if (typing ? !event.altKey : !$("#letters").checked && event.key.length === 1 && !event.altKey) return;
  const key = event.altKey && event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
  const type = /^[1-5]$/.test(key) && $$("[data-type]", one)[Number(key) - 1];
  const chart = /^[abc]$/.test(key) && $$(".chart", one)["abc".indexOf(key)];
  const deed = keys[key];
  if (!type && !chart && !deed) return;
  event.preventDefault();
  if (!open() && !passive.has(deed)) return;
  if (type) type.click(); else if (chart) chart.click(); else deeds[deed]();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button"); if (!button) return;
  const d = button.dataset;
  if (d.do) { event.preventDefault(); deeds[d.do](); }
  else if (d.type) told({ what: "type", value: d.type }, first);
  else if (d.choose) { if (button.closest("dialog")) $("#search").close("no"); told({ what: "choose", value: d.choose }, () => (weak()[0] ?? $('[data-do="file"]', one))?.focus()); }
  else if (button.classList.contains("thumb")) { if ("mine" in d) show(Number(d.page)); else if (d.owner) location.assign(`/documents/${d.owner}`); else show(Number(d.page)); }
  else if (d.about) { const f = $(`[data-field="${d.about}"]`, one); if (f) f.focus(); else if (d.about === "type") $("[data-type]", one).focus(); else if (d.about === "pages") $(".thumb[data-mine]", one).focus(); else ($(".chart", one) ?? $('[data-do="search"]', one))?.focus(); }
});

document.addEventListener("focusin", (event) => {
  const input = event.target; if (!input.dataset?.field) return;
  field = input; input.select?.();
  const row = input.closest(".field"), page = Number(row.dataset.page);
  if (!row.dataset.box) return;
  if (page && page !== at.page && mine().includes(page)) show(page, row.dataset.box); else if ($("#page").naturalWidth) light(row.dataset.box, row.classList.contains("weak"));
});
document.addEventListener("change", (event) => { if (event.target.matches("select[data-field]")) settle(event.target, false); });
document.addEventListener("focusout", (event) => { const f = event.target; if (f.matches?.("input[data-field]") && f.isConnected && f.value !== f.dataset.was && f.value && event.relatedTarget && event.relatedTarget.dataset.do !== "undo" && !event.relatedTarget.closest(".canvas") && open()) settle(f, false); });

document.addEventListener("pointerup", (event) => {
  const sheet = event.target.closest(".sheet"); if (!sheet || !words || at.received) return;
  const edge = sheet.getBoundingClientRect(), x = (event.clientX - edge.left) / at.scale, y = (event.clientY - edge.top) / at.scale;
  const hit = words.words.find(([, l, t, r, b]) => x >= l - 3 && x <= r + 3 && y >= t - 3 && y <= b + 3);
  if (!hit || !field?.isConnected) return;
  if (field.tagName === "INPUT") { if ("typed" in field.dataset) { say("This one is typed, so that two pairs of eyes read it.", true); } else field.value = event.shiftKey && field.value ? `${field.value} ${hit[0]}` : hit[0]; }
  field.focus();
});

addEventListener("resize", size);
addEventListener("popstate", () => location.reload());
setInterval(() => { if (open()) fetch(`/documents/${id()}/lease`, { method: "POST", headers: { "X-CSRF-Token": csrf } }); }, 30_000);
show(mine()[0]).then(() => { if (open()) first(); early(); });

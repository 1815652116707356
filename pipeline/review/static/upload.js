// Drop or choose files; one is sent after the other, and each says what became of it.
import { csrf } from "./desk.js";
const drop = document.getElementById("drop"), list = document.getElementById("list"), chosen = document.getElementById("files");

function line(name) {
  const item = document.createElement("li");
  item.textContent = name + ": sending…";
  list.prepend(item);
  return (text, mark) => { item.textContent = mark + " " + name + ": " + text; };
}
async function send(file) {
  const say = line(file.name), body = new FormData();
  body.append("file", file);
  try {
    const answer = await fetch("/api/v1/files", { method: "POST", body, headers: { "X-CSRF-Token": csrf, "Idempotency-Key": crypto.randomUUID() } });
    const told = await answer.json();
    if (answer.status === 401) location.assign("/sign-in");
    answer.ok ? say("safe, and on its way (" + told.file_id + ")", "●") : say(told.says, "▲");
  } catch { say("not sent: the desk does not answer. Try again.", "▲"); }
}
async function all(files) { for (const file of files) await send(file); }
chosen.addEventListener("change", () => { all([...chosen.files]).then(() => { chosen.value = ""; }); });
for (const what of ["dragenter", "dragover"]) drop.addEventListener(what, (event) => { event.preventDefault(); drop.classList.add("over"); });
for (const what of ["dragleave", "drop"]) drop.addEventListener(what, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => { event.preventDefault(); all([...event.dataTransfer.files]); });

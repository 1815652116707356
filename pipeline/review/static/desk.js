// What every page needs: sign out when nobody has touched it for too long, and say what htmx could not do.
const idle = Number(document.querySelector('meta[name="idle-seconds"]').content);
const live = document.getElementById("live");
export function say(text) { live.textContent = text; }
export const csrf = document.querySelector('meta[name="csrf"]').content;

if (idle > 0) {
  let touched = Date.now();
  for (const what of ["pointerdown", "keydown", "wheel"]) addEventListener(what, () => { touched = Date.now(); }, { passive: true });
  // The server ends the session by itself; the page is emptied so that nobody reads on.
  setInterval(() => { if (Date.now() - touched > idle * 1000) location.replace("/sign-in"); }, 5000);
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}
document.body.addEventListener("htmx:responseError", (event) => {
  let text = "This did not work. Try again.";
  try { text = JSON.parse(event.detail.xhr.responseText).says; } catch { /* not ours */ }
  say(text);
});

// The keys s, n, u and z press the button that carries them; they can be switched off, and the browser remembers it.
(() => {
  "use strict";
  const choice = document.getElementById("keys");
  const kept = "steward-keys";
  const typing = (el) => el.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName) && el.type !== "checkbox");
  choice.checked = localStorage.getItem(kept) !== "off";
  choice.closest("[hidden]").hidden = false;
  choice.addEventListener("change", () => localStorage.setItem(kept, choice.checked ? "on" : "off"));
  addEventListener("keydown", (event) => {
    if (!choice.checked || event.repeat || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const button = /^[snuz]$/i.test(event.key) && document.querySelector(`button[accesskey="${event.key.toLowerCase()}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();

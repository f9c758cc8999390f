// Adds to pages that already work: "/" to search, claims in a panel, the current section in sight.
(() => {
  "use strict";
  const panel = document.getElementById("panel");
  const search = document.getElementById("q");
  const list = document.getElementById("suggestions");
  const typing = (el) => el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName);

  addEventListener("keydown", (event) => {
    if (event.key === "/" && search && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (!list || !list.firstElementChild) return;
    if (event.key === "Escape") {
      list.replaceChildren();
      search.focus();
    }
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.closest(".search")) {
      const stops = [search, ...list.querySelectorAll("a")];
      const step = event.key === "ArrowDown" ? 1 : -1;
      stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
      event.preventDefault();
    }
  });
  addEventListener("click", async (event) => {
    if (list && !event.target.closest(".search")) list.replaceChildren();
    if (event.target === panel) panel.close();
    const mark = event.target.closest("a.claim");
    if (!mark || !mark.hash || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(mark.href, { headers: { "X-Panel": "claims" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const claims = page.getElementById(mark.hash.slice(1));
      if (!answer.ok || !claims) throw new Error("no claims there");
      claims.removeAttribute("id");
      const title = claims.querySelector("h2, h3");
      if (title) title.id = "panel-title";
      const form = document.createElement("form");
      const close = document.createElement("button");
      form.method = "dialog";
      close.className = "button quiet";
      close.textContent = panel.dataset.close;
      form.append(close);
      panel.replaceChildren(claims, form);
      panel.showModal();
    } catch {
      location.assign(mark.href);
    }
  });
  const current = document.querySelector(".sections [aria-current]");
  if (current) current.parentElement.parentElement.scrollLeft = current.offsetLeft - 40;
})();

// Narrowing down, lighting up, moving about and copying. The page tells everything without this script.
(() => {
  "use strict";
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const statements = all("article.statement");
  const rows = new Map(all("tr[data-statement]").map((row) => [row.dataset.statement, row]));

  // Narrowing down: a passage stays if it has every tag that is chosen, a statement if a passage of it stays.
  const tools = document.getElementById("tools");
  if (tools) {
    const search = tools.querySelector("input");
    const selects = all("select", tools);
    const status = tools.querySelector("[role=status]");
    const tell = (sentence, shown) => {
      status.textContent = sentence.replace("{shown}", shown).replace("{total}", statements.length);
    };
    const words = statements.map(() => null);
    // What stands around a passage in its article is not part of the statement.
    const said = (statement) => all(".context", statement)
      .reduce((text, each) => text.replace(each.textContent, () => " "), statement.textContent).toLowerCase();
    let passages = null;

    const narrow = () => {
      const wanted = selects.map((select) => select.value).filter(Boolean);
      const asked = search.value.trim().toLowerCase();
      passages ??= statements.map((statement) =>
        all("[data-tags]", statement).map((element) => [element, new Set(element.dataset.tags.split(" "))]));
      let shown = 0;
      statements.forEach((statement, at) => {
        let fits = 0;
        for (const [element, tags] of passages[at]) {
          const fit = wanted.every((tag) => tags.has(tag));
          fits += fit;
          if (element.matches("li")) element.hidden = !fit;
        }
        if (asked) words[at] ??= said(statement);
        statement.hidden = !fits || (asked !== "" && !words[at].includes(asked));
        shown += !statement.hidden;
        const row = rows.get(statement.id);
        if (row) row.hidden = statement.hidden;
      });
      const narrowed = wanted.length > 0 || asked !== "";
      tell(narrowed ? tools.dataset.some : tools.dataset.all, shown);
      tools.querySelector("button").hidden = !narrowed;
    };

    let waiting = 0;
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(narrow, 120);
    });
    selects.forEach((select) => select.addEventListener("change", narrow));
    const everything = () => {
      search.value = "";
      selects.forEach((select) => { select.value = ""; });
      narrow();
    };
    tools.querySelector("button").addEventListener("click", () => { everything(); search.focus(); });
    tools.addEventListener("keydown", (event) => { if (event.key === "Escape") everything(); });
    // A link to what is narrowed away brings it back.
    const reveal = () => {
      const named = location.hash.slice(1);
      const target = document.getElementById(named) ?? document.getElementById(decodeURIComponent(named));
      if (target && target.closest("[hidden]")) {
        everything();
        target.scrollIntoView();
      }
    };
    addEventListener("hashchange", reveal);
    tell(tools.dataset.all);
    tools.hidden = false;
  }

  // Lighting up: the words of one drift on both sides, and its line in the list.
  let lit = [];
  const light = (event) => {
    lit.forEach((element) => element.classList.remove("lit"));
    lit = [];
    const from = event.target.closest?.("[data-d]");
    const pair = from?.closest(".compared");
    if (!pair) return;
    const numbers = new Set(from.dataset.d.split(" "));
    lit = all("[data-d]", pair).filter((element) => element.dataset.d.split(" ").some((each) => numbers.has(each)));
    lit.forEach((element) => element.classList.add("lit"));
  };
  ["mouseover", "focusin"].forEach((name) => document.addEventListener(name, light));
  all(".drifts [data-d]").forEach((line) => { line.tabIndex = 0; });

  // Moving about: Alt and an arrow go from statement to statement.
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const shown = statements.filter((statement) => !statement.hidden);
    const step = event.key === "ArrowDown" ? 1 : -1;
    const here = shown.indexOf(document.activeElement.closest("article.statement"));
    const below = shown.findIndex((statement) => statement.getBoundingClientRect().top > 8);
    const next = shown[here >= 0 ? here + step : step > 0 ? below : below - 1];
    if (!next) return;
    event.preventDefault();
    next.scrollIntoView({ behavior: "instant" });
    next.querySelector("h3 a").focus({ preventScroll: true });
  });

  // Copying a correction note.
  all(".note button").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const note = button.parentElement.querySelector("pre");
      try {
        await navigator.clipboard.writeText(note.textContent);
        button.textContent = button.dataset.copied;
      } catch {
        getSelection().selectAllChildren(note);
        button.textContent = button.dataset.selected;
      }
    });
  });
})();

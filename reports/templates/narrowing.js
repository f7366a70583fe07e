// Narrowing down: a passage stays if it has every tag that is chosen, a statement if a passage of it stays.
const rows = new Map(all("tr[data-statement]").map((row) => [row.dataset.statement, row]));
const tools = document.getElementById("tools");
if (tools) {
  const search = tools.querySelector("input");
  const selects = all("select", tools);
  const status = tools.querySelector("[role=status]");
  const place = new Map(statements.map((statement, at) => [statement, at]));
  const tell = (sentence, shown) => {
    status.textContent = sentence.replace("{shown}", shown).replace("{total}", statements.length);
  };

  // What stands around a passage in its article is not part of the statement.
  const words = statements.map(() => null);
  const signs = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" };
  const said = (statement) => {
    const text = kept(statement)?.textContent.replace(/<details class="context">.*?<\/details>/gs, " ")
      .replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|#34|#39);/g, (_, sign) => signs[sign]);
    return (text ?? all(".context", statement)
      .reduce((rest, each) => rest.replace(each.textContent, () => " "), statement.textContent)).toLowerCase();
  };

  let passages = null;
  let wanted = [];
  const fitting = (statement) =>
    (passages ??= statements.map((each) => each.dataset.tags.split("|").map((tags) => new Set(tags.split(" ")))))
      [place.get(statement)].map((tags) => wanted.every((tag) => tags.has(tag)));
  const hide = (statement, fits) =>
    all(".rendering", statement).forEach((element, at) => { element.hidden = !fits[at + 1]; });
  whenBuilt.push((statement) => {
    if (wanted.length && place.has(statement)) hide(statement, fitting(statement));
  });

  const narrow = () => {
    wanted = selects.map((select) => select.value).filter(Boolean);
    const asked = search.value.trim().toLowerCase();
    let shown = 0;
    statements.forEach((statement, at) => {
      const fits = fitting(statement);
      if (!kept(statement)) hide(statement, fits);
      if (asked) words[at] ??= said(statement);
      statement.hidden = !fits.includes(true) || (asked !== "" && !words[at].includes(asked));
      shown += !statement.hidden;
      const row = rows.get(statement.id);
      if (row) row.hidden = statement.hidden;
    });
    // The marks of other categories than the one that is chosen step back.
    const category = tools.querySelector("[data-kind=category]")?.selectedOptions[0].dataset.name ?? "";
    document.getElementById("statements").dataset.category = category;
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

  // A link to what is narrowed away brings it back, one to what is not built yet has it built.
  const reveal = () => {
    const statement = named(location.hash)?.closest("article.statement");
    if (!statement) return;
    const unbuilt = kept(statement);
    const away = named(location.hash).closest("[hidden]");
    build(statement);
    if (away) everything();
    if (away || unbuilt) named(location.hash).scrollIntoView({ behavior: "instant" });
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
  tell(tools.dataset.all);
  tools.hidden = false;
}

// Lighting up: the words of one drift on both sides with its line in the list, and the words that answer to each other.
const sidesOf = (compared) => all("blockquote > bdi", compared);
const wrapped = new WeakMap();

// Put each stretch of a passage, by its offsets in order, into an element of its own; a mark's edge may part one.
const wrap = (passage, stretches) => {
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  let at = 0;
  let next = 0;
  nodes.forEach((node) => {
    const end = at + node.data.length;
    let rest = node;
    while (next < stretches.length && stretches[next][0] < end) {
      const [first, last] = stretches[next];
      const from = Math.max(first - at, 0);
      const upTo = Math.min(last, end) - at;
      if (from < upTo) {
        const word = from ? rest.splitText(from) : rest;
        rest = upTo - from < word.data.length ? word.splitText(upTo - from) : word;
        const element = document.createElement("span");
        element.className = "w";
        element.dataset.w = first;
        element.tabIndex = -1;
        word.replaceWith(element);
        element.append(word);
        at += upTo;
      }
      if (last > end) break;
      next += 1;
    }
    at = end;
  });
};

// The links of a comparison: for each side, from where a word starts to where its partners do.
const linksOf = (compared) => {
  if (wrapped.has(compared)) return wrapped.get(compared);
  const partners = [new Map(), new Map()];
  const stretches = [new Map(), new Map()];
  (compared.dataset.w ?? "").split(" ").filter(Boolean).forEach((link) => {
    const sides = link.split(":").map((side) => side.split("-").map(Number));
    sides.forEach(([first, last], side) => {
      stretches[side].set(first, last);
      if (!partners[side].has(first)) partners[side].set(first, new Set());
      partners[side].get(first).add(sides[1 - side][0]);
    });
  });
  const found = { partners, stretches: stretches.map((each) => [...each].sort((one, other) => one[0] - other[0])) };
  wrapped.set(compared, found);
  sidesOf(compared).forEach((passage, side) => wrap(passage, found.stretches[side]));
  return found;
};

// The comparisons that a passage's words are linked in: its own, or for the original on top all that are held against it.
const comparisonsOf = (passage) => {
  const own = passage.closest(".compared");
  if (own) return [[own, sidesOf(own).indexOf(passage)]];
  return all(".compared[data-o]", passage.closest("article.statement")).map((compared) => [compared, 0]);
};
const passageOf = (element) => element.closest?.(".compared blockquote, figure.original blockquote")?.querySelector("bdi");
const ready = (passage) => {
  const comparisons = comparisonsOf(passage);
  comparisons.forEach(([compared]) => linksOf(compared));
  if (!passage.closest(".compared") && !wrapped.has(passage)) {
    const stretches = new Map(comparisons.flatMap(([compared]) => linksOf(compared).stretches[0]));
    wrapped.set(passage, true);
    wrap(passage, [...stretches].sort((one, other) => one[0] - other[0]));
  }
};

const answered = (word) => {
  const passage = passageOf(word);
  const start = Number(word.dataset.w);
  const at = (place, starts) => all(".w", place).filter((each) => starts.has(Number(each.dataset.w)));
  const found = at(passage, new Set([start]));
  const others = comparisonsOf(passage).flatMap(([compared, side]) => {
    const sides = sidesOf(compared);
    const partners = linksOf(compared).partners[side].get(start) ?? new Set();
    const same = passage === sides[side] ? [] : at(sides[side], new Set([start]));
    return [...same, ...at(sides[1 - side], partners)];
  });
  return { found, others };
};

// The marks and the line of the drifts that an element belongs to.
const drifted = (element) => {
  const from = element.closest?.("[data-d]");
  const pair = from?.closest(".compared") ?? from?.closest(".rendering")?.querySelector(".compared");
  if (!pair) return [];
  const numbers = new Set(from.dataset.d.split(" "));
  return [from, ...all("[data-d]", pair)].filter((each) => each.dataset.d.split(" ").some((one) => numbers.has(one)));
};

let lit = [];
const told = document.createElement("p");
told.className = "hidden";
told.setAttribute("aria-live", "polite");
document.querySelector("main").append(told);
const printed = (elements) => elements.map((each) => each.textContent).join(" ");

const light = (event) => {
  lit.forEach((element) => element.classList.remove("lit"));
  const passage = passageOf(event.target);
  if (passage) ready(passage);
  // Wrapping moves the text from under the pointer: what is there now is asked for.
  const target = event.type === "mouseover" && passage
    ? document.elementFromPoint(event.clientX, event.clientY) ?? event.target : event.target;
  lit = drifted(target);
  const line = lit.find((each) => each.matches("li"));
  lit.filter((each) => line && each.matches("mark") && !each.title && each.dataset.d === line.dataset.d).forEach((mark) => {
    mark.title = all(".severity, .category, .what", line).map((each) => each.textContent.trim()).join(" · ");
  });
  const word = target.closest?.(".w");
  if (word) {
    const { found, others } = answered(word);
    lit.push(...found, ...others);
    if (event.type === "focusin") told.textContent = `${printed(found)} → ${printed(others)}`;
  }
  lit.forEach((element) => element.classList.add("lit"));
};
["mouseover", "focusin"].forEach((name) => document.addEventListener(name, light));

// By the keyboard: Tab to a passage or a line; in a passage the arrows go from word to word, Escape back to the whole.
document.addEventListener("keydown", (event) => {
  const passage = passageOf(event.target);
  if (!passage || event.altKey || event.ctrlKey || event.metaKey) return;
  const quote = passage.closest("blockquote");
  const words = all(".w", passage).filter((each, at, every) => each.dataset.w !== every[at - 1]?.dataset.w);
  const here = words.findIndex((word) => word.dataset.w === event.target.dataset.w);
  const forth = quote.dir === "rtl" ? -1 : 1;
  const to = {
    ArrowRight: here < 0 ? 0 : here + forth,
    ArrowLeft: here < 0 ? 0 : here - forth,
    Home: 0,
    End: words.length - 1,
  }[event.key];
  if (event.key === "Escape" && here >= 0) quote.focus();
  else if (to === undefined || !words[to]) return;
  else words[to].focus();
  event.preventDefault();
});

whenBuilt.push((statement) => {
  all(".drifts [data-d]", statement).forEach((line) => { line.tabIndex = 0; });
  if (statement.querySelector(".compared[data-o]")) statement.querySelector("figure.original blockquote").tabIndex = 0;
  all(".compared[data-w] blockquote", statement).forEach((quote) => { quote.tabIndex = 0; });
});

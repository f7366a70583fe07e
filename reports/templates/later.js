// What stands further down is kept as text in a <noscript>: it is made into elements when it comes near, when it is asked
// for, and as time allows, so that the browser's own search finds it. Without this script the browser shows it itself.
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const statements = all("article.statement");

// What each part of the page does to a statement once it is there.
const whenBuilt = [];
const kept = (place) => place.querySelector(":scope > noscript");
const build = (place) => {
  const text = kept(place);
  if (!text) return;
  const template = document.createElement("template");
  template.innerHTML = text.textContent;
  text.replaceWith(template.content);
  whenBuilt.forEach((each) => each(place));
};

const near = new IntersectionObserver((entries) => {
  entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
    near.unobserve(entry.target);
    build(entry.target);
  });
}, { rootMargin: "1500px 0px" });

// The statement that an address names, which may not be built yet.
const named = (hash) => {
  const names = [hash.slice(1)];
  try {
    names.push(decodeURIComponent(names[0]));
  } catch { /* a stray percent sign */ }
  const own = names.map((name) => document.getElementById(name)).find(Boolean);
  return own ?? statements.find((each) => names.some((name) => name.startsWith(`r-${each.id.slice(2)}-`)));
};

const start = () => {
  statements.filter((each) => !kept(each)).forEach((each) => whenBuilt.forEach((act) => act(each)));
  const waiting = statements.filter(kept);
  [...waiting, ...all(".later")].forEach((each) => near.observe(each));
  addEventListener("beforeprint", () => {
    waiting.filter((each) => !each.hidden).forEach(build);
    all("details[open] .later").forEach(build);
  });
  // A link to a rendering builds it before the browser looks for it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    const statement = link && named(link.getAttribute("href"))?.closest("article.statement");
    if (statement) build(statement);
  }, true);
  const idle = self.requestIdleCallback ?? ((act) => setTimeout(act, 100, { timeRemaining: () => 10 }));
  const rest = (time) => {
    while (waiting.length && time.timeRemaining() > 5) build(waiting.shift());
    if (waiting.length) idle(rest);
  };
  if (waiting.length) idle(rest);
};

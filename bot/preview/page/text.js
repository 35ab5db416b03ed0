// Formatted text to elements. Entities count UTF-16 code units, as JavaScript's strings do.

const INLINE = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
};
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const COLLAPSED_LINES = 3;

/**
 * Fill `target` with the text. `onCommand` is called with a command that the reader chose.
 */
export function writeText(target, text, entities, onCommand) {
  const inOrder = [...entities].sort(
    (a, b) => a.offset - b.offset || b.length - a.length,
  );
  target.replaceChildren(
    ...pieces(text, 0, text.length, inOrder, onCommand),
  );
}

/** Return nodes for text[begin, end) with the entities that lie in it, in order. */
function pieces(text, begin, end, entities, onCommand) {
  const nodes = [];
  let at = begin;
  let rest = entities.filter((e) => e.offset >= begin && e.offset < end);
  while (rest.length) {
    const [entity, ...others] = rest;
    const stop = Math.min(entity.offset + entity.length, end);
    const block = BLOCKS.has(entity.type);
    let before = text.slice(at, entity.offset);
    if (block) before = before.replace(/\n$/, "");
    if (before) nodes.push(document.createTextNode(before));
    const inside = others.filter((e) => e.offset < stop);
    const children = pieces(text, entity.offset, stop, inside, onCommand);
    nodes.push(element(entity, children, text.slice(entity.offset, stop), onCommand));
    at = stop;
    if (block && text[at] === "\n") at += 1;
    rest = others.filter((e) => e.offset >= stop);
  }
  if (at < end) nodes.push(document.createTextNode(text.slice(at, end)));
  return nodes;
}

function element(entity, children, words, onCommand) {
  if (INLINE[entity.type]) return make(INLINE[entity.type], children);
  switch (entity.type) {
    case "text_link":
      return link(entity.detail, children);
    case "url":
      return link(/^[a-z]+:\/\//i.test(words) ? words : `http://${words}`, children);
    case "email":
      return link(`mailto:${words}`, children);
    case "bot_command":
      return choice(words, children, onCommand);
    case "mention":
    case "hashtag":
    case "text_mention":
      return make("span", children, "mark");
    case "spoiler":
      return spoiler(children);
    case "pre":
      return code(entity.detail, children);
    case "blockquote":
      return quote(children);
    case "expandable_blockquote":
      return expandable(children);
    default:
      return make("span", children);
  }
}

function make(tag, children, name = "") {
  const node = document.createElement(tag);
  node.append(...children);
  if (name) node.className = name;
  return node;
}

function link(address, children) {
  const node = make("a", children);
  node.href = /^(https?|mailto|tg):/i.test(address) ? address : "#";
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  node.title = address;
  return node;
}

function choice(words, children, onCommand) {
  const node = make("button", children, "command");
  node.type = "button";
  node.dir = "ltr";
  node.addEventListener("click", () => onCommand(words));
  return node;
}

function spoiler(children) {
  const node = make("button", children, "spoiler");
  node.type = "button";
  node.setAttribute("aria-label", "Hidden text, press to show");
  node.addEventListener("click", () => {
    node.classList.add("shown");
    node.removeAttribute("aria-label");
  });
  return node;
}

function code(language, children) {
  const node = make("pre", children);
  node.dir = "ltr";
  if (language) node.dataset.language = language;
  return node;
}

function quote(children) {
  const node = make("blockquote", children);
  node.dir = "auto";
  return node;
}

/** A quote that shows its first lines until the reader wants more. */
function expandable(children) {
  const node = quote([]);
  node.classList.add("expandable");
  const words = make("div", children, "words");
  words.style.setProperty("--lines", COLLAPSED_LINES);
  const button = make("button", ["Show more"], "more");
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    const open = node.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "Show less" : "Show more";
  });
  node.append(words, button);
  // A short quote needs no button; what is short shows once it is laid out.
  requestAnimationFrame(() => {
    if (words.scrollHeight <= words.clientHeight + 1) {
      node.classList.add("open");
      button.hidden = true;
    }
  });
  return node;
}

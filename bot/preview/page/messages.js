// One message as a list item, and the lines between the days.

import { writeText } from "./text.js";

const LARGE = 1024 * 1024;

/** Make or remake the item of a message. `act` has press(message, button), say(text), find(id). */
export function writeMessage(item, message, zone, act) {
  item.id = `m${message.chat}-${message.id}`;
  item.dataset.number = message.id;
  item.className = message.service ? "service" : message.own ? "own" : "theirs";
  if (message.service) {
    item.replaceChildren(span(message.service));
    return item;
  }
  const bubble = document.createElement("div");
  bubble.className = "bubble";
  bubble.append(...head(message, act));
  if (message.file) bubble.append(attachment(message.file));
  const time = stamp(message, zone);
  if (message.text) bubble.append(words(message, act, time));
  else bubble.append(time);
  item.replaceChildren(bubble, ...keyboard(message, act));
  return item;
}

function head(message, act) {
  const nodes = [];
  if (act.showNames && !message.own) nodes.push(span(message.name, "name"));
  if (message.topic) nodes.push(span(message.topic, "topic"));
  const answered = message.reply_to && act.find(message.reply_to);
  if (answered) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "answered";
    button.dir = "auto";
    button.append(span(answered.name, "name"), span(answered.text.slice(0, 80)));
    button.addEventListener("click", () => act.show(answered.id));
    nodes.push(button);
  }
  return nodes;
}

/** The text, and at its end the time, in the last line if it fits there. */
function words(message, act, time) {
  const node = document.createElement("div");
  node.className = "text";
  node.dir = "auto";
  writeText(node, message.text, message.entities, act.say);
  node.append(time);
  return node;
}

function attachment(file) {
  if (file.kind === "photo") {
    const picture = document.createElement("img");
    picture.src = file.url;
    picture.alt = "Picture; its caption follows";
    if (file.width > 1) {
      picture.width = file.width;
      picture.height = file.height;
    }
    return picture;
  }
  const link = document.createElement("a");
  link.className = "document";
  link.href = file.url;
  link.download = file.name;
  const size =
    file.size >= LARGE
      ? `${(file.size / LARGE).toFixed(1)} MB`
      : `${Math.max(1, Math.round(file.size / 1024))} KB`;
  link.append(span("↓", "badge"), span(file.name, "file-name"), span(size, "size"));
  return link;
}

function stamp(message, zone) {
  const node = document.createElement("span");
  node.className = "stamp";
  const moment = new Date(message.date);
  const time = document.createElement("time");
  time.dateTime = message.date;
  time.textContent = moment.toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  });
  time.title = moment.toLocaleString("en-GB", { timeZone: zone, dateStyle: "full", timeStyle: "short" });
  if (message.silent) node.append(span("silent", "silent"));
  if (message.edited) node.append(span("edited"));
  node.append(time);
  return node;
}

function keyboard(message, act) {
  if (!message.buttons.length) return [];
  const node = document.createElement("div");
  node.className = "buttons";
  for (const row of message.buttons) {
    const line = document.createElement("div");
    line.className = "row";
    line.append(...row.map((button) => key(message, button, act)));
    node.append(line);
  }
  return [node];
}

function key(message, button, act) {
  if (button.url) {
    const link = document.createElement("a");
    link.href = button.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.append(span(button.text, "label"), span("↗", "corner"));
    return link;
  }
  const node = document.createElement("button");
  node.type = "button";
  node.dataset.data = button.data;
  const label = span(button.text, "label");
  label.dir = "auto";
  node.append(label);
  node.addEventListener("click", () => act.press(message, button, node));
  return node;
}

/** Put a line with the date before the first message of every day. */
export function writeDays(list, messages, zone) {
  for (const old of list.querySelectorAll(".day")) old.remove();
  let last = "";
  for (const message of messages) {
    const day = new Date(message.date).toLocaleDateString("en-GB", {
      weekday: "long",
      day: "numeric",
      month: "long",
      timeZone: zone,
    });
    if (day === last) continue;
    last = day;
    const line = document.createElement("li");
    line.className = "day";
    line.append(span(day));
    document.getElementById(`m${message.chat}-${message.id}`)?.before(line);
  }
}

export function span(text, name = "") {
  const node = document.createElement("span");
  node.textContent = text;
  if (name) node.className = name;
  return node;
}

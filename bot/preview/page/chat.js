// The chat page: it holds the chats as they are told to it, and sends what the person does.

import { Composer } from "./composer.js";
import { span, writeDays, writeMessage } from "./messages.js";

const RETRY_AFTER = 1500;
const ANSWER_WITHIN = 30000;
const TYPING_FOR = 6000;
const NEAR_THE_END = 120;

const at = (id) => document.getElementById(id);
const state = {
  world: "",
  revision: 0,
  clock: { now: "", zone: "UTC", movable: false },
  heard: 0,
  bot: {},
  chats: [],
  messages: new Map(),
  open: 0,
  seen: new Map(),
  pressed: new Map(),
  typing: new Map(),
  connected: false,
};
const composer = new Composer(say, (room) =>
  send("membership", { chat: room.id, member: true }),
);

// --- what the server tells ------------------------------------------------------------------------

function listen() {
  const events = new EventSource(`preview/events?since=${state.revision}`);
  events.onopen = () => setConnected(true);
  events.onmessage = (event) => take(JSON.parse(event.data));
  events.onerror = () => {
    events.close();
    setConnected(false);
    setTimeout(listen, RETRY_AFTER);
  };
}

function setConnected(connected) {
  state.connected = connected;
  showHead();
}

function take(news) {
  if (state.world && state.world !== news.world) return location.reload();
  const first = !state.world;
  Object.assign(state, {
    world: news.world,
    revision: news.revision,
    clock: news.clock,
    heard: performance.now(),
    bot: news.bot,
    chats: news.chats,
  });
  if (!state.open) state.open = news.chats[0]?.id ?? 0;
  const changed = news.messages.filter(keep);
  for (const [chat, id] of news.deleted) forget(chat, id);
  for (const answer of news.answers) hear(answer);
  for (const { chat } of news.typing) showTyping(chat);
  if (first) showLog();
  else if (changed.length || news.deleted.length) patchLog(changed);
  if (following) toTheEnd();
  if (following && !document.hidden) markSeen();
  showAll();
}

/** Keep a message and tell whether it belongs to the open chat. */
function keep(message) {
  const messages = state.messages.get(message.chat) ?? new Map();
  messages.set(message.id, message);
  state.messages.set(message.chat, messages);
  if (!message.own) state.typing.delete(message.chat);
  return message.chat === state.open;
}

function forget(chat, id) {
  state.messages.get(chat)?.delete(id);
  at(`m${chat}-${id}`)?.remove();
}

function hear(answer) {
  const waiting = state.pressed.get(answer.id);
  if (!waiting) return;
  state.pressed.delete(answer.id);
  release(waiting.key);
  if (answer.url) window.open(answer.url, "_blank", "noopener");
  if (answer.text && answer.alert) {
    at("alert-text").textContent = answer.text;
    at("alert").showModal();
  } else if (answer.text) {
    showToast(answer.text);
  }
}

function showTyping(chat) {
  clearTimeout(state.typing.get(chat));
  const over = setTimeout(() => {
    state.typing.delete(chat);
    showHead();
  }, TYPING_FOR);
  state.typing.set(chat, over);
}

// --- what the person does -------------------------------------------------------------------------

async function send(action, content) {
  const answer = await fetch(`preview/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(content),
  }).catch(() => null);
  const told = await answer?.json().catch(() => ({}));
  if (!answer?.ok) {
    showToast(told?.error ?? "The bot's process does not answer.");
    return null;
  }
  return told;
}

async function say(text) {
  if (!text.trim()) return;
  toTheEnd();
  if (await send("say", { chat: state.open, text })) toTheEnd();
}

async function press(message, button, key) {
  if (key.classList.contains("waiting")) return;
  key.classList.add("waiting");
  key.setAttribute("aria-busy", "true");
  const told = await send("press", { chat: message.chat, message: message.id, data: button.data });
  if (!told) return release(key);
  state.pressed.set(told.callback, { key });
  setTimeout(() => {
    if (state.pressed.delete(told.callback)) release(key);
  }, ANSWER_WITHIN);
}

function release(key) {
  key.classList.remove("waiting");
  key.removeAttribute("aria-busy");
}

function openChat(id) {
  state.open = id;
  at("app").classList.add("reading");
  showLog();
  toTheEnd();
  markSeen();
  showAll();
}

// --- what is shown --------------------------------------------------------------------------------

const chat = () => state.chats.find((room) => room.id === state.open);
const ordered = (id) =>
  [...(state.messages.get(id)?.values() ?? [])].sort((a, b) => a.id - b.id);

const act = {
  say,
  press,
  find: (id) => state.messages.get(state.open)?.get(id),
  show: (id) => {
    const item = at(`m${state.open}-${id}`);
    item?.scrollIntoView({ block: "center", behavior: "smooth" });
    item?.classList.add("found");
    setTimeout(() => item?.classList.remove("found"), 1500);
  },
  get showNames() {
    return chat()?.kind !== "private";
  },
};

function showLog() {
  const messages = ordered(state.open);
  at("messages").replaceChildren(
    ...messages.map((message) =>
      writeMessage(document.createElement("li"), message, state.clock.zone, act),
    ),
  );
  writeDays(at("messages"), messages, state.clock.zone);
}

/** Write the changed messages anew where they stand, and new ones at the end. */
function patchLog(changed) {
  const list = at("messages");
  for (const message of changed) {
    const old = at(`m${message.chat}-${message.id}`);
    const item = writeMessage(old ?? document.createElement("li"), message, state.clock.zone, act);
    if (!old) list.append(item);
  }
  writeDays(list, ordered(state.open), state.clock.zone);
}

function showAll() {
  showChats();
  showHead();
  if (chat()) composer.show(chat());
  showClock();
}

function showChats() {
  at("chats").replaceChildren(...state.chats.map(chatItem));
  at("language").value = state.bot.language;
}

function chatItem(room) {
  const newest = ordered(room.id).at(-1);
  const unread = [...(state.messages.get(room.id)?.values() ?? [])].filter(
    (message) => !message.own && message.id > (state.seen.get(room.id) ?? 0),
  ).length;
  const button = document.createElement("button");
  button.type = "button";
  if (room.id === state.open) button.setAttribute("aria-current", "true");
  const words = document.createElement("span");
  words.className = "chat-words";
  const line = span(newest?.text || newest?.service || hint(room), "last");
  line.dir = "auto";
  words.append(span(room.title, "chat-title"), line);
  button.append(avatar(room), words);
  if (unread && room.id !== state.open) {
    const badge = span(String(unread), "unread");
    badge.setAttribute("aria-label", `${unread} unread`);
    button.append(badge);
  }
  button.addEventListener("click", () => openChat(room.id));
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function hint(room) {
  if (room.kind === "private") return "Write to the bot";
  return room.bot === "left" || room.bot === "kicked" ? "The bot is not in it" : "No messages yet";
}

function avatar(room) {
  const node = span(initials(room.title), "avatar");
  node.dataset.kind = room.kind;
  node.setAttribute("aria-hidden", "true");
  return node;
}

const initials = (title) =>
  title
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0])
    .join("")
    .toUpperCase();

function showHead() {
  const room = chat();
  if (!room) return;
  at("title").textContent = room.title;
  at("head-avatar").textContent = initials(room.title);
  at("head-avatar").dataset.kind = room.kind;
  at("status").textContent = !state.connected
    ? "connecting…"
    : state.typing.has(room.id)
      ? "typing…"
      : { private: "bot", group: "group", supergroup: "group", channel: "channel" }[room.kind];
  at("status").classList.toggle("busy", !state.connected || state.typing.has(room.id));
  const member = room.bot !== "left" && room.bot !== "kicked";
  const membership = at("membership");
  membership.hidden = !member || (room.kind === "private" && !room.started);
  membership.textContent = room.kind === "private" ? "Block" : "Remove the bot";
  membership.onclick = () => send("membership", { chat: room.id, member: false });
  const empty = !state.messages.get(room.id)?.size;
  at("empty").hidden = !empty;
  at("empty-title").textContent = room.kind === "private" ? "What can this bot do?" : room.title;
  at("empty-text").textContent =
    room.kind === "private"
      ? state.bot.description || "It tells what many outlets report on Syria, region by region."
      : `The bot can serve a ${room.kind === "channel" ? "channel" : "group"} as well: add it to try.`;
}

function showClock() {
  const moment = new Date(Date.parse(state.clock.now) + performance.now() - state.heard);
  at("clock").textContent = moment.toLocaleString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: state.clock.zone,
  }) + ` (${state.clock.zone.split("/").at(-1)})`;
  at("clock-note").hidden = !state.clock.movable;
  at("clock-steps").hidden = !state.clock.movable;
}

let toastOver = 0;
function showToast(text) {
  const toast = at("toast");
  toast.textContent = text;
  toast.dir = "auto";
  toast.hidden = false;
  clearTimeout(toastOver);
  toastOver = setTimeout(() => (toast.hidden = true), 2000 + text.length * 50);
}

// --- the log's place ------------------------------------------------------------------------------

let following = true;
let lastTop = 0;

function nearTheEnd() {
  const log = at("log");
  return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END;
}

function toTheEnd() {
  const log = at("log");
  following = true;
  log.scrollTop = log.scrollHeight;
}

function markSeen() {
  state.seen.set(state.open, ordered(state.open).at(-1)?.id ?? 0);
  showDown();
}

function showDown() {
  const seen = state.seen.get(state.open) ?? 0;
  const count = ordered(state.open).filter((m) => !m.own && m.id > seen).length;
  at("down").hidden = nearTheEnd();
  at("down-count").hidden = !count;
  at("down-count").textContent = count;
}

// --- the rest of the page -------------------------------------------------------------------------

at("back").addEventListener("click", () => at("app").classList.remove("reading"));
at("down").addEventListener("click", () => {
  at("log").scrollTo({ top: at("log").scrollHeight, behavior: "smooth" });
  markSeen();
});
at("log").addEventListener("scroll", () => {
  const log = at("log");
  // Only the reader scrolls upwards; what grows below leaves the place where it is.
  if (nearTheEnd()) following = true;
  else if (log.scrollTop < lastTop) following = false;
  lastTop = log.scrollTop;
  if (following) markSeen();
  else showDown();
});
at("language").addEventListener("change", (event) =>
  send("language", { language: event.target.value }),
);
for (const button of document.querySelectorAll("[data-hours]")) {
  button.addEventListener("click", () => send("advance", { hours: Number(button.dataset.hours) }));
}
// Pictures and quotes change the height after they are written.
const follow = new ResizeObserver(() => following && toTheEnd());
follow.observe(at("messages"));
follow.observe(at("log"));
setInterval(showClock, 20000);
at("app").classList.add("reading");
listen();

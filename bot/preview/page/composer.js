// Where the person writes: entry, menu of commands, reply keyboard; or START, UNBLOCK, ADD.

import { span } from "./messages.js";

const JOIN = {
  private: "UNBLOCK",
  group: "ADD THE BOT",
  supergroup: "ADD THE BOT",
  channel: "MAKE THE BOT AN ADMINISTRATOR",
};
const at = (id) => document.getElementById(id);

export class Composer {
  /** `say` sends a text, `join` lets the bot write (again) in a chat. */
  constructor(say, join) {
    this.say = say;
    this.join = join;
    this.commands = [];
    this.chosen = -1;
    this.keys = "";
    at("form").addEventListener("submit", (event) => this.submit(event));
    at("entry").addEventListener("input", () => this.typed());
    at("entry").addEventListener("keydown", (event) => this.pressed(event));
    at("menu").addEventListener("click", () => {
      if (at("commands").hidden) this.offer("/");
      else this.hideCommands();
      at("entry").focus();
    });
    document.addEventListener("click", (event) => {
      if (!event.target.closest(".composer")) this.hideCommands();
    });
  }

  /** Show what a chat allows: writing, or only what has to be done before. */
  show(room) {
    this.commands = room.commands;
    const absent = room.bot === "kicked" || room.bot === "left";
    const fresh = room.kind === "private" && !room.started;
    const before = absent ? JOIN[room.kind] : fresh ? "START" : "";
    const start = at("start");
    start.hidden = !before;
    start.textContent = before;
    start.onclick = () => (absent ? this.join(room) : this.say("/start"));
    at("form").hidden = Boolean(before);
    at("menu").hidden = !room.commands.length;
    at("entry").placeholder = room.keyboard?.placeholder || "Message";
    this.showKeyboard(before ? null : room.keyboard);
  }

  showKeyboard(keyboard) {
    const keys = JSON.stringify(keyboard);
    if (keys === this.keys) return;
    this.keys = keys;
    at("keyboard").hidden = !keyboard;
    at("keyboard").replaceChildren(
      ...(keyboard?.rows ?? []).map((row) => {
        const line = document.createElement("div");
        line.className = "row";
        line.append(...row.map((text) => this.key(text)));
        return line;
      }),
    );
  }

  key(text) {
    const key = document.createElement("button");
    key.type = "button";
    key.dir = "auto";
    key.textContent = text;
    key.addEventListener("click", () => this.say(text));
    return key;
  }

  /** Offer the commands that begin with what was typed. */
  offer(typed) {
    const found = this.commands.filter(({ command }) =>
      `/${command}`.startsWith(typed.toLowerCase()),
    );
    at("commands").hidden = !found.length;
    at("menu").setAttribute("aria-expanded", String(Boolean(found.length)));
    this.chosen = -1;
    at("commands").replaceChildren(
      ...found.map(({ command, description }, index) => {
        const item = document.createElement("li");
        item.id = `command-${index}`;
        item.role = "option";
        const about = span(description, "about");
        about.dir = "auto";
        item.append(span(`/${command}`, "command-name"), about);
        item.addEventListener("click", () => this.choose(command));
        return item;
      }),
    );
  }

  hideCommands() {
    at("commands").hidden = true;
    at("menu").setAttribute("aria-expanded", "false");
    at("entry").removeAttribute("aria-activedescendant");
  }

  choose(command) {
    this.clear();
    at("entry").focus();
    this.say(`/${command}`);
  }

  move(step) {
    const items = [...at("commands").children];
    items[this.chosen]?.removeAttribute("aria-selected");
    const from = this.chosen < 0 && step < 0 ? 0 : this.chosen;
    this.chosen = (from + step + items.length) % items.length;
    const item = items[this.chosen];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    at("entry").setAttribute("aria-activedescendant", item.id);
  }

  typed() {
    this.grow();
    const text = at("entry").value;
    if (/^\/\w*$/.test(text)) this.offer(text);
    else this.hideCommands();
  }

  pressed(event) {
    const offered = !at("commands").hidden;
    if (offered && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (offered && event.key === "Escape") {
      this.hideCommands();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (offered && this.chosen >= 0) at("commands").children[this.chosen].click();
      else this.submit();
    }
  }

  submit(event) {
    event?.preventDefault();
    const text = at("entry").value;
    this.clear();
    this.say(text);
  }

  clear() {
    at("entry").value = "";
    this.hideCommands();
    this.grow();
  }

  grow() {
    const entry = at("entry");
    entry.style.height = "auto";
    entry.style.height = `${entry.scrollHeight + 2}px`;
    at("send").disabled = !entry.value.trim();
  }
}

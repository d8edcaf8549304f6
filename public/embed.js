// <uptake-view>: shows a view of the page beside this file, in a frame that grows with what it shows.
// Attributes are the keys of the page's address, with - for _; `measure` is its `id`, and several areas stand with ; in between.
const page = new URL("./", import.meta.url);
const KEYS = ["view", "measure", "team", "area", "as-of", "since", "months", "grain", "data", "theme", "titled", "bordered", "background", "hide", "lang"];
const PATIENCE_MS = 10000;
// A frame that begins before the page around it is complete would hold that up; one that never is does not hold up the frame.
const complete = new Promise((done) => {
  if (document.readyState === "complete") return done();
  addEventListener("load", done, { once: true });
  setTimeout(done, 5000);
});
const dark = matchMedia("(prefers-color-scheme: dark)");
let made = 0;

class UptakeView extends HTMLElement {
  static observedAttributes = [...KEYS, "title"];

  #frame = null;
  #name = "";
  #isReady = false;
  #isStated = false;
  #sent = {};
  #calls = new Map();
  #last = 0;
  #waiting = [];
  #watch = null;
  #isChanging = false;
  #hear = (event) => this.#heard(event);
  #look = () => this.#change();

  connectedCallback() {
    const root = this.shadowRoot || this.attachShadow({ mode: "open" });
    this.style.display ||= "block";
    const frame = document.createElement("iframe");
    this.#name = frame.name = "uptake-" + ++made + "-" + Math.random().toString(36).slice(2);
    frame.title = this.title || "Uptake";
    frame.loading = "lazy";
    frame.allow = "fullscreen; clipboard-write";
    frame.referrerPolicy = "no-referrer";
    frame.style.cssText = "display:block;width:100%;height:20rem;border:0";
    addEventListener("message", this.#hear);
    dark.addEventListener("change", this.#look);
    this.#watch = new MutationObserver(this.#look);
    for (const element of [document.documentElement, document.body]) this.#watch.observe(element, { attributes: true });
    this.#sent = this.#wanted();
    const keys = new URLSearchParams();
    for (const key in this.#sent) for (const value of [this.#sent[key]].flat()) keys.append(key, value);
    keys.append("embed", "true");
    this.#frame = frame;
    this.#paint();
    root.replaceChildren(frame);
    complete.then(() => {
      if (this.#frame !== frame) return;
      // By its name, since not every server has a page for a folder.
      frame.src = page.href + "index.html#" + keys;
      // A page that is not let into the frame says nothing at all.
      frame.onload = () => setTimeout(() => {
        if (this.#frame === frame && !this.#isReady) this.#tell("problem", { code: "silent", message: "The view does not answer. Does its server allow frames on this page?" });
      }, PATIENCE_MS);
    });
  }

  disconnectedCallback() {
    removeEventListener("message", this.#hear);
    dark.removeEventListener("change", this.#look);
    this.#watch.disconnect();
    this.#frame = null;
    this.#isReady = this.#isStated = false;
    for (const call of this.#calls.values()) call.reject(new Error("The element was taken off the page."));
    for (const begin of this.#waiting) begin();
    this.#calls.clear();
    this.#waiting = [];
  }

  attributeChangedCallback(name, before, after) {
    if (!this.#frame || before === after) return;
    if (name === "title") this.#frame.title = after || "Uptake";
    else if (name === "data") this.disconnectedCallback(), this.connectedCallback();
    else this.#change();
  }

  /** The state of the view: the keys of its address. */
  getState() {
    return this.#call("getState", {});
  }

  /** Sets keys of the address; null is the default. Resolves to what was applied and what was rejected, with why. */
  setState(state) {
    return this.#call("setState", state);
  }

  // The theme of the host: what its own elements are drawn in.
  #theme() {
    const theme = this.getAttribute("theme");
    if (theme !== "auto") return theme;
    const scheme = getComputedStyle(this).colorScheme;
    const both = scheme.includes("dark") && scheme.includes("light");
    return (both ? dark.matches : scheme.includes("dark")) ? "dark" : "light";
  }

  #wanted() {
    const wanted = {};
    for (const name of KEYS) {
      const value = name === "theme" ? this.#theme() : this.getAttribute(name);
      if (value === null) continue;
      const key = name === "measure" ? "id" : name.replace("-", "_");
      wanted[key] = key === "area" || key === "hide" ? value.split(key === "area" ? ";" : /[;, ]+/).map((part) => part.trim()) : value;
    }
    return wanted;
  }

  // A frame in another scheme than its page would get an opaque ground.
  #paint() {
    this.#frame.style.colorScheme = this.#sent.theme === "dark" ? "dark" : "light";
  }

  #change() {
    if (!this.#isReady || this.#isChanging) return;
    this.#isChanging = true;
    queueMicrotask(() => {
      this.#isChanging = false;
      if (!this.#isReady) return;
      const before = this.#sent;
      const wanted = (this.#sent = this.#wanted());
      this.#paint();
      const state = {};
      for (const key of new Set([...Object.keys(before), ...Object.keys(wanted)])) {
        if (String(before[key]) !== String(wanted[key])) state[key] = wanted[key] ?? null;
      }
      const problem = (code) => (error) => this.#tell("problem", { code, message: error.message });
      if ("theme" in state) {
        this.#call("setTheme", { theme: state.theme || "light" }).catch(problem("refused"));
        delete state.theme;
      }
      if (Object.keys(state).length) {
        this.setState(state).then((result) => {
          for (const part of result.rejected) problem("rejected")(new Error(`${part.key}=${part.value} (${part.why})`));
        }, problem("refused"));
      }
    });
  }

  #call(method, params) {
    return new Promise((resolve, reject) => {
      const begin = () => {
        if (!this.#frame) return reject(new Error("The element is not on a page."));
        const id = ++this.#last;
        const timer = setTimeout(() => {
          this.#calls.delete(id);
          reject(new Error(`No answer. Is ${origin} among allowed_parents in config.json?`));
        }, PATIENCE_MS);
        this.#calls.set(id, { resolve, reject, timer });
        this.#frame.contentWindow.postMessage(JSON.stringify({ jsonrpc: "2.0", uptake: 1, frame: this.#name, id, method, params }), page.origin);
      };
      if (this.#isReady || !this.#frame) begin();
      else this.#waiting.push(begin);
    });
  }

  #heard(event) {
    if (!this.#frame || event.source !== this.#frame.contentWindow || event.origin !== page.origin || typeof event.data !== "string") return;
    let message;
    try {
      message = JSON.parse(event.data);
    } catch {
      return;
    }
    if (!message || message.uptake !== 1 || message.frame !== this.#name) return;
    const { method, id, error, result, params = {} } = message;
    const call = this.#calls.get(id);
    if (!method && call) {
      this.#calls.delete(id);
      clearTimeout(call.timer);
      if (error) call.reject(new Error(`${error.message} (${error.code})`));
      else call.resolve(result);
    } else if (method === "ready" && !this.#isReady) {
      this.#isReady = true;
      this.#tell("ready", params);
      if (params.state) this.#stated(params.state);
      // Where the browser does not tell the view who is around it, this does.
      else this.getState().then((state) => this.#stated(state), () => {});
      for (const begin of this.#waiting.splice(0)) begin();
      this.#change();
    } else if (method === "resized") {
      if (!(params.height > 0 && params.height < 1e5)) return;
      this.#frame.style.height = params.height + "px";
      this.#tell("resized", params);
    } else if (method === "stateChanged") this.#tell("view-changed", params);
    else if (method === "problem") this.#tell("problem", params);
  }

  #stated(state) {
    if (this.#isStated) return;
    this.#isStated = true;
    this.#tell("view-changed", { state, source: "initial" });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

if (!customElements.get("uptake-view")) customElements.define("uptake-view", UptakeView);

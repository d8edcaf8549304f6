// Loads the program and starts it. Whatever goes wrong on the way is said in the page, with what to do about it.
// No module, since a sandboxed frame may not load one, and it is this file that has to say so.
(function () {
  "use strict";
  var boot = document.getElementById("boot");
  var address = function (id) { return document.getElementById(id).href; };

  function say(what, advice, detail) {
    var lines = [["h1", what], ["p", advice], ["p", "Details: " + detail]].map(function (line) {
      var element = document.createElement(line[0]);
      element.textContent = line[1];
      return element;
    });
    var alert = document.createElement("div");
    alert.setAttribute("role", "alert");
    boot.replaceChildren(alert);
    alert.append.apply(alert, lines);
  }

  // The program, compiled. Servers that don't know the type of the file, or answer with a page for a missing one, are met here.
  function compiled(answer) {
    var type = answer.headers.get("Content-Type") || "";
    if (!answer.ok) throw new Error(answer.status + " for " + answer.url);
    if (type.startsWith("text/html")) throw new Error("a page came for " + answer.url);
    return type.startsWith("application/wasm") ? WebAssembly.compileStreaming(answer) : answer.arrayBuffer().then(WebAssembly.compile);
  }

  function notLoaded(error) {
    if (error instanceof WebAssembly.CompileError) return notStarted(error);
    var elsewhere = location.protocol === "file:" || window.origin === "null";
    say("The page could not be loaded.", elsewhere
      ? "Its files may not be read from here. Open the page at its own address on a web server, or ask whoever embeds it to add allow-same-origin to the sandbox."
      : "Check the connection and load the page again. If that does not help, files are missing where the page is deployed: the whole folder has to be put there again.", error);
  }

  function notStarted(error) {
    say("The page could not be started.", "Load it again. If that does not help, use a current Firefox, Chrome, Edge or Safari, or tell whoever looks after the page.", error);
  }

  if (typeof WebAssembly !== "object") {
    say("This browser can't run the page.", "It needs WebAssembly: use a current Firefox, Chrome, Edge or Safari, or ask whoever looks after this computer to allow it.", "no WebAssembly");
    return;
  }

  function ahead(url) {
    var link = document.createElement("link");
    link.rel = "preload";
    link.as = "fetch";
    link.crossOrigin = "";
    link.href = url;
    document.head.append(link);
  }

  var state = location.hash + location.search.replace("?", "&");

  // For all but the front page the rest of the program comes while it starts.
  function askAhead(program) {
    if (/[#&](view=(?!progress)|since=)/.test(state)) ahead(address("wasm").replace("_bg", "-split_later"));
    return program;
  }

  // Nobody knows how large an export is; the sample is small.
  if (/[#&]data=/.test(state)) window.fetchBeside.start();

  Promise.all([import(address("program")), fetch(address("wasm")).then(compiled).then(askAhead)]).then(function (parts) {
    return parts[0].default({ module_or_path: parts[1] }).then(function () { boot.remove(); }).catch(notStarted);
  }, notLoaded);
})();

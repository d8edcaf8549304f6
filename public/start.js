// Loads the program and starts it. Whatever goes wrong on the way is said in the page, with what to do about it.
// No module, since a sandboxed frame may not load one, and it is this file that has to say so.
(function () {
  "use strict";
  var boot = document.getElementById("boot");
  var say = function (what, advice, error) {
    var text = document.createElement("p"), next = document.createElement("p"), detail = document.createElement("p");
    text.textContent = what;
    next.textContent = advice;
    detail.textContent = "Details: " + error;
    boot.setAttribute("role", "alert");
    boot.replaceChildren(text, next, detail);
  };
  var address = function (id) { return document.getElementById(id).href; };

  if (typeof WebAssembly !== "object") {
    say("This browser can't run the page.", "It needs WebAssembly: use a current Firefox, Chrome, Edge or Safari, or ask who looks after this computer to allow it.", "no WebAssembly");
    return;
  }
  // The two parts start downloading together. What fetch() refuses is told apart from a program that does not run.
  var wasm = fetch(address("wasm")).then(function (answer) {
    if (!answer.ok) throw new Error(answer.status + " for " + answer.url);
    return answer;
  });
  Promise.all([import(address("program")), wasm]).then(function (parts) {
    return parts[0].default({ module_or_path: parts[1] }).then(function () { boot.remove(); }).catch(function (error) {
      say("The page could not be started.", "Load it again. If that does not help, use a current Firefox, Chrome, Edge or Safari, or tell whoever put the page here.", error);
      throw error;
    });
  }, function (error) {
    var why = location.protocol === "file:" || window.origin === "null"
      ? "Its files may not be read from here. Open the page at its own address on a web server, or ask whoever embedded it to add allow-same-origin to the sandbox."
      : "Check the connection and load the page again. If that does not help, files are missing where the page is deployed: put the whole folder there again.";
    say("The page could not be loaded.", why, error);
  });
})();

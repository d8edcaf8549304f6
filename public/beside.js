// Fetches files beside the page, so that its own thread has its time for what they say. This script is both ends: where there is no
// document it is the worker that fetches. A page that may have none, or whose worker has not started yet, fetches by itself.
(function () {
  "use strict";
  // Chunks on their way to the page: enough that it never waits, and few, so that a large file is never kept whole.
  var CHUNKS_AHEAD = 8;

  if (typeof document === "undefined") {
    self.onmessage = function (event) { send(event.data, event.ports[0]); };
    self.postMessage("ready");
    return;
  }

  // The bytes of a file as they come, then how it ended: null, or what the browser says if it broke off.
  async function send(address, port) {
    var cancel = new AbortController(), ahead = CHUNKS_AHEAD, wake = null;
    port.onmessage = function (event) {
      if (event.data === "stop") cancel.abort();
      ahead += 1;
      if (wake) wake();
    };
    try {
      // No policy of the page holds here, so it is said again that nothing comes from elsewhere.
      var answer = await fetch(address, { signal: cancel.signal, mode: "same-origin" });
      port.postMessage({ status: answer.status, statusText: answer.statusText, headers: Array.from(answer.headers) });
      for (var reader = answer.body.getReader(), read; !(read = await reader.read()).done; ahead -= 1) {
        if (ahead === 0) await new Promise(function (resolve) { wake = resolve; });
        port.postMessage(read.value, [read.value.buffer]);
      }
      port.postMessage(null);
    } catch (error) {
      port.postMessage(error.message);
    }
  }

  var script = document.currentScript.src, starting = null, worker = null;

  // The same as `fetch`, which is asked instead if there is no worker. A chunk is gone once the one after it is asked for, so that
  // nothing has to look for what nobody needs any more.
  window.fetchBeside = function (address, cancel) {
    return worker ? answered(address, cancel) : fetch(address, { signal: cancel });
  };

  // Starts the worker, once; done when it is there, which is never where there may be none.
  window.fetchBeside.start = function () {
    return starting = starting || new Promise(function (resolve) {
      try {
        var started = new Worker(script);
        started.onmessage = function () { resolve(worker = started); };
      } catch (refused) { /* a sandboxed frame may have none */ }
    });
  };

  async function answered(address, cancel) {
    var ends = new MessageChannel(), port = ends.port1, come = [], wake = null, last = null;
    function stop() { port.postMessage("stop"); }
    async function next() {
      while (!come.length) await new Promise(function (resolve) { wake = resolve; });
      var message = come.shift();
      if (typeof message === "string") throw new TypeError(message);
      return message;
    }
    port.onmessage = function (event) {
      come.push(event.data);
      if (wake) wake();
    };
    cancel.addEventListener("abort", stop);
    worker.postMessage(new URL(address, document.baseURI).href, [ends.port2]);
    if (cancel.aborted) stop();
    var head = await next();
    return new Response(new ReadableStream({
      pull: async function (stream) {
        if (last && last.transfer) last.transfer(0);
        var bytes = await next();
        if (!bytes) return stream.close(), port.close();
        last = bytes.buffer;
        stream.enqueue(bytes);
        port.postMessage("next");
      },
      cancel: stop,
    }, { highWaterMark: 0 }), head);
  }
})();

// Has files fetched beside the page, so that its own thread has its time for what they say: the other end is fetching.js. A page that
// may have no worker, or whose worker has not started yet, fetches by itself.
(function () {
  "use strict";
  var script = document.currentScript, starting = null, worker = null;

  // The same as `fetch`, which is asked instead if there is no worker. Chunks go back, two at a time, once the one after
  // them is asked for.
  window.fetchBeside = function (address, cancel) {
    return worker ? answered(address, cancel) : fetch(address, { signal: cancel });
  };

  // Starts the worker, once; done when it is there, which is never where there may be none.
  window.fetchBeside.start = function () {
    return starting = starting || new Promise(function (resolve) {
      try {
        var started = new Worker(script.dataset.fetching);
        started.onmessage = function () { resolve(worker = started); };
      } catch (refused) { /* a sandboxed frame may have none */ }
    });
  };

  async function answered(address, cancel) {
    var ends = new MessageChannel(), port = ends.port1, come = [], wake = null, read = [];
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
        // Waking another thread takes a while, so that two go back at a time.
        if (read.length > 1) {
          port.postMessage(read, read);
          read = [];
        }
        var bytes = await next();
        if (!bytes) return stream.close(), port.close();
        read.push(bytes.buffer);
        stream.enqueue(bytes);
      },
      cancel: stop,
    }, { highWaterMark: 0 }), head);
  }
})();

// Fetches files for a page in a worker of its own: the other end is beside.js.
(function () {
  "use strict";
  // Chunks on their way to the page: enough that it never waits, and few, so that a large file is never kept whole.
  var CHUNKS_AHEAD = 4, CHUNK_BYTES = 1 << 21;
  // What came is handed over after so long, whether the chunk is full or not.
  var PATIENCE_MS = 50;

  self.onmessage = function (event) { send(event.data, event.ports[0]); };
  self.postMessage("ready");

  // The bytes of a file as they come, then how it ended: null, or what the browser says if it broke off.
  async function send(address, port) {
    var cancel = new AbortController(), rooms = [], made = 0, wake = null;
    port.onmessage = function (event) {
      if (event.data === "stop") cancel.abort();
      else rooms = rooms.concat(event.data);
      if (wake) wake();
    };
    // The room of a chunk comes back and is filled again: a browser takes longer to find new memory than to fill it.
    async function room() {
      while (!rooms.length && made === CHUNKS_AHEAD && !cancel.signal.aborted) await new Promise(function (resolve) { wake = resolve; });
      if (rooms.length) return rooms.pop();
      made += 1;
      return new ArrayBuffer(CHUNK_BYTES);
    }
    try {
      // No policy of the page holds here, so it is said again that nothing comes from elsewhere.
      var answer = await fetch(address, { signal: cancel.signal, mode: "same-origin" });
      port.postMessage({ status: answer.status, statusText: answer.statusText, headers: Array.from(answer.headers) });
      var reader, fills = true, chunk = null, filled = 0, sent_ms = 0, read;
      try {
        reader = answer.body.getReader({ mode: "byob" });
      } catch (unknown) { // older browsers hand out each chunk in a room of its own
        fills = false;
        reader = answer.body.getReader();
      }
      do {
        chunk = chunk || new Uint8Array(await room());
        read = await reader.read(chunk.subarray(filled));
        if (read.value) {
          chunk = fills ? new Uint8Array(read.value.buffer) : read.value;
          filled += read.value.length;
        }
        if (filled && (!fills || read.done || filled === chunk.length || performance.now() - sent_ms > PATIENCE_MS)) {
          port.postMessage(chunk.subarray(0, filled), [chunk.buffer]);
          chunk = null;
          filled = 0;
          sent_ms = performance.now();
        }
      } while (!read.done);
      port.postMessage(null);
    } catch (error) {
      port.postMessage(error.message);
    }
  }
})();

// Sets the theme before the first frame: the one that the address asks for, else the system's (no attribute).
// An embedded view starts light, since it stands on somebody else's page.
(function () {
  "use strict";
  var fragment = new URLSearchParams(location.hash.slice(1));
  var query = new URLSearchParams(location.search);
  var asked = function (key) { return fragment.get(key) || query.get(key); };
  var root = document.documentElement.dataset;
  var theme = asked("theme");
  if (theme !== "light" && theme !== "dark" && theme !== "auto" && asked("embed") === "true") theme = "light";
  if (theme === "light" || theme === "dark") root.theme = theme;
  if (asked("background") === "transparent") root.background = "transparent";
})();

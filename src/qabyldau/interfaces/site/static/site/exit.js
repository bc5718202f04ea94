// The tablet at the exit: whoever goes away in the middle leaves nothing on the screen for the next person.
// Without scripts the button "Next visitor" does the same.
(function () {
  var script = document.currentScript, seconds = Number(script.dataset.seconds) || 120, timer;

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(function () { location.replace(script.dataset.home); }, seconds * 1000);
  }

  ["pointerdown", "keydown", "input", "scroll"].forEach(function (name) {
    document.addEventListener(name, wait, { passive: true });
  });
  wait();
})();

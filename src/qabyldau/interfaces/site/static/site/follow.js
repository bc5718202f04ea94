// Brings the parts of a page up to date that follow a queue. What is shown stays while the network is away, and says so.
// A plain script, because screens on walls have old browsers; without it the page loads itself anew (noscript).
(function () {
  var seconds = Number(document.currentScript.dataset.seconds) || 20;
  var away = document.querySelector("[data-away]");
  var button = document.querySelector("[data-sound]");
  var sound = null;
  var address = next(document) || location.pathname;

  function next(page) {
    var part = page.querySelector("[data-next]");
    return part && part.dataset.next;
  }

  function chime() {
    if (!sound) return;
    [660, 880].forEach(function (tone, place) {
      var voice = sound.createOscillator(), loud = sound.createGain(), from = sound.currentTime + place * 0.35;
      voice.frequency.value = tone;
      loud.gain.setValueAtTime(0.12, from);
      loud.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
      voice.connect(loud).connect(sound.destination);
      voice.start(from);
      voice.stop(from + 0.6);
    });
  }

  function isNew(before, after) {
    return after.split(" ").some(function (row) { return row && before.split(" ").indexOf(row) < 0; });
  }

  function show(page) {
    document.querySelectorAll("[data-follow]").forEach(function (part) {
      var fresh = page.getElementById(part.id);
      if (!fresh) return location.reload();
      if (isNew(part.dataset.called || "", fresh.dataset.called || "")) {
        chime();
        if (navigator.vibrate) navigator.vibrate([300, 150, 300]);
      }
      part.dataset.called = fresh.dataset.called || "";
      if (part.innerHTML !== fresh.innerHTML) part.replaceChildren.apply(part, Array.from(fresh.childNodes));
    });
    document.documentElement.lang = page.documentElement.lang;
    document.title = page.title;
    address = next(page) || address;
  }

  function look() {
    fetch(address, { cache: "no-store", credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(function (words) {
        show(new DOMParser().parseFromString(words, "text/html"));
        if (away) away.hidden = true;
      })
      .catch(function () { if (away) away.hidden = false; });
  }

  if (button && (window.AudioContext || window.webkitAudioContext)) {
    button.hidden = false;
    button.addEventListener("click", function () {
      sound = new (window.AudioContext || window.webkitAudioContext)();
      button.hidden = true;
      chime();
    });
  }
  setInterval(look, seconds * 1000);
})();

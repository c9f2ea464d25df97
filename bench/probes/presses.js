// Runs in the page: the time from a key press to the frame in which everything that is watched shows something else.
// `watchedTexts`, a function that says what is shown now, is set before.
(() => {
  let pressed = 0;
  let before = [];
  globalThis.pressTimes = [];
  const start = (event) => {
    if (event.repeat || ['Control', 'Shift'].includes(event.key)) return;
    pressed = event.timeStamp;
    before = globalThis.watchedTexts();
  };
  addEventListener('keydown', start, { capture: true });
  const look = () => {
    if (!pressed || globalThis.watchedTexts().some((text, at) => text === before[at])) return;
    globalThis.pressTimes.push(performance.now() - pressed);
    pressed = 0;
  };
  new MutationObserver(() => requestAnimationFrame(look)).observe(document.body, { subtree: true, childList: true, characterData: true });
})();

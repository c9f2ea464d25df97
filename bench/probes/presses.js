// Runs in the page: the time from a key press until everything that is watched says something else, in the document and
// in the frame after that, which comes with the beat of the display. A switch acts when Space is let go, so its time
// begins there: how long a key is held down is not the page's. `watchedTexts`, a function that says what is shown now, is
// set before.
(() => {
  let pressed = 0;
  let before = [];
  globalThis.pressTimes = { page: [], frame: [] };
  const start = (event) => {
    if (event.repeat || ['Control', 'Shift'].includes(event.key)) return;
    pressed = event.timeStamp;
    before = globalThis.watchedTexts();
  };
  addEventListener('keydown', (event) => event.key !== ' ' && start(event), { capture: true });
  addEventListener('keyup', (event) => event.key === ' ' && start(event), { capture: true });
  const look = () => {
    if (!pressed || globalThis.watchedTexts().some((text, at) => text === before[at])) return;
    const since = pressed;
    pressed = 0;
    globalThis.pressTimes.page.push(performance.now() - since);
    requestAnimationFrame(() => globalThis.pressTimes.frame.push(performance.now() - since));
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
})();

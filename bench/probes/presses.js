// Runs in the page: the time from a key press until everything that is watched says something else, in the document and
// in the frame after that, which comes with the beat of the display. A switch acts when Space is let go, so its time
// begins there: how long a key is held down is not the page's. `watch(selectors)` begins.
(() => {
  let watched = [];
  let pressed = 0;
  let before = [];
  // Looking for an element again and again would be a part of what is measured.
  const textOf = (each) => {
    if (!each.element?.isConnected) each.element = document.querySelector(each.selector);
    return each.element?.textContent;
  };
  globalThis.watch = (selectors) => {
    watched = selectors.map((selector) => ({ selector, element: null }));
    globalThis.pressTimes = { page: [], frame: [] };
  };
  const start = (event) => {
    if (event.repeat || ['Control', 'Shift'].includes(event.key)) return;
    pressed = event.timeStamp;
    before = watched.map(textOf);
  };
  addEventListener('keydown', (event) => event.key !== ' ' && start(event), { capture: true });
  addEventListener('keyup', (event) => event.key === ' ' && start(event), { capture: true });
  const look = () => {
    if (!pressed || watched.some((each, at) => textOf(each) === before[at])) return;
    const since = pressed;
    pressed = 0;
    globalThis.pressTimes.page.push(performance.now() - since);
    requestAnimationFrame(() => globalThis.pressTimes.frame.push(performance.now() - since));
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
})();

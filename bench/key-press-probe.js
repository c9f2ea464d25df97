// Runs in the page: the time from a key press to the frame in which the preview shows what was typed.
(() => {
  const field = document.querySelector('#inspector [data-field="name"] input');
  const preview = () => document.querySelector('[aria-label="Content of local.docker.yml"]');
  let pressed = 0;
  globalThis.keyPressTimes = [];
  addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true });
  const frame = () => {
    if (!pressed || !preview()?.textContent.includes(`# ${field.value}:`)) return;
    globalThis.keyPressTimes.push(performance.now() - pressed);
    pressed = 0;
  };
  const changed = new MutationObserver(() => requestAnimationFrame(frame));
  changed.observe(document.body, { subtree: true, childList: true, characterData: true });
})();

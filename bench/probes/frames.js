// Runs in the page: how long each frame lasted, from `framesFrom()` on.
(() => {
  globalThis.frameTimes = [];
  globalThis.framesFrom = () => {
    globalThis.frameTimes = [];
    let last = performance.now();
    const frame = (now) => {
      globalThis.frameTimes.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  };
})();

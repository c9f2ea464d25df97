// Runs in the page, before its scripts: notes the frame in which a service can be pointed at.
(() => {
  const look = () => {
    const service = document.querySelector('.react-flow__node-service');
    if (service && getComputedStyle(service).visibility === 'visible') globalThis.usableAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();

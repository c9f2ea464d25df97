// Stands in the page itself and runs before anything else (app/layout.tsx).

// Where browsers have Trusted Types, this is the one policy: a script may come from our own build, and text never
// becomes markup or code, whoever asks.
self.trustedTypes?.createPolicy('default', {
  createScriptURL(address) {
    const { origin, pathname } = new URL(address, location.href);
    return origin === location.origin && pathname.startsWith('/_next/static/') ? address : null;
  },
});

// The theme that was chosen in this browser, and whether a design of a last visit is coming.
try {
  const { dataset } = document.documentElement;
  const theme = localStorage.getItem('base2.theme');
  if (theme === 'light' || theme === 'dark') dataset.theme = theme;
  if (localStorage.getItem('base2.design') !== null || location.hash.startsWith('#s=')) dataset.returning = '';
} catch {
  // Storage is blocked: the system's theme it is, and the design that everybody starts from.
}

// Before the first paint: the theme that was chosen in this browser, and whether a design of a last visit is coming.
try {
  const { dataset } = document.documentElement;
  const theme = localStorage.getItem('base2.theme');
  if (theme === 'light' || theme === 'dark') dataset.theme = theme;
  if (localStorage.getItem('base2.design') !== null || location.hash.startsWith('#s=')) dataset.returning = '';
} catch {
  // Storage is blocked: the system's theme it is, and the design that everybody starts from.
}

// Before the first paint: the theme that was chosen in this browser, if any.
try {
  const theme = localStorage.getItem('base2.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme it is.
}

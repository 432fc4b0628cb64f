// Before the first paint: the colours the person chose, else those of the system.
(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    let chosen = 'system';
    try {
      chosen = localStorage.getItem('colour-scheme') ?? 'system';
    } catch {
      // storage is forbidden: the system decides
    }
    const scheme = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
    root.setAttribute('data-fr-scheme', chosen);
    root.setAttribute('data-fr-theme', scheme);
    root.style.colorScheme = scheme;
  };
  apply();
  dark.addEventListener('change', apply);
  addEventListener('colour-scheme', apply);
  addEventListener('storage', apply);
})();

// Runs before the admin is drawn: the chosen look, so that no page flashes in the other one.
window.admin = (() => {
  const key = 'admin-look';
  const system = matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    document.documentElement.dataset.look = localStorage.getItem(key) ?? (system.matches ? 'dark' : 'light');
  };
  system.addEventListener('change', show);
  show();
  return {
    readLook: () => localStorage.getItem(key),
    keepLook: (look) => {
      localStorage.setItem(key, look);
      show();
    },
  };
})();

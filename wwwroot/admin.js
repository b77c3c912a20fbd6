// Runs before the admin is drawn: the chosen look, so that no page flashes in the other one.
window.admin = (() => {
  const key = 'admin-look';
  const system = matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    document.documentElement.dataset.look = localStorage.getItem(key) ?? (system.matches ? 'dark' : 'light');
  };
  system.addEventListener('change', show);
  show();

  // A single key leads to a field, unless somebody is typing.
  document.addEventListener('keydown', (event) => {
    const field = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
    if (field && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest('input, textarea, select, [contenteditable], dialog, [role=dialog]')) {
      event.preventDefault();
      field.focus();
      field.select?.();
    }
  });

  // The framework gives up after a while, and does not know a server that was started anew. The page waits until the server says that it
  // is ready, then takes up its circuit again, or is loaded anew at the same address.
  const isReady = async () => {
    try {
      return (await fetch('/health/ready', { cache: 'no-store' })).ok;
    } catch {
      return false;
    }
  };
  const comeBack = async (isKnown) => {
    while (!(await isReady())) await new Promise((done) => setTimeout(done, 1000));
    if (!isKnown || !((await Blazor.reconnect()) || (await Blazor.resumeCircuit?.()))) location.reload();
  };
  document.addEventListener('DOMContentLoaded', () => {
    const lost = document.getElementById('components-reconnect-modal');
    lost?.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
      if (state === 'show' && !lost.open) lost.showModal();
      if (state === 'hide') lost.close();
      if (state === 'failed') comeBack(true).catch(() => location.reload());
      if (state === 'rejected') comeBack(false);
    });
  });

  return {
    readLook: () => localStorage.getItem(key),
    keepLook: (look) => {
      localStorage.setItem(key, look);
      show();
    },
  };
})();

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

  // What was typed outlives a reload that the page does by itself: the field with the same label gets it back, in a dialog once that is open.
  const typedKey = 'admin-typed';
  const fields = 'input:not([type=password], [type=file], [type=checkbox], [type=radio]), textarea, select';
  const touched = new WeakSet();
  const labelOf = (field) => field.labels?.[0]?.textContent.trim() || field.getAttribute('aria-label');
  document.addEventListener('input', ({ target }) => touched.add(target), true);
  const reload = () => {
    const typed = [...document.querySelectorAll(fields)].filter((field) => touched.has(field)).map((field) => [labelOf(field), field.value]);
    sessionStorage.setItem(typedKey, JSON.stringify({ path: location.pathname, typed }));
    location.reload();
  };
  const restore = ({ path, typed }) => {
    const missing = new Map(typed);
    new MutationObserver(() => {
      if (!missing.size || path !== location.pathname) return;
      for (const field of document.querySelectorAll(fields)) {
        const label = labelOf(field);
        if (!missing.has(label)) continue;
        field.value = missing.get(label);
        missing.delete(label);
        for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
      }
    }).observe(document.body, { childList: true, subtree: true });
  };

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
    if (!isKnown || !((await Blazor.reconnect()) || (await Blazor.resumeCircuit?.()))) reload();
  };
  document.addEventListener('DOMContentLoaded', () => {
    const kept = sessionStorage.getItem(typedKey);
    sessionStorage.removeItem(typedKey);
    if (kept) restore(JSON.parse(kept));
    const lost = document.getElementById('components-reconnect-modal');
    lost?.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
      if (state === 'show' && !lost.open) lost.showModal();
      if (state === 'hide') lost.close();
      if (state === 'failed') comeBack(true).catch(reload);
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

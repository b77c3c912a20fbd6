// Shows a new mail of the development mailbox without loading the page anew.
const list = document.querySelector("[data-newest]");

setInterval(async () => {
  try {
    const news = await (await fetch(`/_dev/mailbox.json?after=${list.dataset.newest}`)).json();
    if (news.length) {
      const page = new DOMParser().parseFromString(await (await fetch(location)).text(), "text/html").querySelector("[data-newest]");
      list.dataset.newest = page.dataset.newest;
      list.replaceChildren(...page.children);
    }
  } catch {
    // The program is being started anew.
  }
}, 1000);

// Conveniences. Without this file every form works all the same.

// Shows a typed password on demand.
for (const button of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);
  const show = (shown) => {
    field.type = shown ? "text" : "password";
    button.textContent = shown ? button.dataset.hide : button.dataset.show;
  };
  button.hidden = false;
  button.addEventListener("click", () => show(field.type === "password"));
  // Browsers remember what is sent from a field of plain text.
  field.form.addEventListener("submit", () => show(false));
}

// Says in words how far a new password has come. The server alone decides.
for (const hint of document.querySelectorAll("[data-strength]")) {
  const field = document.getElementById(hint.dataset.strength);
  const { least, short, plain, good } = hint.dataset;
  let pause;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      const typed = [...field.value.normalize()];
      const missing = least - typed.length;
      const isPlain = new Set(typed).size < 8 || /^\d+$/.test(field.value);
      hint.textContent = !typed.length ? "" : missing > 0 ? short.replace("{0}", missing) : isPlain ? plain : good;
    }, 300);
  });
}

// Sends a form once: the second click of a double click, or of impatience, does nothing.
for (const form of document.forms) {
  const rest = (button) => button?.removeAttribute("aria-busy");
  let sent;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = event.submitter ?? form.querySelector("button:not([type=button])");
    sent?.setAttribute("aria-busy", "true");
    // Should no answer come, the form can be sent again.
    setTimeout(() => sent = rest(sent), 10000);
  });
  addEventListener("pageshow", (event) => event.persisted && (sent = rest(sent)));
}

// Prints the page.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// What is said once is not said again when the page is loaded anew.
const address = new URL(location);
if (address.searchParams.has("saved")) {
  address.searchParams.delete("saved");
  history.replaceState(null, "", address);
}

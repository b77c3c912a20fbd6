// Passkeys: the browser's own dialog answers, and its answer is sent like any other form. Elsewhere the password does.
const canUsePasskeys = Boolean(globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON);
for (const able of document.querySelectorAll("[data-passkey-able]")) {
  able.hidden = !canUsePasskeys;
}
for (const unable of document.querySelectorAll("[data-passkey-unable]")) {
  unable.hidden = canUsePasskeys;
}
for (const button of canUsePasskeys ? document.querySelectorAll("[data-passkey]") : []) {
  const { passkey, options, shop } = button.dataset;
  const form = button.form;
  const put = (name, value) => form.querySelector(`[name$=".${name}"]`).value = value;
  const said = document.querySelector("[data-passkey-said]");
  let asking;

  const create = () => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options)) });
  const get = async (mediation) => {
    asking?.abort();
    asking = new AbortController();
    const answer = await fetch(options, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ project_id: Number(shop) }),
    });
    const { data } = await answer.json();
    put("State", data.state);
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(data.options);
    return navigator.credentials.get({ publicKey, mediation, signal: asking.signal });
  };
  const send = (credential) => {
    put("Credential", JSON.stringify(credential));
    if (document.querySelector("[name$='.Remember']:checked")) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "Passkey.Remember", value: "true" }));
    }
    form.requestSubmit();
  };
  const run = async (ask, fail) => {
    try {
      send(await ask());
    } catch (problem) {
      // The dialog was closed, or another one began.
      fail?.(problem);
    }
  };

  button.hidden = false;
  button.addEventListener("click", () => run(passkey === "create" ? create : () => get("optional"), ({ name }) => {
    if (said) {
      said.textContent = name === "InvalidStateError" ? said.dataset.known : said.dataset.failed;
    }
  }));

  // The address field offers passkeys beside saved passwords. The challenge is renewed before it expires.
  // A key that was refused just now is not asked for again: a browser that answers by itself would send it for ever.
  const offer = () => run(() => get("conditional"));
  if (passkey === "get" && !form.querySelector(".alert") && await PublicKeyCredential.isConditionalMediationAvailable?.()) {
    offer();
    setInterval(offer, 540000);
  }
}

"use strict";
(() => {
  const DAYS = 7;
  const place = (code) => "merilo-answers-" + code;
  const stored = (work) => { try { return work(window.localStorage); } catch { return null; } };

  const sent = document.body.dataset.sent;
  if (sent) { stored((store) => store.removeItem(place(sent))); return; }

  const form = document.getElementById("answers");
  if (!form) return;
  const name = place(form.dataset.survey);
  const radios = [...form.querySelectorAll("input[type=radio]")];
  const texts = [...form.querySelectorAll("textarea, #age-field")];
  const opened = [...form.querySelectorAll("[data-opened-by]")];

  const fold = () => {
    for (const box of opened) {
      const yes = form.querySelector(`input[name="${box.dataset.openedBy}"][value="1"]`);
      const folded = !(yes && yes.checked) && !box.classList.contains("wrong");
      box.hidden = folded;
      for (const input of box.querySelectorAll("input")) input.disabled = folded;
      const skip = box.querySelector(".skip"), hint = box.querySelector(".hint");
      if (!box.classList.contains("wrong")) { skip.hidden = true; hint.hidden = true; }
    }
  };
  const count = () => {
    const boxes = [...form.querySelectorAll("fieldset.question")].filter((box) => !box.hidden);
    const answered = boxes.filter((box) => box.querySelector("input:checked")).length;
    const words = document.getElementById("progress");
    words.textContent = words.dataset.words.replace("{answered}", answered).replace("{asked}", boxes.length);
    words.hidden = false;
  };
  const save = () => stored((store) => {
    const typed = { until: Date.now() + DAYS * 864e5, radios: {}, texts: {} };
    for (const one of radios) if (one.checked) typed.radios[one.name] = one.value;
    for (const one of texts) if (one.value) typed.texts[one.name] = one.value;
    store.setItem(name, JSON.stringify(typed));
    document.getElementById("saved").hidden = false;
  });
  const restore = () => stored((store) => {
    const typed = JSON.parse(store.getItem(name) || "null");
    if (!typed) return;
    if (typed.until < Date.now()) { store.removeItem(name); return; }
    for (const one of radios) if (typed.radios[one.name] === one.value) one.checked = true;
    for (const one of texts) if (typed.texts[one.name]) one.value = typed.texts[one.name];
    document.getElementById("saved").hidden = false;
  });

  if (form.hasAttribute("data-fresh")) restore();
  const code = document.getElementById("code-field");
  if (code && !code.value && window.location.hash.length > 8) code.value = window.location.hash.slice(1);
  form.addEventListener("change", () => { fold(); count(); save(); });
  for (const one of texts) one.addEventListener("input", save);
  document.getElementById("erase").addEventListener("click", () => {
    stored((store) => store.removeItem(name));
    for (const one of radios) one.checked = false;
    for (const one of texts) one.value = "";
    document.getElementById("saved").hidden = true;
    fold(); count();
  });
  window.addEventListener("pageshow", () => { fold(); count(); });
  const notice = document.getElementById("notice");
  if (notice) { notice.tabIndex = -1; notice.focus(); }
})();

// A while of some minutes, if wished: says about how many are left, without a sound; kept nowhere.
const MINUTE = 60000;

for (const part of document.querySelectorAll("[data-while]")) {
  const told = part.querySelector("[data-told]");
  const buttons = [...part.querySelectorAll("[data-minutes]")];
  let timer = 0;

  const tell = (until) => {
    const left = Math.ceil((until - Date.now()) / MINUTE);
    const { left: some, last, over } = part.dataset;
    told.textContent = left > 1 ? some.replace("%n", String(left)) : left === 1 ? last : over;
    if (left < 1) end();
    else timer = setTimeout(() => tell(until), (until - Date.now()) % MINUTE || MINUTE);
  };
  const end = () => {
    clearTimeout(timer);
    for (const button of buttons) button.hidden = button.dataset.minutes === "0";
  };
  const begin = (minutes) => {
    end();
    for (const button of buttons) button.hidden = button.dataset.minutes !== "0";
    tell(Date.now() + minutes * MINUTE);
  };

  part.hidden = false;
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const minutes = Number(button.dataset.minutes);
      if (minutes) begin(minutes);
      else { end(); told.textContent = ""; }
      buttons.find((each) => !each.hidden).focus();
    });
  }
}

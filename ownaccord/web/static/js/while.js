// A while of some minutes, if wished: says about how many are left, without a sound; kept nowhere.
// What would outlast the quiet time after which the page locks itself is not offered.
const MINUTE = 60000;
const quiet = Number(document.body.dataset.idleSeconds) / 60;

for (const part of document.querySelectorAll("[data-while]")) {
  const told = part.querySelector("[data-told]");
  const stop = part.querySelector("[data-minutes='0']");
  const some = [...part.querySelectorAll("[data-minutes]")].filter((each) => each !== stop);
  const offered = some.filter((each) => Number(each.dataset.minutes) <= quiet);
  let timer = 0;

  const show = (runs) => {
    for (const button of some) button.hidden = runs || !offered.includes(button);
    stop.hidden = !runs;
  };
  const tell = (until) => {
    const left = until - Date.now();
    const minutes = Math.ceil(left / MINUTE);
    const words = part.dataset;
    told.textContent = minutes > 1 ? words.left.replace("%n", String(minutes)) : minutes === 1 ? words.last : words.over;
    if (minutes > 0) timer = setTimeout(() => tell(until), left % MINUTE || MINUTE);
    else show(false);
  };

  for (const button of offered) {
    button.addEventListener("click", () => {
      show(true);
      tell(Date.now() + Number(button.dataset.minutes) * MINUTE);
      stop.focus();
    });
  }
  stop.addEventListener("click", () => {
    clearTimeout(timer);
    told.textContent = "";
    show(false);
    offered[0].focus();
  });
  show(false);
  part.hidden = offered.length === 0;
}

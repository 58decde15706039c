// Draws a fresh part over the one that is shown, block by block: what has not changed stays the same element, so that a
// finger that is down on a signal, the focus and an open fold are where they were.
function same(one, other) {
  return one.childNodes.length === other.childNodes.length && [...one.childNodes].every((each, at) => each.isEqualNode(other.childNodes[at]));
}

// The number of the next press is no reason to draw a button again.
function numbered(block, number) {
  for (const each of block.querySelectorAll("[name='number']")) each.setAttribute("value", number);
}

function named(block, fresh) {
  for (const { name } of [...block.attributes]) if (name !== "open" && !fresh.hasAttribute(name)) block.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (block.getAttribute(name) !== value) block.setAttribute(name, value);
}

export function drawOver(shown, fresh) {
  const keys = new Set([...fresh.children].map((each) => each.dataset.key));
  for (const block of [...shown.children]) if (!keys.has(block.dataset.key)) block.remove();
  let at = shown.firstElementChild;
  for (const block of [...fresh.children]) {
    if (at?.dataset.key !== block.dataset.key) {
      shown.insertBefore(document.adoptNode(block), at);
      continue;
    }
    named(at, block);
    numbered(at, fresh.dataset.number);
    if (!same(at, block)) at.replaceChildren(...[...block.childNodes].map((each) => document.adoptNode(each)));
    at = at.nextElementSibling;
  }
  named(shown, fresh);
}

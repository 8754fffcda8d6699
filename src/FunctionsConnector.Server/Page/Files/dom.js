/** Makes an element. Children are nodes or texts: a text of a vendor never becomes markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

export const byId = id => document.getElementById(id);

/** Tells the user what happened, screen readers included. */
export function announce(text) {
  byId('status').textContent = text;
}

/** Shows a problem below an input, or removes it. */
export function mark(input, place, problem) {
  place.textContent = problem ?? '';
  place.hidden = !problem;
  if (problem) {
    input.setAttribute('aria-invalid', 'true');
  } else {
    input.removeAttribute('aria-invalid');
  }
}

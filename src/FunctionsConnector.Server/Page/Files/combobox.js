import { announce, make } from './dom.js';

/**
 * An input with a list to choose from (the combobox pattern of ARIA). Any text may be typed.
 * load(search) returns entries { id, label }; changed(entry or null) is called when the text changes.
 */
export function combobox({ id, label, load, changed = () => {}, describedBy }) {
  const popup = make('ul', { id: `${id}-list`, role: 'listbox', 'aria-label': label, hidden: true });
  const input = make('input', {
    id, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-autocomplete': 'list', 'aria-expanded': 'false',
    'aria-controls': popup.id, 'aria-describedby': describedBy, oninput: typed, onkeydown: pressed, onclick: () => open(''), onblur: close,
  });
  let [entries, active, latest, timer, picked] = [[], -1, 0, 0, null];

  function typed() {
    picked = null;
    changed(null);
    clearTimeout(timer);
    timer = setTimeout(() => open(input.value.trim()), 150);
  }

  async function open(search) {
    const mine = ++latest;
    let [found, note] = [[], null];
    try {
      found = (await load(search)).toSorted((one, other) => rank(one, search) - rank(other, search));
      note = found.length === 0 ? 'Nothing fits.' : null;
    } catch (problem) {
      note = problem.message;
    }
    if (mine !== latest || document.activeElement !== input) {
      return;
    }
    [entries, active] = [found, -1];
    popup.replaceChildren(...entries.map((entry, index) => make(
      'li',
      { id: `${id}-${index}`, role: 'option', 'aria-selected': 'false', onmousedown: event => { event.preventDefault(); pick(entry); } },
      make('span', {}, entry.label), ' ', entry.id !== entry.label ? make('small', {}, entry.id) : null)));
    if (note) {
      popup.append(make('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, note));
    }
    popup.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    announce(note ?? `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'} to choose from.`);
  }

  function close() {
    latest++;
    clearTimeout(timer);
    popup.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function pick(entry) {
    picked = entry;
    input.value = entry.label;
    close();
    changed(entry);
  }

  function move(step) {
    if (entries.length === 0) {
      return;
    }
    popup.children[active]?.setAttribute('aria-selected', 'false');
    active = active < 0 && step < 0 ? entries.length - 1 : (active + step + entries.length) % entries.length;
    const option = popup.children[active];
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  }

  function pressed(event) {
    const isOpen = !popup.hidden;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      isOpen ? move(event.key === 'ArrowDown' ? 1 : -1) : open(picked ? '' : input.value.trim());
    } else if (event.key === 'Enter' && isOpen && active >= 0) {
      event.preventDefault();
      pick(entries[active]);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    }
  }

  return {
    element: make('div', { class: 'combobox' }, input, popup),
    input,
    read: () => input.value.trim(),
    picked: () => picked,
    write(text) {
      picked = null;
      input.value = text;
      close();
    },
  };
}

/** What was typed exactly comes first, then what begins with it. */
function rank({ id, label }, search) {
  const [words, typed] = [[id.toLowerCase(), label.toLowerCase()], search.toLowerCase()];
  return typed === '' || words.includes(typed) ? 0 : words.some(word => word.startsWith(typed)) ? 1 : 2;
}

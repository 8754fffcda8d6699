import { combobox } from './combobox.js';
import { make } from './dom.js';

const longText = 256;

/**
 * The input that fits a field: { element, input, read(), write(text, isWrong) }. read() returns undefined for blank.
 * options: id, describedBy, choices(search), changed().
 */
export function inputOf(field, options) {
  if (field.multiple) {
    return several(field, options);
  }
  if (field.hasChoices) {
    const box = combobox({ ...options, label: field.label, load: options.choices });
    return { ...box, read: () => (box.picked() ? wordOf(box.picked()) : box.read()) || undefined };
  }
  return plain(field, options);
}

/** A label is clearer in a flow than an id. Where the picker had to tell two equal labels apart, only the id is exact. */
export const wordOf = choice => (/\)$|^id /.test(choice.label) ? choice.id : choice.label);

function plain(field, { id, describedBy, changed }) {
  const common = { id, 'aria-describedby': describedBy, oninput: changed };
  const input = field.type === 'boolean' ? make('select', common, make('option', { value: '' }, '(leave as it is)'), make('option', { value: 'true' }, 'Yes'), make('option', { value: 'false' }, 'No'))
    : field.type === 'date' ? make('input', { ...common, type: 'date' })
    : field.type === 'datetime' ? make('input', { ...common, type: 'datetime-local', step: '1' })
    : field.maxLength >= longText ? make('textarea', { ...common, rows: '3' })
    : make('input', { ...common, type: 'text', autocomplete: 'off', inputmode: field.type === 'integer' ? 'numeric' : field.type === 'decimal' ? 'decimal' : null });
  return {
    element: input,
    input,
    read: () => (input.value === '' ? undefined : field.type === 'boolean' ? input.value === 'true' : input.value),
    write: text => { input.value = text; },
  };
}

/** Several values: each one a chip. What is typed and not yet added counts too. */
function several(field, { id, describedBy, choices, changed }) {
  const values = [];
  const chips = make('ul', { class: 'chips', 'aria-label': `Values of ${field.label}` });
  const box = combobox({
    id, label: field.label, describedBy, load: field.hasChoices ? choices : async () => [], changed: entry => (entry ? add(wordOf(entry)) : changed()),
  });
  box.input.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.defaultPrevented && box.read()) {
      event.preventDefault();
      add(box.read());
    }
  });

  function add(text) {
    values.push(text);
    box.write('');
    show();
  }

  function show() {
    chips.replaceChildren(...values.map((value, index) => make('li', {}, make(
      'button',
      { type: 'button', 'aria-label': `Remove ${value}`, onclick: () => { values.splice(index, 1); show(); box.input.focus(); } },
      `${value} ✕`))));
    changed();
  }

  return {
    element: make('div', {}, box.element, chips),
    input: box.input,
    read() {
      const all = box.read() ? [...values, box.read()] : [...values];
      return all.length === 0 ? undefined : all;
    },
    write(text, isWrong) {
      const kept = (this.read() ?? []).filter(value => !isWrong(value));
      values.splice(0, values.length, ...kept, text);
      box.write('');
      show();
    },
  };
}

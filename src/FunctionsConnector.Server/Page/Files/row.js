import { announce, make, mark } from './dom.js';
import { inputOf, wordOf } from './inputs.js';
import { offersFor } from './offers.js';

let count = 0;

/** One field of the update or of its conditions. */
export function row({ field, isCondition, now, choices, changed, removed }) {
  const id = `field-${++count}`;
  const hint = make('p', { class: 'hint', id: `${id}-hint` }, hintOf(field, isCondition, now));
  const problem = make('p', { class: 'problem', id: `${id}-problem`, hidden: true });
  const offers = make('div', { class: 'offers' });
  const editor = inputOf(field, { id, describedBy: `${hint.id} ${problem.id}`, choices, changed: edited });
  const empty = make('input', { type: 'checkbox', onchange: emptied });
  const element = make(
    'li',
    { class: 'row' },
    make('label', { for: id }, field.label),
    make('button', { type: 'button', class: 'quiet', 'aria-label': `Remove ${field.label}`, onclick: () => { element.remove(); removed(self); } }, 'Remove'),
    editor.element, hint, problem, offers,
    !isCondition && field.required ? null : make('label', { class: 'check' }, empty, isCondition ? 'is empty' : `Clear ${field.label}`));

  function edited() {
    clear();
    changed();
  }

  function emptied() {
    editor.input.disabled = empty.checked;
    edited();
  }

  function clear() {
    mark(editor.input, problem, null);
    offers.replaceChildren();
  }

  /** Shows why the field was refused, and the values that are allowed. */
  async function refuse(detail) {
    mark(editor.input, problem, detail.message);
    const { offered, isWrong } = field.hasChoices ? await offersFor(detail, choices) : { offered: [] };
    offers.replaceChildren(...offered.map(choice => make('button', { type: 'button', onclick: () => take(wordOf(choice), isWrong) }, choice.label)));
  }

  function take(value, isWrong) {
    editor.write(value, isWrong);
    edited();
    editor.input.focus();
    announce(`${field.label} is set to ${value}.`);
  }

  const self = {
    field, element, isCondition, clear, refuse,
    focus: () => editor.input.focus(),
    /** undefined: nothing given; null: empty. */
    read: () => (empty.checked ? null : editor.read()),
  };
  return self;
}

function hintOf(field, isCondition, now) {
  const current = now === undefined ? '' : `Now: ${now}. `;
  // The description of a date says its zone.
  const zone = field.type === 'datetime' ? ' In the time zone of the system.' : '';
  return isCondition ? `${current}${zone}`.trim() : `${current}${field.description ?? `Blank leaves it as it is.${zone}`}`;
}

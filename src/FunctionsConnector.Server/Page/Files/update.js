import { combobox } from './combobox.js';
import { call, list, typePath } from './connector.js';
import { byId, make } from './dom.js';
import { presentOf } from './results.js';
import { row } from './row.js';

/** The fields of the update and of its conditions. record() names the record; changed() is called at each edit. */
export function updateForm({ record, changed }) {
  let [rows, descriptions, current] = [[], {}, null];
  const parts = { false: 'changes', true: 'conditions' };

  picker('add-change', 'Add a field', false);
  picker('add-condition', 'Add a condition', true);

  function picker(place, label, isCondition) {
    const box = combobox({
      id: `${place}-input`, label,
      load: search => list(`${typeOf()}/fields`, { search, writable: isCondition ? '' : 'true' }),
      changed: field => field && add(field, isCondition, box),
    });
    byId(place).append(make('div', { class: 'combobox' }, make('label', { for: `${place}-input` }, label), box.element));
  }

  const typeOf = () => typePath(record().system, 'record-types', record().recordType);

  function add(field, isCondition, box) {
    box.write('');
    const known = rows.find(one => one.field.id === field.id && one.isCondition === isCondition);
    if (known) {
      known.focus();
      return;
    }
    const description = descriptions[field.id]?.description;
    const now = current?.fields.find(one => one.field === field.id);
    const added = row({
      field: { ...field, description, hasChoices: field.hasChoices || Boolean(field.refersTo) },
      isCondition,
      now: current ? presentOf(now) : undefined,
      choices: search => list(`${typeOf()}/choices`, { field: field.id, search }),
      changed,
      removed: gone => {
        rows = rows.filter(one => one !== gone);
        changed();
        box.input.focus();
      },
    });
    rows.push(added);
    byId(parts[isCondition]).append(added.element);
    added.focus();
    changed();
  }

  return {
    /** Another record type: its fields are others. */
    async reset() {
      rows.forEach(one => one.element.remove());
      [rows, descriptions, current] = [[], {}, null];
      changed();
      if (record().system && record().recordType) {
        const { body } = await call('GET', `${typeOf()}/update-schema`);
        descriptions = body?.schema?.properties ?? {};
      }
    },
    show: values => { current = values; },
    /** The body of the update. */
    body() {
      const [fields, cleared, onlyIf] = [{}, [], {}];
      for (const one of rows) {
        const value = one.read();
        if (value === undefined) {
          continue;
        }
        if (one.isCondition) {
          onlyIf[one.field.id] = value;
        } else if (value === null) {
          cleared.push(one.field.id);
        } else {
          fields[one.field.id] = value;
        }
      }
      return { fields, ...(cleared.length && { fieldsToClear: cleared }), ...(Object.keys(onlyIf).length && { onlyIf }) };
    },
    names: () => rows.filter(one => !one.isCondition).map(one => one.field.id),
    clear: () => rows.forEach(one => one.clear()),
    /** Marks the refused fields. Returns the first one. */
    async refuse(details) {
      const refused = rows.flatMap(one => (details ?? []).filter(detail => isAbout(detail, one.field)).slice(0, 1).map(detail => [one, detail]));
      await Promise.all(refused.map(([one, detail]) => one.refuse(detail)));
      return refused[0]?.[0];
    },
  };
}

const isAbout = (detail, field) => [field.id, field.label].some(name => name.toLowerCase() === detail.target?.toLowerCase());

import { make } from './dom.js';

export const outcomes = {
  applied: ['Applied', 'The record shows the new values.'],
  adjusted: ['Applied, and adjusted by the system', 'The record shows the new values in the form in which the system stores them.'],
  unchanged: ['Unchanged', 'The record already had these values. Nothing was sent.'],
  accepted: ['Accepted', 'The system accepted the update. The record was not read back.'],
};

const failures = { OutcomeUnknown: 'The outcome is unknown', UpdateNotApplied: 'Not applied as asked' };

/** What the update did. */
export function outcomeOf(reply) {
  const [title, text] = outcomes[reply.outcome] ?? [reply.outcome, ''];
  return [
    banner('good', title, text),
    ...warnings(reply.warnings),
    ...adjustmentsOf(reply).map(text => make('p', {}, text)),
  ];
}

/** What the system stores in its own form. */
export const adjustmentsOf = ({ fields = [] }) =>
  fields.filter(field => field.adjustment).map(field => `${field.label}: sent '${field.requestedValue}', stored '${field.value}' (${field.adjustment}).`);

/** Whether the record may have been changed in spite of the failure. */
export const isDoubt = error => ['OutcomeUnknown', 'InternalError'].includes(error?.code);

/** The usual title of a failure, or one that says more of the record. */
export const titleOf = (error, usual) => failures[error.code] ?? usual;

/** Why it failed, and what to do. */
export function failureOf(error, status, title) {
  const wait = error.retryAfterSeconds ? ` Wait ${error.retryAfterSeconds} s.` : '';
  return [
    banner('bad', title, error.message),
    error.retryable ? make('p', {}, `The same request may succeed later.${wait}`) : isToChange(error, status) ? make('p', {}, 'The same request fails again. Change it first.') : null,
    error.vendorMessages?.length ? make('div', {}, make('h3', {}, 'The system says'), make('ul', {}, error.vendorMessages.map(text => make('li', {}, text)))) : null,
    make('p', { class: 'hint' }, [error.code, status && `HTTP ${status}`, error.requestId && `request ${error.requestId}`].filter(Boolean).join(' · ')),
  ];
}

/** Whether another request can help; not where the administrator must, or where the system does not keep the values. */
const isToChange = (error, status) => [400, 404, 409, 422].includes(status) && error.code !== 'UpdateNotApplied';

/** The request that would be sent. */
export function previewOf(reply) {
  return [
    banner('good', 'Preview', 'Nothing was sent. The update would send this:'),
    make('pre', { tabindex: '0', role: 'region', 'aria-label': 'Request to the system' }, `${reply.request.method} ${reply.request.url}\n\n${reply.request.body}`),
    ...warnings(reply.warnings),
    table('New values', ['Field', 'Value', 'Meaning'], (reply.fields ?? []).map(field => [field.label, field.value ?? '(empty)', field.displayValue ?? '(empty)'])),
  ];
}

/** Every field of a record. */
export const recordTable = record => table('Values of the record', ['Field', 'Value'], record.fields.map(field => [field.label, shown(field)]));

/** The record before and after: the named fields, and all others that differ. */
export function comparison(before, after, names) {
  const [old, fresh] = [before, after].map(record => new Map(record.fields.map(field => [field.field, field])));
  const differ = name => old.get(name)?.value !== fresh.get(name)?.value;
  const all = [...new Set([...names, ...[...old.keys(), ...fresh.keys()].filter(differ)])].filter(name => old.has(name) || fresh.has(name));
  const rows = all.map(name => [(fresh.get(name) ?? old.get(name)).label, presentOf(old.get(name)), presentOf(fresh.get(name))]);
  return table('The record', ['Field', 'Before', 'After'], rows, index => differ(all[index]));
}

/** A field of an outcome or of a preview. */
export const shown = field => field.displayValue ?? field.value ?? '(empty)';

/** A field of a record. A record has neither its empty fields nor those that the connector cannot read. */
export const presentOf = field => (field ? shown(field) : '(empty or not shown)');

export const banner = (kind, title, text) => make('div', { class: `banner ${kind}` }, make('strong', {}, title), text);

const warnings = texts => (texts ?? []).map(text => banner('warn', 'Note', text));

function table(caption, heads, rows, isChanged = () => false) {
  return make('div', {}, make('h3', {}, caption), make(
    'table',
    { 'aria-label': caption },
    make('thead', {}, make('tr', {}, heads.map(head => make('th', { scope: 'col' }, head)))),
    make('tbody', {}, rows.map((row, index) => make('tr', { class: isChanged(index) ? 'changed' : null }, make('th', { scope: 'row' }, row[0]), row.slice(1).map(cell => make('td', {}, cell)))))));
}

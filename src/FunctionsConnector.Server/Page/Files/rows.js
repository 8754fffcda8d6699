import { make } from './dom.js';
import { adjustmentsOf, isDoubt, outcomes, shown, titleOf } from './results.js';

const longest = 200;

const words = { failed: 'failed', unknown: 'with an unknown outcome', notSent: 'not sent' };

/** What a person does about a failure of one row. */
const advice = {
  InvalidRequest: 'Correct the row.',
  UpdateInvalid: 'Correct the cells that are named, and paste the row again.',
  RecordNotFound: 'Check the record id, and whether the connector\'s account may see the record.',
  Conflict: 'Look at the record: it holds other values than expected.',
  UpdateRejected: 'Change the values as the system says.',
  UpdateNotApplied: 'Look at the record: the system does not keep these values, or somebody changed them.',
  OutcomeUnknown: 'Look at the record, or send the row again. That is harmless.',
  SystemUnavailable: 'Send the row again later.',
  RateLimited: 'Send the row again later.',
  CredentialsRefused: 'An administrator corrects the credentials of the system.',
  CredentialsMissing: 'An administrator adds the credentials of the system.',
  InternalError: 'Look at the record, and give the request id to an administrator.',
};

/** What is known of a row: { status, kind, title, code, message, requestId }. Only a reply makes it applied or failed. */
export function reportOf({ problem, phase, outcome, requestId, isLost, preview }) {
  const failed = (status, title, error) => ({ status, kind: 'bad', title, code: error.code, message: error.message, requestId: error.requestId });
  return problem ? failed('notSent', 'Not sent', { code: 'InvalidRequest', message: problem })
    : phase === 'sending' ? { status: 'sending', title: 'Being sent' }
    : phase === 'waiting' ? { status: 'notStarted', kind: 'warn', title: 'Waiting', message: 'Nothing was sent for this row yet, because of the time or a limit.' }
    : isLost || isDoubt(outcome?.error) ? { ...failed('unknown', titleOf({ code: 'OutcomeUnknown' }), doubtOf(outcome?.error)), kind: 'warn' }
    : outcome?.error ? failed('failed', titleOf(outcome.error, 'Not updated'), outcome.error)
    : outcome ? { status: outcome.outcome, kind: 'good', title: outcomes[outcome.outcome]?.[0] ?? outcome.outcome, message: notesOf(outcome), requestId }
    : preview?.error ? failed('notSent', 'Problem', preview.error)
    : preview ? { status: 'notSent', title: 'Ready', message: preview.warnings.join(' ') }
    : { status: 'notSent', title: 'Not sent' };
}

/** Why the outcome is unknown: there is no reply, or its failure says so, or an earlier request of the row has none. */
const doubtOf = error => !error ? { code: 'OutcomeUnknown', message: 'There is no reply for this row. Whether the record was changed is not known.' }
  : isDoubt(error) ? error
  : { ...error, code: 'OutcomeUnknown', message: `An earlier request may have changed the record. The last one failed with ${error.code}: ${error.message}` };

const notesOf = outcome => [...outcome.warnings ?? [], ...adjustmentsOf(outcome)].join(' ');

/** How many rows have which outcome, in words. */
export const countsOf = rows => countsBy(rows, row => words[reportOf(row).status] ?? reportOf(row).status);

export const previewCountsOf = rows => countsBy(rows, row => row.problem || row.preview?.error ? 'with a problem' : row.preview ? 'ready' : 'without a preview');

const countsBy = (rows, wordOf) => Object.entries(Object.groupBy(rows, wordOf)).map(([word, some]) => `${some.length} ${word}`).join(', ');

/** The lines of the file with the outcome: one for each row. */
export const linesOf = rows => [
  ['record id', 'status', 'code', 'message', 'fields', 'request id'],
  ...rows.map(row => {
    const { status, code = '', message = '', requestId = '' } = reportOf(row);
    return [row.id, status, code, message, fieldsOf(row).join('; '), requestId];
  }),
];

/** The fields of the outcome with their values, or those that the failure names. */
const fieldsOf = ({ outcome }) => outcome?.error
  ? [...new Set((outcome.error.details ?? [outcome.error]).map(detail => detail.target).filter(Boolean))]
  : (outcome?.fields ?? []).map(field => `${field.label}: ${shown(field)}`);

/** The rows with what changes and what happened: { element, paint(rows) }. */
export function rowsTable(rows) {
  const cells = new Map(rows.map(row => [row, [make('td'), make('td')]]));
  function paint(some) {
    for (const row of some) {
      const [changes, state] = cells.get(row);
      changes.replaceChildren(make('ul', {}, (row.preview?.changes ?? row.asked).map(change => make('li', {}, changeOf(change)))));
      state.replaceChildren(...stateOf(reportOf(row)));
    }
  }
  paint(rows);
  return {
    paint,
    element: make(
      'table',
      { 'aria-labelledby': 'rows-title' },
      make('thead', {}, make('tr', {}, ['Record', 'Changes', 'State'].map(head => make('th', { scope: 'col' }, head)))),
      make('tbody', {}, rows.map(row => make('tr', {}, make('th', { scope: 'row' }, row.id || '(none)', make('p', { class: 'hint' }, `row ${row.number}`)), cells.get(row))))),
  };
}

function changeOf({ label, from, to, isSame }) {
  const [before, after] = [from, to ?? '(empty)'].map(text => text?.length > longest ? `${text.slice(0, longest)}…` : text);
  return from === undefined ? `${label}: ${after}` : `${label}: ${before} → ${after}${isSame ? ' (no change)' : ''}`;
}

const stateOf = ({ kind, title, code, message }) => [
  make('strong', { class: kind }, title),
  message ? make('p', {}, message) : null,
  code ? make('p', { class: 'hint' }, [code, advice[code]].filter(Boolean).join(' · ')) : null,
].filter(Boolean);

import { preview, update } from './bulk.js';
import { csvOf, save } from './csv.js';
import { byId, mark } from './dom.js';
import { failureOf } from './results.js';
import { countsOf, linesOf, previewCountsOf, rowsTable } from './rows.js';
import { readTable } from './table.js';

const isOpen = row => !row.problem && !row.outcome;
const isKnown = row => Boolean(row.outcome || row.isLost);

/** What can be done with a table: with which rows, and what one of them has when it is done. */
const works = {
  preview: { name: 'Preview', action: preview, rowsOf: toPreview, resultOf: row => row.preview, countsOf: previewCountsOf },
  update: { name: 'Update', action: update, rowsOf: toSend, resultOf: row => row.outcome, countsOf },
};

/** The rows without a preview, or all of them again. */
function toPreview(rows) {
  const [valid, open] = [rows.filter(row => !row.problem), rows.filter(row => !row.problem && !row.preview)];
  if (open.length > 0) {
    return open;
  }
  valid.forEach(row => { row.preview = null; });
  return valid;
}

/** The rows without an outcome, or else those that failed. */
function toSend(rows) {
  const open = rows.filter(isOpen);
  return open.length > 0 ? open : rows.filter(row => row.outcome?.error);
}

/** The part of the page for many records. record() names the system and the type, chooseType() asks for the type, signOut(error) for the key. */
export function manyRecords({ record, chooseType, signOut }) {
  const [table, tableProblem, verify, previewing, updating, stop, saving, progress, status, rowsTitle] = [
    'table', 'table-problem', 'verify', 'many-preview', 'many-update', 'many-stop', 'many-save', 'many-progress', 'many-status', 'rows-title'].map(byId);

  /** The table in hand, with what is known of its rows; and what stops the work on it. */
  let [run, working] = [null, null];

  const sourceOf = () => JSON.stringify([record().system, record().recordType, table.value]);
  const isSame = () => run?.source === sourceOf();

  /** Takes the table in hand. It is another one where the text or the record type is another. */
  function take() {
    if (!chooseType() || isSame()) {
      return isSame();
    }
    const { rows, names, problem } = readTable(table.value);
    mark(table, tableProblem, problem);
    if (problem) {
      table.focus();
      return false;
    }
    const { system, recordType } = record();
    run = { source: sourceOf(), target: { system, recordType }, rows, view: rowsTable(rows) };
    rowsTitle.textContent = `${recordType} in ${system}: ${counted(rows, 'row')}, ${counted(names, 'field')}`;
    byId('rows').replaceChildren(run.view.element);
    byId('many-rows').hidden = false;
    return true;
  }

  /** Works on the table until it is done or stopped, or a request fails. */
  async function work({ name, action, rowsOf, resultOf, countsOf: counts }) {
    if (working || !take()) {
      return;
    }
    const { rows, target, view } = run;
    const todo = rowsOf(rows);
    const earlier = new Map(todo.map(row => [row, resultOf(row)]));
    const changed = some => {
      view.paint(some);
      const done = todo.filter(row => resultOf(row) && resultOf(row) !== earlier.get(row));
      [progress.max, progress.value] = [todo.length, done.length];
      byId('many-count').textContent = `${name}: ${done.length} of ${counted(todo, 'row')} done`;
    };
    const waits = seconds => {
      status.textContent = `A limit is reached. The other rows wait until ${new Date(Date.now() + seconds * 1000).toLocaleTimeString()}.`;
    };
    working = new AbortController();
    status.textContent = `${name} of ${counted(todo, 'row')}.`;
    changed([]);
    byId('many-failure').replaceChildren();
    refresh();
    let [failure, end] = [null, 'Interrupted'];
    try {
      failure = await action(todo, { target, verify: verify.checked, signal: working.signal, changed, waits });
      end = failure ? end : working.signal.aborted ? 'Stopped' : 'Finished';
    } finally {
      // What waits was not sent. What was known of it before stands.
      rows.forEach(row => { row.phase = null; });
      view.paint(rows);
      working = null;
      status.textContent = `${end}: ${counts(rows)}.`;
      show(failure);
    }
  }

  function show(failure) {
    const hadFocus = [stop, document.body].includes(document.activeElement);
    refresh();
    if (failure) {
      byId('many-failure').replaceChildren(...failureOf(failure.error, failure.status, 'Interrupted. What was done is kept').filter(Boolean));
    }
    if (failure?.status === 401) {
      signOut(failure.error);
    } else if (hadFocus) {
      rowsTitle.focus();
    }
  }

  /** Shows what can be done now. */
  function refresh() {
    const rows = isSame() ? run.rows : [];
    const [isStarted, isLeft, hasFailed] = [rows.some(isKnown), rows.some(isOpen), rows.some(row => row.outcome?.error)];
    [previewing, updating].forEach(button => { button.ariaDisabled = working ? 'true' : null; });
    updating.textContent = isStarted && isLeft ? 'Send the other rows' : isStarted && hasFailed ? 'Send the failed rows again' : 'Update the records';
    table.readOnly = Boolean(working);
    stop.hidden = byId('many-working').hidden = !working;
    saving.hidden = Boolean(working) || !run?.rows.some(isKnown);
  }

  table.addEventListener('input', () => {
    mark(table, tableProblem, null);
    refresh();
  });
  previewing.addEventListener('click', () => work(works.preview));
  updating.addEventListener('click', () => {
    if (!working && isSame() && toSend(run.rows).length === 0) {
      status.textContent = `Nothing is left to send: ${countsOf(run.rows)}.`;
    } else {
      work(works.update);
    }
  });
  stop.addEventListener('click', () => {
    working.abort();
    status.textContent = 'Stopping: what is being sent is finished first.';
  });
  saving.addEventListener('click', () => save(`${run.target.recordType}-outcome.csv`, csvOf(linesOf(run.rows))));
  addEventListener('beforeunload', event => working && event.preventDefault());
  return { refresh };
}

const counted = ({ length }, word) => `${length} ${word}${length === 1 ? '' : 's'}`;

import { combobox } from './combobox.js';
import { call, key, list, recordPath } from './connector.js';
import { copyOf, hintFor } from './copies.js';
import { announce, byId, make, mark } from './dom.js';
import { manyRecords } from './many.js';
import { comparison, failureOf, outcomeOf, previewOf, recordTable, titleOf } from './results.js';
import { updateForm } from './update.js';

const system = byId('system');
const recordId = byId('record-id');
const recordType = combobox({
  id: 'record-type', label: 'Record type', describedBy: 'record-problem',
  load: search => list(`api/systems/${encodeURIComponent(system.value)}/record-types`, { search }),
  changed: entry => entry && retype(),
});
recordType.input.addEventListener('change', retype);
byId('record-type-slot').append(make('label', { for: 'record-type' }, 'Record type'), recordType.element);

let typeBefore = '';
const record = () => ({ system: system.value, recordType: recordType.picked()?.id ?? recordType.read(), recordId: recordId.value.trim() });
const update = updateForm({ record, changed: showCopy });
const many = manyRecords({ record, chooseType: () => isNamed('type'), signOut });

async function connect(isNew) {
  const reply = await call('GET', 'api/systems');
  if (reply.error) {
    signOut(reply.error);
    return;
  }
  const chosen = system.value;
  system.replaceChildren(...reply.body.value.map(one => make('option', { value: one.id }, one.label)));
  if (reply.body.value.some(one => one.id === chosen)) {
    system.value = chosen;
  } else {
    recordType.write('');
  }
  retype();
  show(true);
  if (isNew) {
    system.focus();
  }
}

function signOut(error) {
  key.forget();
  show(false);
  mark(byId('key'), byId('key-problem'), error.message);
  byId('key').focus();
}

function show(isConnected) {
  byId('connect').hidden = isConnected;
  byId('work').hidden = byId('forget').hidden = !isConnected;
  showCopy();
}

/** Called where the record type may be another one. What was picked for another type is gone. */
function retype() {
  const now = `${record().system}/${record().recordType}`;
  if (now !== typeBefore) {
    typeBefore = now;
    forgetRecord();
    update.reset();
    many.refresh();
  }
}

function forgetRecord() {
  byId('record').hidden = true;
  update.show(null);
  mark(recordId, byId('record-problem'), null);
  showCopy();
}

/** Whether the record is named, or its type alone; shows what is missing. */
function isNamed(part = 'record') {
  const { recordType: type, recordId: id } = record();
  const [input, problem] = !type ? [recordType.input, 'Choose a record type.'] : !id && part === 'record' ? [recordId, 'Enter the id or the number of the record.'] : [];
  mark(recordType.input, byId('record-problem'), null);
  mark(recordId, byId('record-problem'), null);
  if (problem) {
    mark(input, byId('record-problem'), problem);
    input.focus();
  }
  return !problem;
}

async function read(target) {
  const reply = await call('GET', recordPath(target));
  if (!reply.error) {
    update.show(reply.body);
    byId('record-fields').replaceChildren(recordTable(reply.body));
    byId('record-title').textContent = `${reply.body.recordType} ${reply.body.recordId}: ${reply.body.fields.length} fields with a value`;
    byId('record').hidden = false;
  }
  return reply;
}

/** Runs one thing at a time, and says what it does. */
async function run(text, work) {
  const buttons = ['preview', 'update'].map(byId);
  if (buttons[0].ariaDisabled === 'true' || !isNamed()) {
    return;
  }
  buttons.forEach(button => { button.ariaDisabled = 'true'; });
  announce(text);
  try {
    await work();
  } finally {
    buttons.forEach(button => { button.ariaDisabled = null; });
  }
}

function present(text, ...nodes) {
  byId('result').replaceChildren(...nodes.flat().filter(Boolean));
  announce(text);
}

async function fail(usual, { error, status }, ...more) {
  const title = titleOf(error, usual);
  present(`${title}. ${error.message}`, failureOf(error, status, title), ...more);
  if (status === 401) {
    signOut(error);
    return;
  }
  const refused = await update.refuse(error.details);
  (refused ?? byId('result-title')).focus();
}

async function preview() {
  update.clear();
  const reply = await call('POST', `${recordPath(record())}/preview`, update.body());
  if (reply.error) {
    await fail('No update would be made', reply);
    return;
  }
  present('The preview is ready. Nothing was sent.', previewOf(reply.body));
  byId('result-title').focus();
}

async function send() {
  update.clear();
  // What is typed from now on is for another update.
  const [target, body, names] = [record(), update.body(), update.names()];
  const before = await read(target);
  if (before.error) {
    await fail('Not updated', before);
    return;
  }
  const reply = await call('PATCH', recordPath(target), body);
  const after = await read(target);
  const compared = after.error ? make('p', {}, `The record could not be read afterwards: ${after.error.message}`) : comparison(before.body, after.body, names);
  if (reply.error) {
    await fail('Not updated', reply, compared);
    return;
  }
  present(`The update is ${reply.body.outcome}.`, outcomeOf(reply.body), compared, make('p', { class: 'hint' }, `Request ${reply.body.requestId}`));
  byId('result-title').focus();
}

function showCopy() {
  const format = document.querySelector('[name=format]:checked').value;
  byId('copy-hint').textContent = hintFor(format);
  byId('copy-text').textContent = copyOf(format, record(), update?.body() ?? { fields: {} });
}

async function copy() {
  try {
    await navigator.clipboard.writeText(byId('copy-text').textContent);
    announce('Copied.');
  } catch {
    // Browsers allow it over https and on this machine only.
    getSelection().selectAllChildren(byId('copy-text'));
    announce('The text is selected. Copy it with the keyboard.');
  }
}

byId('connect').addEventListener('submit', event => {
  event.preventDefault();
  key.keep(byId('key').value.trim());
  byId('key').value = '';
  mark(byId('key'), byId('key-problem'), null);
  connect(true);
});
byId('forget').addEventListener('click', () => {
  key.forget();
  location.reload();
});
byId('find').addEventListener('submit', event => {
  event.preventDefault();
  run('Reading the record.', async () => {
    const reply = await read(record());
    if (reply.error) {
      mark(recordId, byId('record-problem'), reply.error.message);
      recordId.focus();
      announce(reply.error.message);
    } else {
      byId('record').open = true;
      announce(`The record is shown: ${reply.body.fields.length} fields.`);
    }
  });
});
system.addEventListener('change', () => {
  recordType.write('');
  retype();
});
recordId.addEventListener('input', forgetRecord);
byId('preview').addEventListener('click', () => run('Asking for the preview.', preview));
byId('update').addEventListener('click', () => run('Updating the record.', send));
byId('copy').addEventListener('click', copy);
document.querySelectorAll('[name=format]').forEach(radio => radio.addEventListener('change', showCopy));

show(false);
if (key.read()) {
  connect(false);
}

import { call, recordPath, typePath } from './connector.js';
import { isDoubt, presentOf, shown } from './results.js';
import { bytesOf, mostBytes } from './table.js';

const mostRecords = 100;
const previewsAtATime = 4;
const usualWait = 5;

/** What concerns every row: another row would fail, too. */
const ofAll = ['Unauthorized', 'Forbidden', 'SystemNotFound', 'RecordTypeNotFound', 'CredentialsRefused', 'CredentialsMissing', 'SystemUnavailable'];

/**
 * Sends the rows. A row gets an outcome from a reply only. Rows that were not started are sent again after the time that the reply says.
 * Returns the reply that failed, where one did; the rest is not sent then.
 */
export async function update(rows, { target, verify, signal, changed, waits }) {
  let rest = rows;
  while (rest.length > 0 && !signal.aborted) {
    const part = nextOf(rest);
    const { failure, wait } = await send(part, target, verify, changed);
    changed(part);
    if (failure) {
      return failure;
    }
    rest = rest.filter(row => row.phase === 'waiting' || !part.includes(row));
    if (wait) {
      await pause(wait, signal, waits);
    }
  }
}

function nextOf(rows) {
  let bytes = 0;
  const end = rows.findIndex((row, index) => index === mostRecords || (bytes += bytesOf(row.record) + 1) > mostBytes);
  return end < 0 ? rows : rows.slice(0, Math.max(end, 1));
}

async function send(part, target, verify, changed) {
  part.forEach(row => { row.phase = 'sending'; });
  changed(part);
  const reply = await call('POST', `${typePath(target.system, 'records', target.recordType)}/bulk`, { records: part.map(row => row.record), verify }, true);
  if (reply.error) {
    const nothingWasSent = reply.status < 500 || reply.status === 503;
    part.forEach(row => nothingWasSent ? Object.assign(row, { phase: null }) : lose(row));
    return { failure: reply };
  }
  part.forEach((row, index) => take(row, reply.body.records?.[index], reply.body.requestId));
  return { wait: part.some(row => row.phase === 'waiting') ? reply.body.retryAfterSeconds ?? usualWait : 0 };
}

function take(row, result, requestId) {
  const mine = result?.recordId === row.id ? result : {};
  if (mine.outcome || mine.error) {
    Object.assign(row, { phase: null, outcome: mine, requestId, isLost: isStillUnknown(row, mine.error) });
  } else if (mine.notStarted) {
    row.phase = 'waiting';
  } else {
    lose(row);
  }
}

/** A failure of a later request says nothing of an earlier one, except that the record was read and does not show the update. */
const isStillUnknown = (row, error) => Boolean(error) && error.code !== 'UpdateNotApplied' && (row.isLost || isDoubt(row.outcome?.error));

/** Whether it was updated is not known. */
const lose = row => Object.assign(row, { phase: null, outcome: null, isLost: true });

/** Asks for the preview of each row, and for what its record holds now. Returns the reply that failed, where it concerns every row. */
export async function preview(rows, { target, signal, changed, waits }) {
  const rest = [...rows];
  let failure = null;
  const lane = async () => {
    while (rest.length > 0 && !failure && !signal.aborted) {
      const row = rest.shift();
      const { preview: found, failed } = await previewOf(row, { ...target, recordId: row.id });
      if (found) {
        row.preview = found;
        changed([row]);
      } else if (failed.error.code === 'RateLimited') {
        rest.unshift(row);
        await pause(failed.error.retryAfterSeconds ?? usualWait, signal, waits);
      } else {
        failure ??= failed;
      }
    }
  };
  await Promise.all(Array.from({ length: previewsAtATime }, lane));
  return failure;
}

async function previewOf(row, record) {
  const { recordId, ...body } = row.record;
  const reply = await call('POST', `${recordPath(record)}/preview`, body);
  const now = reply.error ? reply : await call('GET', recordPath(record));
  if (now.error) {
    return !now.status || now.error.code === 'RateLimited' || ofAll.includes(now.error.code) ? { failed: now } : { preview: { error: now.error } };
  }
  const held = new Map(now.body.fields.map(field => [field.field, field]));
  const changes = reply.body.fields.map(field => {
    const present = held.get(field.field);
    return { label: field.label, from: presentOf(present), to: field.cleared ? null : shown(field), isSame: Boolean(present) && present.value === field.value };
  });
  return { preview: { changes, warnings: reply.body.warnings ?? [] } };
}

/** Waits, at most until the person stops it. */
async function pause(seconds, signal, waits) {
  if (!signal.aborted) {
    waits(seconds);
    await new Promise(resolve => {
      const timer = setTimeout(resolve, seconds * 1000);
      signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); });
    });
  }
}

const clearWord = '(clear)';
const mostRows = 1000;

/** A request may have 1 MB. What stands around the record needs a few bytes. */
export const mostBytes = 1_000_000;

/**
 * Reads a table: tab-separated, as spreadsheets copy it, or CSV. Its first row has the names of the fields, its first column the records.
 * Returns { names, rows } or { problem }. A row is { number, id, asked, record } with the record of the request, or with a problem of its own.
 */
export function readTable(text) {
  const { lines, problem } = linesOf(text.replace(/^\uFEFF?[\r\n]*/, ''));
  if (problem) {
    return { problem };
  }
  const [head = [], ...body] = lines.filter(line => !line.every(isBlank));
  const names = head.slice(1).map(name => name.trim());
  const twice = names.find((name, index) => name && names.slice(0, index).some(other => other.toLowerCase() === name.toLowerCase()));
  const wrong = head.length === 0 ? 'Paste a table first.'
    : !names.some(Boolean) ? 'The first row has no names of fields. They stand beside the name of the column with the record ids, separated by tabs or commas.'
    : twice ? `Two columns are named '${twice}'. Keep one of them.`
    : body.length === 0 ? 'There is no row below the names of the fields.'
    : body.length > mostRows ? `The table has ${body.length.toLocaleString('en')} rows. Paste at most ${mostRows.toLocaleString('en')} at a time.`
    : null;
  return wrong ? { problem: wrong } : { names: names.filter(Boolean), rows: withoutTwins(body.map((line, index) => rowOf(line, names, index + 1))) };
}

function rowOf([id, ...cells], names, number) {
  const filled = cells.map((cell, index) => [names[index], cell]).filter(([, cell]) => !isBlank(cell));
  const [cleared, set] = [filled.filter(([, cell]) => isClear(cell)), filled.filter(([, cell]) => !isClear(cell))];
  const record = { recordId: id.trim(), fields: Object.fromEntries(set), ...(cleared.length && { fieldsToClear: cleared.map(([name]) => name) }) };
  const nameless = filled.find(([name]) => !name);
  const problem = record.recordId === '' ? 'The row has no record id in its first cell.'
    : /^\.+$/.test(record.recordId) ? `'${record.recordId}' is no record id.`
    : nameless ? `The value '${nameless[1].slice(0, 50)}' is in a column without a name.`
    : filled.length === 0 ? 'The row has no value, so there is nothing to change.'
    : bytesOf(record) > mostBytes ? 'The row is larger than 1 MB. Update this record alone.'
    : null;
  return { number, id: record.recordId, asked: filled.map(([name, cell]) => ({ label: name ?? '', to: isClear(cell) ? null : cell })), record, problem };
}

export const bytesOf = record => new TextEncoder().encode(JSON.stringify(record)).length;

/** The record of a row may be in one row only, else the order of the rows would decide. */
function withoutTwins(rows) {
  const first = new Map();
  for (const row of rows.filter(one => !one.problem)) {
    // The connector reads 0042 as the record 42.
    const key = /^\d+$/.test(row.id) ? row.id.replace(/^0+(?=\d)/, '') : row.id.toLowerCase();
    if (first.has(key)) {
      row.problem = `Row ${first.get(key)} has the same record. Put all changes of a record into one row.`;
    } else {
      first.set(key, row.number);
    }
  }
  return rows;
}

const isBlank = cell => cell.trim() === '';

const isClear = cell => cell.trim().toLowerCase() === clearWord;

function linesOf(text) {
  const separator = separatorOf(text);
  const quoted = new RegExp(`"([^"]*(?:""[^"]*)*)"(?=[${separator}\\r\\n]|$)`, 'y');
  const plain = new RegExp(`[^${separator}\\r\\n]*`, 'y');
  const lines = [[]];
  for (let at = 0; ; at++) {
    quoted.lastIndex = plain.lastIndex = at;
    const found = quoted.exec(text);
    const cell = plain.exec(text)[0];
    if (!found && text[at] === '"' && separator !== '\t') {
      return { problem: `A quote is not closed, or text follows it: ${cell.slice(0, 30)}` };
    }
    if (separator === '\t' && found?.[1].includes('\t')) {
      return { problem: `The cell ${cell.slice(0, 30)} begins with a quote, and a later cell ends with one. Whether they are one text is not clear. Paste the table as CSV, or take the first quote out.` };
    }
    // Spreadsheets copy a cell as it is, also one with quotes around it, and put quotes around it only where it has a line break or a quote.
    const isQuoted = found && (separator !== '\t' || /["\r\n]/.test(found[1]));
    lines.at(-1).push(isQuoted ? found[1].replaceAll('""', '"') : cell);
    at = isQuoted ? quoted.lastIndex : plain.lastIndex;
    if (at >= text.length) {
      return { lines };
    }
    if (text[at] !== separator) {
      at += text.startsWith('\r\n', at) ? 1 : 0;
      lines.push([]);
    }
  }
}

/** What separates the names of the fields. Where a comma is the decimal sign, spreadsheets write CSV with semicolons. */
function separatorOf(text) {
  const first = text.replace(/"[^"]*"/g, '').split(/[\r\n]/, 1)[0];
  const count = sign => first.split(sign).length;
  return first.includes('\t') ? '\t' : count(';') > count(',') ? ';' : ',';
}

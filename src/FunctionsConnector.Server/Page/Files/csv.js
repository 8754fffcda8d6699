/** CSV (RFC 4180) with the mark by which spreadsheets recognise UTF-8. */
export const csvOf = lines => `\uFEFF${lines.map(line => `${line.map(cellOf).join(',')}\r\n`).join('')}`;

/**
 * A spreadsheet runs a cell that begins like a formula. After an apostrophe it is a text. A spreadsheet that separates cells by semicolons
 * begins a new cell also within a text.
 */
const beginnings = /^(?=\s*[=+\-@＝＋－＠]|[\t\r\n])|(?=[=+\-@＝＋－＠])(?<=[;,\t\r\n][\s"]*)/g;

const cellOf = text => `"${text.replace(beginnings, "'").replaceAll('"', '""')}"`;

/** Gives the browser a file to save. */
export function save(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  [link.href, link.download] = [url, name];
  link.click();
  URL.revokeObjectURL(url);
}

import { recordPath, urlOf } from './connector.js';

const hints = {
  curl: 'Set CONNECTOR_KEY to the API key first.',
  flow: 'The code of an HTTP action. Replace $CONNECTOR_KEY by a secure parameter. The inputs do not show in the run history.',
  queue: 'Put this text on the queue of updates, field-updates by default.',
};

export const hintFor = format => hints[format];

/** The update in another form, without the key. */
export function copyOf(format, record, body) {
  const url = urlOf(recordPath(record));
  switch (format) {
    case 'curl':
      return `curl -X PATCH \\\n  ${quoted(url)} \\\n  -H "x-api-key: $CONNECTOR_KEY" \\\n  -H 'content-type: application/json' \\\n  -d ${quoted(JSON.stringify(body))}`;
    case 'flow':
      return pretty({
        type: 'Http',
        inputs: { method: 'PATCH', uri: literal(url), headers: { 'x-api-key': '$CONNECTOR_KEY', 'content-type': 'application/json' }, body: literal(body) },
        runAfter: {},
        runtimeConfiguration: { secureData: { properties: ['inputs'] } },
      });
    default:
      return pretty({ ...record, ...body });
  }
}

const pretty = value => JSON.stringify(value, null, 2);

const quoted = text => `'${text.replaceAll("'", `'\\''`)}'`;

/** In a flow, a text that begins with @ or contains @{ is an expression; a second @ makes it a plain text. */
function literal(value) {
  if (typeof value === 'string') {
    const text = value.replaceAll('@{', '@@{');
    return text.startsWith('@') && !value.startsWith('@{') ? `@${text}` : text;
  }
  return Array.isArray(value) ? value.map(literal)
    : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, literal(inner)]))
    : value;
}

const slot = 'functions-connector-key';

/** The key is in the storage of this tab only. */
export const key = {
  read: () => sessionStorage.getItem(slot),
  keep: value => sessionStorage.setItem(slot, value),
  forget: () => sessionStorage.removeItem(slot),
};

export const urlOf = path => new URL(path, document.baseURI).href;

export const recordPath = ({ system, recordType, recordId }) => `${typePath(system, 'records', recordType)}/${encodeURIComponent(recordId)}`;

export const typePath = (system, kind, recordType) => `api/systems/${encodeURIComponent(system)}/${kind}/${encodeURIComponent(recordType)}`;

/** Calls the connector. Returns { status, body, error }; error is the failure of the reply, or one made here where there is no reply. */
export async function call(method, path, body, isUpdate = method === 'PATCH') {
  try {
    const reply = await fetch(urlOf(path), {
      method,
      headers: { 'x-api-key': key.read() ?? '', ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
      cache: 'no-store',
    });
    const json = await reply.json();
    if (reply.ok ? json.error : typeof json.error?.code !== 'string') {
      throw new Error('Something on the way has answered, not the connector.');
    }
    return { status: reply.status, body: json, error: json.error };
  } catch {
    const message = isUpdate
      ? 'The connection to the connector was lost. Whether the update was made is not known.'
      : 'The connector did not answer. Check that it is running.';
    return { error: { code: isUpdate ? 'OutcomeUnknown' : 'SystemUnavailable', message, retryable: true } };
  }
}

/** The entries of a list; throws the message of a failure. */
export async function list(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value);
  const { body, error } = await call('GET', `${path}${given.length ? `?${new URLSearchParams(given)}` : ''}`);
  if (error) {
    throw new Error(error.message);
  }
  return body.value;
}

// Connects to an endpoint with a key, lists its tools, makes the calls on standard input (a JSON array of {name, arguments}) and prints
// what it got as one JSON object.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [url, key] = process.argv.slice(2);
let text = '';
for await (const chunk of process.stdin) text += chunk;
const calls = JSON.parse(text);

const client = new Client({ name: 'test', version: '1.0.0' });
const answer = { results: [] };
try {
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { 'x-api-key': key } } }));
  answer.server = client.getServerVersion();
  answer.instructions = client.getInstructions();
  answer.tools = (await client.listTools()).tools;
  for (const call of calls) {
    try {
      answer.results.push(await client.callTool(call));
    } catch (error) {
      answer.results.push({ protocolError: error.message });
    }
  }
  await client.close();
} catch (error) {
  answer.error = error.message;
}
console.log(JSON.stringify(answer));

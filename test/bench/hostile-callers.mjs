/**
 * The ordinary callers of `npm run bench -- hostile`: each sends requests one after the other, every second one a
 * stream, every tenth one with the 500 KB of a long conversation. Prints a JSON line with the latencies of each phase when it gets one on stdin.
 */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';

const [url, apiKey, callers] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
const shortText = 'word '.repeat(280);
const longText = 'word '.repeat(100_000);
let latencies = [];
let failures = {};

for (let index = 0; index < Number(callers); index += 1) void run(index);
createInterface({ input: process.stdin }).on('line', () => {
  console.log(JSON.stringify({ latencies, failures }));
  latencies = [];
  failures = {};
});

async function run(index) {
  for (let turn = index; ; turn += 1) {
    const startMs = performance.now();
    try {
      const status = await send(turn % 2 === 0, turn % 10 === 0 ? longText : shortText);
      if (status !== 200) failures[status] = (failures[status] ?? 0) + 1;
    } catch (error) {
      failures[error.code] = (failures[error.code] ?? 0) + 1;
    }
    latencies.push(performance.now() - startMs);
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 200));
  }
}

async function send(stream, content) {
  const body = JSON.stringify({
    model: 'gpt-5',
    stream,
    messages: [{ role: 'user', content }],
  });
  const outgoing = request(`${url}/v1/chat/completions`, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
  }).end(body);
  const [response] = await once(outgoing, 'response');
  response.resume();
  await once(response, 'end');
  return response.statusCode;
}

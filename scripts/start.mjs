// `npm start`: installs and builds what is missing, then serves.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { checkNode, ensureBuilt, ensureInstalled, root } from './lib/steps.mjs';

checkNode();
const port = process.env.PORT ?? '3000';
if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
  console.error(`PORT=${port}: use a whole number from 1 to 65535`);
  process.exit(2);
}
ensureInstalled();
ensureBuilt();

const next = spawn(process.execPath, [path.join(root, 'node_modules/next/dist/bin/next'), 'start', '-p', port], {
  cwd: root,
  stdio: ['inherit', 'pipe', 'inherit'],
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
});
let announced = false;
next.stdout.on('data', (chunk) => {
  if (announced || !/ready/i.test(String(chunk))) return;
  announced = true;
  console.log(`\nBase2 Designer is ready: http://localhost:${port}\nStop it with Ctrl+C.`);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => next.kill(signal));
next.on('exit', (code, signal) => {
  if (!announced && !signal) console.error(`The server did not start. Is port ${port} taken? Choose another: PORT=3001 npm start`);
  process.exit(code ?? 0);
});

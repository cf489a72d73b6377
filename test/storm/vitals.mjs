/**
 * Preloaded into every node: tells its parent on request how much memory it holds, after a garbage collection unless it shall be
 * a `glance`, and how many connections it has accepted that are not closed yet.
 */
import { subscribe } from 'node:diagnostics_channel';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
let connections = 0;
subscribe('net.server.socket', ({ socket }) => {
  connections++;
  socket.once('close', () => connections--);
});

process.on('message', (request) => {
  if (request === 'glance') tell();
  if (request === 'vitals') void settle().then(tell);
});
process.channel?.unref();

/** The second collection removes objects that waited for finalization. In between, the allocator returns pages. */
async function settle() {
  for (let turn = 0; turn < 3; turn++) {
    collect();
    await pause(100);
  }
}

function tell() {
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ rss, heap: heapUsed + external, connections });
}

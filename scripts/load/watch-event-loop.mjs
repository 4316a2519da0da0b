// Preloaded into the service while it is measured: on demand it tells its parent the longest stall of its event loop.

import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 10;
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();

/** Nanoseconds this thread has had a processor, by https://docs.kernel.org/scheduler/sched-stats.html */
const onProcessor = () =>
  Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]);
let last = onProcessor();
let longest = 0;
setInterval(() => {
  const now = onProcessor();
  longest = Math.max(longest, now - last);
  last = now;
}, resolutionMs).unref();

process.on('message', () => {
  process.send?.({
    // What is recorded is the time between two ticks of a timer, not how late the second came.
    stallMs: Math.max(0, delay.max / 1e6 - resolutionMs),
    // The same without the time the machine gave to other processes meanwhile.
    busyMs: longest / 1e6,
  });
  delay.reset();
  longest = 0;
});
// A service that has stopped is not kept alive by being watched.
process.channel?.unref();

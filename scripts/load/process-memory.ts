// The home of what the kernel says of a running process: memory, processor time and open files. Linux only.

import { readdirSync, readFileSync } from 'node:fs';

const sampleEveryMs = 100;

/** Resident megabytes of a process. */
export function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

export function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Samples a process with those it starts until it ends: the most megabytes seen together, all processor time. */
export function watchPeak(pid: number): () => { peakMb: number; cpuSeconds: number } {
  let peak = 0;
  let cpuSeconds = 0;
  const timer = setInterval(() => {
    try {
      peak = Math.max(peak, familyMb(pid));
      cpuSeconds = processorSeconds(pid);
    } catch {
      // It has ended, or one of its children has, between two reads.
    }
  }, sampleEveryMs);
  return () => {
    clearInterval(timer);
    return { peakMb: Math.round(peak), cpuSeconds: Math.round(cpuSeconds) };
  };
}

/** Own time and that of children that have ended: fields 14 to 17 of proc_pid_stat(5), in hundredths. */
function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
}

function familyMb(pid: number): number {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return children.reduce((sum, child) => sum + familyMb(Number(child)), residentMb(pid));
}

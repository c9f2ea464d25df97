/** Milliseconds. */
export interface Result {
  readonly name: string;
  readonly median: number;
  readonly p95: number;
  readonly runs: number;
  readonly goal?: string;
}

export function summarise(name: string, times: readonly number[], goal?: string): Result {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { name, median: at(0.5), p95: at(0.95), runs: sorted.length, ...(goal !== undefined && { goal }) };
}

/** Runs something a few times to warm up, then measures each of `runs`. */
export async function measure(name: string, runs: number, work: () => unknown, goal?: string): Promise<Result> {
  for (let warm = 0; warm < Math.min(20, runs); warm++) await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return summarise(name, times, goal);
}

export function print(results: readonly Result[]): void {
  const width = Math.max(...results.map(({ name }) => name.length));
  console.log(`${'ms'.padEnd(width)}   median      p95   runs   goal`);
  for (const { name, median, p95, runs, goal } of results) {
    console.log(`${name.padEnd(width)} ${median.toFixed(2).padStart(8)} ${p95.toFixed(2).padStart(8)} ${String(runs).padStart(6)}   ${goal ?? ''}`);
  }
}

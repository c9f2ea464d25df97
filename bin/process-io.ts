import type { Io } from './command';
import { UsageError } from './errors';

// `base2 schema | head` closes the pipe early, which is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

/** The streams of this process. */
export const processIo: Io = {
  async read(limit) {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > limit) throw new UsageError(`standard input: longer than ${limit} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  },
  out: (chunk) => void process.stdout.write(chunk),
  error: (text) => void process.stderr.write(text),
};

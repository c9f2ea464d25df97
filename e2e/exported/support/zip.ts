import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  path: string;
  /** Unix permission bits; 0 when the archive does not carry them. */
  mode: number;
  /** DOS date and time as stored. */
  stamp: number;
  bytes: Buffer;
}

/** Reads a zip through its central directory (APPNOTE 4.3.12); stored and deflated entries only. */
export function readZip(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('not a zip: no end record');
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const nameLength = archive.readUInt16LE(at + 28);
    const path = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    const bytes = archive.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    entries.push({ path, mode: (archive.readUInt32LE(at + 38) >>> 16) & 0o777, stamp: archive.readUInt32LE(at + 12), bytes });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

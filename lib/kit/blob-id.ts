import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** The name that git gives to a file's content: the SHA-1 of `blob <bytes>`, a NUL, and the content (gitformat-loose(5)). */
export function blobId(text: string): string {
  const content = utf8ToBytes(text);
  return bytesToHex(sha1(concatBytes(utf8ToBytes(`blob ${content.length}\0`), content)));
}

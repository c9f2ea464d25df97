const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;

function polymod(values: readonly number[]): number {
  return values.reduce((checksum, value) => {
    const top = checksum >>> 25;
    const shifted = ((checksum & 0x1ffffff) << 5) ^ value;
    return GENERATOR.reduce((sum, term, bit) => ((top >>> bit) & 1 ? sum ^ term : sum), shifted);
  }, 1);
}

/** The prefix as the checksum sees it: the upper bits of each letter, a zero, the lower ones. */
function expanded(prefix: string): number[] {
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
}

/** Whether a text is Bech32 (BIP 173) in small letters, with that prefix, a right checksum and so many whole bytes. */
export function isBech32(value: string, prefix: string, bytes: number): boolean {
  if (!value.startsWith(`${prefix}1`)) return false;
  const values = [...value.slice(prefix.length + 1)].map((letter) => ALPHABET.indexOf(letter));
  const letters = Math.ceil((bytes * 8) / 5);
  if (values.includes(-1) || values.length !== letters + 6) return false;
  // What the last letter has beyond the bytes is nothing.
  const unused = (1 << (letters * 5 - bytes * 8)) - 1;
  return ((values[letters - 1] ?? 0) & unused) === 0 && polymod([...expanded(prefix), ...values]) === 1;
}

const POLYNOMIAL = 0x1021;

/**
 * CRC-16/IBM-3740 (https://reveng.sourceforge.io/crc-catalogue/16.htm): it notices all damage of up to 16 bits in a row,
 * and of any other but one in 65,536.
 */
export function crc16(bytes: Uint8Array): number {
  let sum = 0xffff;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x8000 ? ((sum << 1) ^ POLYNOMIAL) & 0xffff : (sum << 1) & 0xffff;
  }
  return sum;
}

/** Bytes with their checksum behind them. */
export function withChecksum(bytes: Uint8Array): Uint8Array {
  const sum = crc16(bytes);
  return Uint8Array.from([...bytes, sum >> 8, sum & 0xff]);
}

/** The bytes before a checksum; undefined where it is not theirs. */
export function withoutChecksum(bytes: Uint8Array): Uint8Array | undefined {
  const content = bytes.subarray(0, -2);
  return bytes.length > 2 && crc16(content) === ((bytes.at(-2) ?? 0) << 8) + (bytes.at(-1) ?? 0) ? content : undefined;
}

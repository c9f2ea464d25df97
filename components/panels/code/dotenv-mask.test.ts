import { describe, expect, it } from 'vitest';
import { holdsSecrets, isDotenv, MASK, masked, maskDotenv, maskedCount } from './dotenv-mask';

const example = '# The domain\nWEBSITE_DOMAIN=localhost\n\n# A password\nDB_PASSWORD=\nEMPTY=\n';
const secret = '# The domain\nWEBSITE_DOMAIN=localhost\n\n# A password\nDB_PASSWORD=s3cret\nEMPTY=\n';

describe('.env on the screen', () => {
  it('shows what its example shows and masks the rest', () => {
    expect(maskDotenv(secret, example)).toBe(secret.replace('s3cret', MASK));
    expect(maskedCount(maskDotenv(secret, example))).toBe(1);
  });

  it('masks every value when there is no example', () => {
    expect(maskDotenv('A=1\n# note\nexport B = "x"', undefined)).toBe(`A=${MASK}\n# note\nexport B =${MASK}`);
  });

  it('masks a comment that only the file with secrets has', () => {
    expect(maskDotenv('# The password is hunter2\nEMPTY=', example)).toBe(`# ${MASK}\nEMPTY=`);
  });

  it('leaves a comment of its own that stands apart from values', () => {
    expect(maskDotenv('# Never commit this file\n\nEMPTY=', example)).toBe('# Never commit this file\n\nEMPTY=');
  });

  it('masks every line of a value of several lines', () => {
    expect(maskDotenv('KEY="first\nsecond"\nEMPTY=', example)).toBe(`KEY=${MASK}\n${MASK}\nEMPTY=`);
  });

  it('does not tell the length', () => {
    expect(maskDotenv('A=1', '')).toBe(maskDotenv('A=12345678901234567890', ''));
  });

  it('is about the file with values only', () => {
    expect(['.env', 'a/.env', '.env.example', 'env'].map(isDotenv)).toEqual([true, true, false, false]);
  });

  it('is masked whole where a file is one secret, whatever it looks like', () => {
    for (const text of ['s3cret\n', '# s3cret\n', 'A=s3cret\n']) expect(masked('secrets/JWT_SECRET', text)).toBe(`${MASK}\n`);
    expect(['.env', 'secrets/JWT_SECRET', 'secrets.example', 'api/secrets.py'].map(holdsSecrets)).toEqual([true, true, false, false]);
  });
});

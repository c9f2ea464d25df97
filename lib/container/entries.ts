import * as z from 'zod';

/** `LOG_LEVEL=info`: everything behind the first = is the value. */
export function splitVariable(entry: string): { readonly name: string; readonly value: string } {
  const at = entry.indexOf('=');
  return { name: entry.slice(0, at), value: entry.slice(at + 1) };
}

/** `data:/var/lib/data`. */
export function splitVolume(entry: string): { readonly name: string; readonly path: string } {
  const at = entry.indexOf(':');
  return { name: entry.slice(0, at), path: entry.slice(at + 1) };
}

const NAME = '[A-Z][A-Z0-9_]{0,59}';
const PATH = '(?:/[A-Za-z0-9._@-]+)+';
const SECRET_NAME = /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|SECRET_KEY)$/;

/** Entries whose key stands in the list before. */
function twice(entries: readonly string[], keyOf: (entry: string) => string): number[] {
  const keys = entries.map(keyOf);
  return keys.flatMap((key, at) => (keys.indexOf(key) < at ? [at] : []));
}

function distinct<S extends z.ZodType<string>>(entry: S, max: number, keyOf: (entry: string) => string, error: string) {
  return z
    .array(entry)
    .max(max, { error: `At most ${max} entries` })
    .superRefine((entries, context) => {
      for (const at of twice(entries, keyOf)) context.addIssue({ code: 'custom', path: [at], message: error });
    });
}

const Assignment = z
  .string()
  .regex(new RegExp(`^${NAME}=[^\\0\\r\\n]{0,500}$`), { error: 'Use NAME=value: the name in capital letters, digits and _, the value on one line' })
  .refine((entry) => !SECRET_NAME.test(splitVariable(entry).name) || splitVariable(entry).value === '', {
    error: 'This looks like a secret, and a design has none: put its name under Secrets, a value is made at export',
  });

/** Settings that anybody may read. */
export const Variables = distinct(Assignment, 50, (entry) => splitVariable(entry).name, 'This variable is set twice');

/** Names of variables whose values are made at export. */
export const SecretNames = distinct(
  z.string().regex(new RegExp(`^${NAME}$`), { error: 'Use a name in capital letters, digits and _, such as SESSION_KEY' }),
  20,
  (entry) => entry,
  'This name is there twice',
);

const SYSTEM = /^\/(proc|sys|dev|etc|bin|sbin|lib|usr)$/;

/** Folders that outlive the container. */
export const Volumes = distinct(
  z
    .string()
    .regex(new RegExp(`^[a-z][a-z0-9-]{0,29}:${PATH}$`), { error: 'Use name:/path, such as data:/var/lib/data' })
    .refine((entry) => !SYSTEM.test(splitVolume(entry).path), { error: 'A volume here would hide the system of the image: use a folder for data' }),
  10,
  (entry) => splitVolume(entry).path,
  'Two volumes cannot be at one path',
);

/** Folders in memory. */
export const MemoryFolders = distinct(
  z
    .string()
    .regex(new RegExp(`^${PATH}$`), { error: 'Use a path such as /tmp or /var/cache/nginx' })
    .refine((entry) => !SYSTEM.test(entry), { error: 'A folder in memory here would hide the system of the image' }),
  20,
  (entry) => entry,
  'This path is there twice',
);

import * as z from 'zod';

// The grammar of a reference: https://pkg.go.dev/github.com/distribution/reference
const PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const HOST = '[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\\d{1,5})?';
const REFERENCE = new RegExp(`^(?:${HOST}/)?${PART}(?:/${PART})*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$`);

/** The tag behind the last colon of the last part, without the digest. */
function tagOf(image: string): string | undefined {
  return /:([^/:]+)$/.exec(image.replace(/@.*$/, ''))?.[1];
}

/** Why a reference does not say exactly one image. */
function looseness(image: string): string | undefined {
  if (image.includes('@')) return undefined;
  const tag = tagOf(image);
  if (tag === undefined) return 'Add an exact tag or a digest, such as :1.2.3: without one it means latest, which is another program tomorrow';
  if (!/\d/.test(tag)) return `:${tag} moves: tomorrow it is another program. Use a tag with a version, such as :1.2.3, or a digest`;
  return undefined;
}

/** An image by an exact tag or by its digest. */
export const ImageReference = z
  .string()
  .max(300, { error: 'At most 300 characters' })
  .superRefine((image, context) => {
    const message = REFERENCE.test(image) ? looseness(image) : 'Use an image such as ghcr.io/you/app:1.2.3, without https://';
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

/** Short enough for a card: `app:1.2.3`. */
export function shortImage(image: string): string {
  return (image.split('/').at(-1) ?? image).replace(/@sha256:([a-f0-9]{7}).*$/, '@$1');
}
